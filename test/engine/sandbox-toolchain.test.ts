import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findRoot } from '../../sandbox/layout';
import { mustRun } from '../../sandbox/machine/command';
import { CUSTOM_RESOURCES } from '../../sandbox/toolchain/custom-resources';
import { requireGo } from '../../sandbox/toolchain/go';
import { KWOK_STAGES } from '../../sandbox/toolchain/kwok-stages';
import { fetchFiles } from '../../sandbox/toolchain/module-files';
import { Toolchain } from '../../sandbox/toolchain/toolchain';

let cache: string;

beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'seaworthy-cache-'));
});

afterEach(() => {
  rmSync(cache, { recursive: true });
});

test('every row of custom resources yields definitions and nothing else', async () => {
  for (const row of CUSTOM_RESOURCES) {
    const folder = await fetchFiles(cache, 'crds', row);
    expect(readdirSync(folder).length).toBeGreaterThan(0);
    for (const name of readdirSync(folder)) {
      expect(readFileSync(join(folder, name), 'utf8')).toMatch(/^kind: CustomResourceDefinition$/m);
    }
  }
});

test("kwok's stages are all there", async () => {
  const folder = await fetchFiles(cache, 'stages', KWOK_STAGES);
  expect(readdirSync(folder)).toHaveLength(KWOK_STAGES.paths.length);
});

test('rejects a module whose checksum is not the committed one, and caches nothing', async () => {
  const changed = { ...KWOK_STAGES, sum: 'h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=' };
  await expect(fetchFiles(cache, 'stages', changed)).rejects.toThrow(
    `sigs.k8s.io/kwok@${KWOK_STAGES.version} has the checksum ${KWOK_STAGES.sum}, not ${changed.sum}.`,
  );
  expect(readdirSync(cache)).toEqual([]);
});

test('rejects files that the module does not hold', async () => {
  const moved = { ...KWOK_STAGES, paths: ['kustomize/moved'] };
  await expect(fetchFiles(cache, 'stages', moved)).rejects.toThrow('holds no such file: kustomize/moved');
  expect(existsSync(join(cache, 'stages'))).toBe(false);
});

test('rejects a Go that is too old, with its version', async () => {
  await expect(requireGo({ major: 1, minor: 9999 })).rejects.toThrow(
    /Go on PATH is go1\.\d+.*needs Go 1\.9999 or newer/,
  );
  await expect(requireGo({ major: 1, minor: 20 })).resolves.toBeUndefined();
});

test('the tools that were built are of the pinned versions', async () => {
  const toolchain = new Toolchain(findRoot(__dirname));
  for (const [tool, args] of [
    ['kube-apiserver', ['--version']],
    ['kubectl', ['version', '--client']],
    ['metrics-server', ['--version']],
    ['kubeconform', ['-v']],
    ['kube-score', ['version']],
  ] as const) {
    const version = toolchain.key(tool).split('-')[0] ?? '';
    expect(await mustRun(toolchain.require(tool), args)).toContain(version);
  }
});
