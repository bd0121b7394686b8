import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { currentContext } from '../../../sandbox/engine/current-context';
import { pulumiOnPath } from '../../../sandbox/engine/engine';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'seaworthy-programs-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** A program that prints something and ends with a code. */
function program(name: string, output: string, code = 0): string {
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\necho '${output}'\nexit ${code}\n`, { mode: 0o755 });
  return file;
}

test('a pulumi on PATH that fits is used', async () => {
  const file = program('pulumi', 'v3.260.1');
  expect(await pulumiOnPath({ PATH: folder })).toBe(file);
});

test.each([
  ['is too old', 'v3.100.0', 0],
  ['is broken', 'v3.260.1', 1],
])('a pulumi on PATH that %s is not used', async (_why, output, code) => {
  program('pulumi', output, code);
  expect(await pulumiOnPath({ PATH: folder })).toBeUndefined();
});

test('without a pulumi on PATH there is none to use', async () => {
  expect(await pulumiOnPath({ PATH: folder })).toBeUndefined();
});

test('the current context is read with its server', async () => {
  const config = { 'current-context': 'mine', clusters: [{ name: 'c', cluster: { server: 'https://example.com' } }] };
  const kubectl = program('kubectl', JSON.stringify(config));
  expect(await currentContext(kubectl)).toMatchObject({ name: 'mine', server: 'https://example.com' });
});

test.each([
  ['has no current context', JSON.stringify({ 'current-context': '', clusters: [] }), 0],
  ['names a context without a cluster', JSON.stringify({ 'current-context': 'gone', clusters: [] }), 0],
  ['cannot be read', '', 1],
])('rejects a kubeconfig that %s, with the way to choose one', async (_why, output, code) => {
  const kubectl = program('kubectl', output, code);
  await expect(currentContext(kubectl)).rejects.toThrow(/no current context.*\n.*kubectl config use-context/);
});
