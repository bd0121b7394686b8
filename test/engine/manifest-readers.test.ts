import fc from 'fast-check';
import { findRoot } from '../../sandbox/layout';
import { mustRun } from '../../sandbox/machine/command';
import { Toolchain } from '../../sandbox/toolchain/toolchain';
import { render } from '../../src/synth';
import { emit } from '../../src/synth/emit';
import type { Manifest } from '../../src/synth/manifest';
import { compose } from '../../systems/compose';
import { ENVIRONMENT_NAMES } from '../../systems/environments';
import { SYSTEM_NAMES } from '../../systems/systems';
import { LINES, nastyManifest, NO_TEXTS, TEXTS } from '../synth/nasty';

const kubectl = new Toolchain(findRoot(__dirname)).require('kubectl');

/** What kubectl reads from YAML, without a cluster: it is told to remove an annotation that no object has. */
async function read(text: string): Promise<unknown> {
  const args = ['annotate', '--local', '--filename', '-', '--output', 'json', 'absent-'];
  const output = await mustRun(kubectl, args, { input: text, env: { ...process.env, KUBECONFIG: '/dev/null' } });
  return JSON.parse(`[${output.replaceAll('\n}\n{', '\n},\n{')}]`, (key, value: unknown) =>
    // what is left of the annotation
    key === 'annotations' && JSON.stringify(value) === '{}' ? undefined : value,
  );
}

/** A key and its value share a line up to 1,024 characters. */
const LONG_KEYS = [1022, 1023, 1024, 1025, 5000].map((length) => 'k'.repeat(length));

/** Where the texts of a key and a value meet whatever may stand around them. */
const around = (text: string, index: number): Manifest => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: `map-${index}` },
  data: { [text]: text, list: [text, [text, { [text]: text }]], last: text },
});

describe('kubectl reads what was written', () => {
  test.each(ENVIRONMENT_NAMES)('of all systems in %s', async (environment) => {
    const objects = render(compose({ environment, systems: SYSTEM_NAMES, now: new Date() }));
    expect(await read(emit(objects))).toEqual(objects);
  });

  test('of texts that YAML may take for something else, as key, value and item', async () => {
    const manifests = [...NO_TEXTS, ...LINES, ...TEXTS, ...LONG_KEYS].map(around);
    expect(await read(emit(manifests))).toEqual(manifests);
  });

  test('of whatever data there are', async () => {
    const manifests = fc.sample(nastyManifest, { numRuns: 1000, seed: 5 });
    expect(await read(emit(manifests))).toEqual(manifests);
  });
});
