import { Yaml } from 'cdk8s';
import type { Manifest } from './manifest';

/** The text of one manifest file: its objects as YAML documents. The only place that makes YAML. */
export function emit(manifests: readonly Manifest[]): string {
  return Yaml.stringify(...manifests);
}
