import { mkdirSync, mkdtempSync, rmSync, statSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findPlugins } from '../../../sandbox/engine/plugins';

const LANGUAGE = 'pulumi-language-nodejs';
const KUBERNETES = 'pulumi-resource-kubernetes';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "seaworthy plug-in's-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function executable(...path: string[]): string {
  const file = join(folder, ...path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, '#!/bin/sh\n', { mode: 0o755 });
  return file;
}

function find(): ReturnType<typeof findPlugins> {
  return findPlugins({
    root: '/repo',
    launchers: join(folder, 'launchers'),
    pulumi: join(folder, 'cli', 'pulumi'),
    kubernetesVersion: '4.34.2',
    env: { PATH: join(folder, 'path'), PULUMI_HOME: join(folder, 'home') },
  });
}

test('where no real plug-in is, each stand-in gets a launcher of its own', () => {
  const { folders, standIns } = find();
  expect(standIns).toEqual([LANGUAGE, KUBERNETES]);
  expect(folders).toEqual([
    join(folder, 'launchers', 'language-nodejs'),
    join(folder, 'launchers', 'resource-kubernetes'),
  ]);
  const launcher = join(folders[0] ?? '', LANGUAGE);
  expect(statSync(launcher).mode & 0o111).not.toBe(0);
  expect(readFileSync(launcher, 'utf8')).toContain('\'/repo/dist/sandbox/plugins/language-nodejs/main.js\' "$@"');
});

test.each([
  ['beside the engine', ['cli', LANGUAGE], LANGUAGE],
  ['on PATH', ['path', LANGUAGE], LANGUAGE],
  ['on PATH', ['path', KUBERNETES], KUBERNETES],
  ["in the user's Pulumi home", ['home', 'plugins', 'resource-kubernetes-v4.34.2', KUBERNETES], KUBERNETES],
])('a real plug-in %s is used as it is', (_place, path, name) => {
  const file = executable(...path);
  const { folders, standIns } = find();
  expect(standIns).not.toContain(name);
  expect(standIns).toHaveLength(1);
  expect(folders).toContain(dirname(file));
});

test('a plug-in on PATH comes before the one beside the engine, as the engine has it', () => {
  executable('cli', KUBERNETES);
  const onPath = executable('path', KUBERNETES);
  expect(find().folders[1]).toBe(dirname(onPath));
});

test('an installed provider of another version is not used', () => {
  executable('home', 'plugins', 'resource-kubernetes-v4.20.0', KUBERNETES);
  expect(find().standIns).toContain(KUBERNETES);
});
