import { join } from 'node:path';
import { parse } from 'yaml';
import { projectFile, projectName, stackFile } from '../../../sandbox/engine/project-files';
import { lockFolder, stateFile } from '../../../sandbox/engine/state-folder';

const PROJECT = 'name: shop # ours\nruntime: nodejs\nmain: dist/systems/deploy.js\n';

test('the generated project runs the same program from its own folder', () => {
  const text = projectFile(PROJECT, '/repo/Pulumi.yaml', '/repo/.sandbox/dev/project');
  expect(parse(text)).toEqual({ name: 'shop', runtime: 'nodejs', main: '../../../dist/systems/deploy.js' });
  expect(join('/repo/.sandbox/dev/project', (parse(text) as { main: string }).main)).toBe(
    '/repo/dist/systems/deploy.js',
  );
});

test('without a main, the program is the folder of the project file', () => {
  const text = projectFile('name: shop\nruntime: nodejs\n', '/repo/Pulumi.yaml', '/repo/.sandbox/dev/project');
  expect(parse(text)).toMatchObject({ main: '../../..' });
});

test('the rest of the project file stays as it is', () => {
  expect(projectFile(PROJECT, '/repo/Pulumi.yaml', '/repo/x')).toContain('name: shop # ours');
});

test('the committed configuration is kept, and the cluster is added', () => {
  const text = stackFile({
    committed: "config:\n  shop:environment: dev\n  shop:kubeconfig: ''\n",
    place: 'Pulumi.dev.yaml',
    config: { 'shop:kubeconfig': '/repo/.sandbox/dev/kubeconfig' },
  });
  expect(parse(text)).toEqual({
    config: { 'shop:environment': 'dev', 'shop:kubeconfig': '/repo/.sandbox/dev/kubeconfig' },
  });
});

test.each([undefined, '', '# nothing yet\n', '{}\n'])('a stack file may be missing or empty: %j', (committed) => {
  const text = stackFile({ committed, place: 'Pulumi.dev.yaml', config: { 'a:b': 'c' } });
  expect(parse(text)).toEqual({ config: { 'a:b': 'c' } });
});

test('the salt that the engine wrote before is kept, nothing else of the earlier file is', () => {
  const previous = 'encryptionsalt: v1:abc\nconfig:\n  shop:old: value\n';
  const text = stackFile({ committed: 'config:\n  shop:new: 1\n', previous, place: 'Pulumi.dev.yaml', config: {} });
  expect(parse(text)).toEqual({ encryptionsalt: 'v1:abc', config: { 'shop:new': 1 } });
});

test('rejects a committed file with encrypted values', () => {
  const source = { committed: 'encryptionsalt: v1:abc\n', place: 'Pulumi.dev.yaml', config: {} };
  expect(() => stackFile(source)).toThrow(/^Pulumi\.dev\.yaml holds encrypted values/);
});

test.each(['- a\n', 'just text\n', 'a: [1\n'])('rejects %j as a stack file, with its place', (committed) => {
  expect(() => stackFile({ committed, place: 'Pulumi.dev.yaml', config: {} })).toThrow(
    /^Pulumi\.dev\.yaml is not a YAML map/,
  );
});

test('rejects a project without a name', () => {
  expect(projectName(PROJECT, 'Pulumi.yaml')).toBe('shop');
  expect(() => projectName('runtime: nodejs\n', 'Pulumi.yaml')).toThrow('Pulumi.yaml has no name.');
});

test("state and locks lie where the engine's file backend puts them", () => {
  expect(stateFile('/b', 'shop', 'dev')).toBe('/b/.pulumi/stacks/shop/dev.json');
  expect(lockFolder('/b', 'shop', 'dev')).toBe('/b/.pulumi/locks/organization/shop/dev');
});
