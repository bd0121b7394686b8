import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ControlPlane } from '../../sandbox/control-plane/control-plane';
import { freeBlock } from '../../sandbox/control-plane/ports';
import { readState } from '../../sandbox/engine/stack-state';
import { stateFile } from '../../sandbox/engine/state-folder';
import { layoutOf } from '../../sandbox/layout';
import { mustRun, run, type CommandResult } from '../../sandbox/machine/command';
import { isAlive } from '../../sandbox/machine/process-identity';
import { SandboxCommands, succeeds } from './sandbox-command-runs';

let sandbox: SandboxCommands;

beforeAll(async () => {
  sandbox = await SandboxCommands.create({ environment: 'dev', system: 'feature-api' });
  await succeeds(sandbox.up());
});

afterAll(async () => {
  await sandbox.remove();
});

/**
 * Runs a command of the sandbox while a folder lies on a full disk: a file system of its own, in a namespace of its own.
 * That goes with the shell, so the folder is copied out again as the command left it.
 *
 * @param mebibytes size of the disk: more than what is in the folder
 */
async function onFullDisk(
  folder: string,
  mebibytes: number,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<CommandResult> {
  const script = `
    set -e
    cp -a "$FOLDER" "$FOLDER.kept"
    mount -t tmpfs -o size=${mebibytes}m tmpfs "$FOLDER"
    cp -a "$FOLDER.kept/." "$FOLDER/"
    dd if=/dev/zero of="$FOLDER/fill" bs=4k 2>/dev/null || true
    code=0; "$@" || code=$?
    rm "$FOLDER/fill"
    rm -rf "$FOLDER.kept"; cp -a "$FOLDER/." "$FOLDER.kept/"
    exit $code`;
  const cli = join(sandbox.root, 'dist', 'sandbox', 'cli.js');
  const command = [process.execPath, cli, '--state', sandbox.stateDir, ...args];
  const isolated = ['--mount', ...(process.getuid?.() === 0 ? [] : ['--user', '--map-root-user'])];
  const result = await run('unshare', [...isolated, 'sh', '-c', script, 'sh', ...command], {
    env: { ...process.env, ...env, FOLDER: folder },
  });
  rmSync(folder, { recursive: true });
  await mustRun('mv', [`${folder}.kept`, folder], { cwd: dirname(folder) });
  return result;
}

const urns = (): readonly string[] =>
  (readState(stateFile(sandbox.layout.backend, 'seaworthy', sandbox.stack))?.resources ?? [])
    .map(({ urn }) => urn)
    .sort();

const FIX = 'Free some space, then run the same command again: it goes on from what is there.';

test('under the state is told with its folder, and the next run with room goes on', async () => {
  const before = urns();
  const { backend } = sandbox.layout;
  const { code, stderr } = await onFullDisk(backend, 8, sandbox.upArguments);
  expect(code).toBe(1);
  expect(stderr).toMatch(new RegExp(`write ${backend}/.*: no space left on device`));
  expect(stderr).toContain('A disk is full, or its quota is used up');
  expect(stderr).toContain(FIX);
  expect(await succeeds(sandbox.up())).toMatch(/pulumi up: \d+ unchanged/);
  expect(urns()).toEqual(before);
});

test("under etcd's data is told, nothing runs on, and the next run with room goes on from what is there", async () => {
  // an etcd that has its files already goes on for long
  const { controlPlane } = layoutOf(sandbox.root, sandbox.stateDir, 'staging');
  const etcd = join(controlPlane, 'etcd');
  mkdirSync(etcd, { recursive: true, mode: 0o700 });
  const up = ['up', '--env', 'staging', '--ports', String(await freeBlock())];
  const { code, stderr } = await onFullDisk(etcd, 8, up);
  expect(code).toBe(1);
  expect(stderr).toMatch(/^etcd ended while waiting for etcd to be healthy\. Its last words:/m);
  expect(stderr).toContain('no space left on device');
  expect(stderr).toContain('A disk is full, or its quota is used up');
  expect(stderr).toContain(FIX);
  expect(ControlPlane.records(controlPlane)).toEqual([]);
  expect(await succeeds(sandbox.run(up))).toContain('Control plane: started');
  await succeeds(sandbox.run(['down', '--env', 'staging']));
});

test("etcd's quota, when it is used up, is told at once, and the control plane runs on", async () => {
  const alarm = async (action: string): Promise<void> => {
    const body = JSON.stringify({ action, memberID: '0', alarm: 'NOSPACE' });
    const url = `http://127.0.0.1:${sandbox.firstPort + 1}/v3/maintenance/alarm`;
    const { ok } = await fetch(url, { method: 'POST', body });
    expect(ok).toBe(true);
  };
  await alarm('ACTIVATE');
  const { code, stderr } = await sandbox.up();
  await alarm('DEACTIVATE');
  expect(code).toBe(1);
  expect(stderr).toContain("etcd's database has used up its quota (alarm NOSPACE)");
  expect(stderr).toContain("Run 'make clean', then 'make up'");
  expect(sandbox.records().filter(isAlive)).toHaveLength(5);
  expect(await succeeds(sandbox.up())).toMatch(/pulumi up: \d+ unchanged/);
});

test('under the cache is told while tools are built, and nothing half-made stays there', async () => {
  const cache = join(sandbox.stateDir, 'cache');
  mkdirSync(cache);
  const { code, stderr } = await onFullDisk(cache, 1, ['toolchain'], { XDG_CACHE_HOME: cache });
  expect(code).toBe(1);
  expect(stderr).toContain('no space left on device');
  expect(stderr).toContain('A disk is full, or its quota is used up');
  expect(stderr).toContain(FIX);
  const made = join(cache, 'seaworthy');
  expect(existsSync(made) ? readdirSync(made) : []).toEqual([]);
});
