import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findRoot } from '../../../sandbox/layout';
import { CUSTOM_RESOURCES } from '../../../sandbox/toolchain/custom-resources';
import { KWOK_STAGES, KWOK_USAGE } from '../../../sandbox/toolchain/kwok-stages';
import { pinnedTools, pinnedVersion } from '../../../sandbox/toolchain/modules';
import { binaryName, CONTROL_PLANE_TOOLS, TEST_TOOLS, Toolchain } from '../../../sandbox/toolchain/toolchain';

const root = findRoot(__dirname);
const tools = pinnedTools(root);

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'seaworthy-toolchain-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('every tool of the control plane, the engine and the tests is pinned as a tool of its module', () => {
  for (const name of [...CONTROL_PLANE_TOOLS, ...TEST_TOOLS, 'pulumi']) {
    const tool = tools.get(name);
    expect(tool && readFileSync(join(tool.moduleDir, 'go.mod'), 'utf8')).toContain(tool?.package ?? name);
  }
});

test('tools know their own versions', () => {
  expect(tools.get('kube-apiserver')?.ldflags).toContain('component-base/version.gitVersion=v1.36.3');
  expect(tools.get('kube-apiserver')?.ldflags).toContain('version.gitMinor=36');
  expect(tools.get('pulumi')?.ldflags).toContain('version.Version=v3.259.0');
});

test('a key names the version, and changes with the pins', () => {
  mkdirSync(join(folder, 'sandbox'));
  cpSync(join(root, 'sandbox', 'toolchain'), join(folder, 'sandbox', 'toolchain'), { recursive: true });
  const before = pinnedTools(folder).get('pulumi')?.key;
  expect(before).toMatch(/^v3\.259\.0-[0-9a-f]{12}$/);
  expect(before).toBe(tools.get('pulumi')?.key);
  const sums = join(folder, 'sandbox', 'toolchain', 'pulumi', 'go.sum');
  writeFileSync(sums, `${readFileSync(sums, 'utf8')}\n`);
  expect(pinnedTools(folder).get('pulumi')?.key).not.toBe(before);
  expect(pinnedTools(folder).get('kubectl')?.key).toBe(tools.get('kubectl')?.key);
});

test('a tool whose source is here gets another key with it', () => {
  mkdirSync(join(folder, 'sandbox'));
  cpSync(join(root, 'sandbox', 'toolchain'), join(folder, 'sandbox', 'toolchain'), { recursive: true });
  const before = pinnedTools(folder).get('netpol-judge')?.key;
  expect(before).toMatch(/^v1\.1\.1-[0-9a-f]{12}$/);
  const source = join(folder, 'sandbox', 'toolchain', 'netpol-judge', 'main.go');
  writeFileSync(source, `${readFileSync(source, 'utf8')}\n`);
  expect(pinnedTools(folder).get('netpol-judge')?.key).not.toBe(before);
});

test.each([
  ['go.etcd.io/etcd/server/v3', 'server'],
  ['k8s.io/kubernetes/cmd/kubectl', 'kubectl'],
  ['github.com/pulumi/pulumi/pkg/v3/cmd/pulumi', 'pulumi'],
  ['seaworthy.dev/sandbox/netpol-judge', 'netpol-judge'],
])('go build makes of %s a file %s', (path, name) => {
  expect(binaryName(path)).toBe(name);
});

test('tools that were never built are missing, and asking for one says what to do', () => {
  const empty = new Toolchain(root, folder);
  expect(empty.missing(['kwok', 'etcd'])).toEqual(['kwok', 'etcd']);
  expect(() => empty.require('etcd')).toThrow(/etcd is not built.*\nRun 'make toolchain'/);
});

test('a tool that is there is not built again', async () => {
  const filled = new Toolchain(root, folder);
  mkdirSync(join(filled.path('etcd'), '..'), { recursive: true });
  writeFileSync(filled.path('etcd'), 'built before');
  const told: string[] = [];
  await filled.build(['etcd'], { onProgress: (message) => told.push(message) });
  expect(told).toEqual([]);
  expect(readFileSync(filled.require('etcd'), 'utf8')).toBe('built before');
});

test('a build that is interrupted leaves nothing', async () => {
  const toolchain = new Toolchain(root, folder);
  const interruption = new AbortController();
  const building = toolchain.build(['kwok'], { signal: interruption.signal, onProgress: () => undefined });
  interruption.abort(new Error('enough'));
  await expect(building).rejects.toThrow('enough');
  expect(toolchain.missing(['kwok'])).toEqual(['kwok']);
});

test.each([KWOK_STAGES, KWOK_USAGE])("kwok's files are of the version that its binary is pinned to", (files) => {
  const pins = readFileSync(join(root, 'sandbox', 'toolchain', 'kubernetes', 'go.mod'), 'utf8');
  expect(files.version).toBe(pinnedVersion(pins, files.module, 'kubernetes'));
  const sums = readFileSync(join(root, 'sandbox', 'toolchain', 'kubernetes', 'go.sum'), 'utf8');
  expect(sums).toContain(`${files.module} ${files.version} ${files.sum}`);
});

test('every row of custom resources has an exact version and a checksum', () => {
  for (const row of CUSTOM_RESOURCES) {
    expect(row.version).toMatch(/^v\d+\.\d+\.\d+/);
    expect(row.sum).toMatch(/^h1:[A-Za-z0-9+/]{43}=$/);
  }
});

test('rejects a go.mod without the pin', () => {
  expect(() => pinnedVersion('module x\n', 'sigs.k8s.io/kwok', 'here')).toThrow(
    'here/go.mod pins no version of sigs.k8s.io/kwok',
  );
});
