import { Yaml } from 'cdk8s';
import { emit } from '../../../src/synth/emit';
import type { Manifest } from '../../../src/synth/manifest';

/** What makes the text of a file of its objects: ours, and the package `yaml` with the options of cdk8s. */
export const WRITERS = {
  emitter: emit,
  yaml: (objects: readonly Manifest[]): string => Yaml.stringify(...objects),
};
