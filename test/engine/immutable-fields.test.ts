import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JsonPatch } from 'cdk8s';
import { compareManifests, type Manifest } from 'seaworthy/synth';
import { Sandbox } from '../../sandbox/sandbox';
import { CHANGES, OBJECTS } from './changes-of-fields';

/** Holds what a comparison says of replacements against what a real API server answers to the same change. */
let stateDir: string;
let sandbox: Sandbox;

const list = (items: readonly object[]) => JSON.stringify({ apiVersion: 'v1', kind: 'List', items });

beforeAll(async () => {
  stateDir = mkdtempSync(join(tmpdir(), 'seaworthy-fields-'));
  sandbox = await Sandbox.create({ stateDir, ports: 'free' });
  await sandbox.start();
  const namespaced = await sandbox.kubectl(['create', 'namespace', 'fields']);
  if (namespaced.code !== 0) throw new Error(namespaced.stderr);
  const created = await sandbox.kubectl(['create', '-f', '-'], { input: list(Object.values(OBJECTS)) });
  if (created.code !== 0) throw new Error(created.stderr);
});

afterAll(async () => {
  await sandbox.remove();
  rmSync(stateDir, { recursive: true });
});

/** An object with another value at a field. */
function changed(kind: string, pointer: string, value: unknown): readonly [before: Manifest, after: Manifest] {
  const before = OBJECTS[kind];
  if (before === undefined) throw new Error(`there is no example of ${kind}`);
  const after = JsonPatch.apply(structuredClone(before), JsonPatch.add(pointer, value)) as Manifest;
  return [before, after];
}

/** Whether the API server refuses another value at a field of an object that it has. */
async function refuses({ kind, metadata }: Manifest, pointer: string, value: unknown): Promise<boolean> {
  const patch = JSON.stringify([{ op: 'add', path: pointer, value }]);
  const where = metadata.namespace === undefined ? [] : ['-n', metadata.namespace];
  const args = ['patch', kind, metadata.name, ...where, '--type=json', '--dry-run=server', '-p', patch];
  const { code, stderr } = await sandbox.kubectl(args);
  // another mistake in the example would be refused too, and would show nothing
  if (code !== 0) expect(stderr).toMatch(/immutable|may not change|updates to|cannot change|not be changed/i);
  return code !== 0;
}

test.each(CHANGES)('%s %s is replaced where the API server refuses the change, and nowhere else', async (...change) => {
  const [before, after] = changed(...change);
  const [told] = compareManifests([before], [after]);
  expect(told?.kind).toBe('changed');
  expect(told?.replaces === 'always').toBe(await refuses(before, change[1], change[2]));
});

test('the table has changes of both kinds', () => {
  const answers = CHANGES.map((change) => {
    const [before, after] = changed(...change);
    return compareManifests([before], [after])[0]?.replaces === 'always';
  });
  expect(answers.filter((always) => always).length).toBeGreaterThanOrEqual(20);
  expect(answers.filter((always) => !always).length).toBeGreaterThanOrEqual(10);
});
