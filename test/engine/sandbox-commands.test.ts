import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { stateFile } from '../../sandbox/engine/state-folder';
import { findRoot } from '../../sandbox/layout';
import { run } from '../../sandbox/machine/command';
import { isAlive } from '../../sandbox/machine/process-identity';
import { Toolchain } from '../../sandbox/toolchain/toolchain';
import { appears, SandboxCommands, succeeds } from './sandbox-command-runs';

const root = findRoot(__dirname);

/** The engine's state, as far as it is changed here. */
interface Checkpoint {
  readonly checkpoint: {
    readonly latest: {
      resources: readonly { readonly urn: string; readonly type: string }[];
      pending_operations?: readonly unknown[];
    };
  };
}

/** What `pulumi` would write into if it ran in the checkout itself. */
function committedFiles(): string[] {
  return readdirSync(root)
    .filter((name) => /^Pulumi\..*yaml$/.test(name))
    .map((name) => readFileSync(join(root, name), 'utf8'));
}

const committed = committedFiles();

let sandbox: SandboxCommands;

beforeAll(async () => {
  sandbox = await SandboxCommands.create({ environment: 'dev' });
});

afterAll(async () => {
  await sandbox.remove();
});

test('rejects to start without Go when something is to be built, and names all that is missing', async () => {
  const { code, stderr } = await sandbox.up({
    env: { PATH: join(sandbox.stateDir, 'no-tools'), XDG_CACHE_HOME: join(sandbox.stateDir, 'cache') },
  });
  expect(code).toBe(1);
  expect(stderr).toContain('Not installed, or not on PATH: go, git.');
  expect(stderr).toContain('https://go.dev/doc/install');
  rmSync(join(sandbox.stateDir, 'cache'), { recursive: true, force: true });
});

test('rejects a busy port with the process that has it, and leaves nothing running', async () => {
  const server = createServer().listen(sandbox.firstPort, '127.0.0.1');
  await once(server, 'listening');
  const { code, stderr } = await sandbox.up();
  server.close();
  await once(server, 'close');
  expect(code).toBe(1);
  expect(stderr).toContain(`Port ${sandbox.firstPort} (API server) is in use by process ${process.pid}`);
  expect(stderr).toContain('PORTS=');
  expect(sandbox.records()).toEqual([]);
});

describe('an environment that is up', () => {
  beforeAll(async () => {
    await succeeds(sandbox.up());
  });

  test('is left as it is by a second run', async () => {
    const before = sandbox.records();
    const stdout = await succeeds(sandbox.up());
    expect(stdout).toContain('Control plane: already running');
    expect(stdout).toMatch(/pulumi up: \d+ unchanged/);
    expect(sandbox.records()).toEqual(before);
  });

  test('takes one run at a time: a second one names the first', async () => {
    let pid = 0;
    const first = sandbox.up({ onStart: (id) => (pid = id) });
    await appears(() => existsSync(sandbox.layout.lock));
    const second = await sandbox.up();
    expect(second.code).toBe(1);
    expect(second.stderr).toContain(`'make up' of ${sandbox.layout.home} already runs: process ${pid}`);
    await succeeds(first);
  });

  test('adopts an object that an engine had created but not written down when it was killed', async () => {
    const file = stateFile(sandbox.layout.backend, 'seaworthy', 'dev');
    const state = JSON.parse(readFileSync(file, 'utf8')) as Checkpoint;
    const { resources } = state.checkpoint.latest;
    const others = (urn: string): string => JSON.stringify(resources.filter((resource) => resource.urn !== urn));
    const leaf = resources.find(({ type, urn }) => type.startsWith('kubernetes:') && !others(urn).includes(urn));
    if (leaf === undefined) throw new Error('every object is referred to by another');
    state.checkpoint.latest.resources = resources.filter((resource) => resource !== leaf);
    state.checkpoint.latest.pending_operations = [{ type: 'creating', resource: { ...leaf, id: undefined } }];
    writeFileSync(file, JSON.stringify(state));
    expect(await succeeds(sandbox.up())).toContain('pulumi up: 1 created');
    const healed = JSON.parse(readFileSync(file, 'utf8')) as Checkpoint;
    expect(healed.checkpoint.latest.resources.map(({ urn }) => urn)).toContain(leaf.urn);
    expect(healed.checkpoint.latest.pending_operations ?? []).toEqual([]);
  });

  test('stays up when only the engine is refused, and says so', async () => {
    // an engine of somebody else that holds the stack
    const script = 'setInterval(() => {}, 1000)';
    const other = spawn(process.execPath, ['-e', script, 'pulumi'], { stdio: 'ignore' });
    const folder = join(sandbox.layout.backend, '.pulumi', 'locks', 'organization', 'seaworthy', 'dev');
    mkdirSync(folder, { recursive: true });
    const lock = { pid: other.pid, username: 'somebody', hostname: hostname(), timestamp: '2026-01-01T00:00:00Z' };
    writeFileSync(join(folder, 'a.json'), JSON.stringify(lock));
    const { code, stderr } = await sandbox.up();
    other.kill('SIGKILL');
    rmSync(join(folder, 'a.json'));
    expect(code).toBe(1);
    expect(stderr).toContain(`Another Pulumi engine works on this stack: process ${String(other.pid)}`);
    expect(stderr).toContain("keeps running ('make down ENV=dev' stops it)");
    expect(sandbox.records().filter(isAlive)).toHaveLength(5);
  });

  test('never reaches for a cluster of its own accord: without a terminal the current one is refused', async () => {
    const { code, stdout, stderr } = await sandbox.run(['up', '--cluster', 'current'], {
      env: { ...process.env, KUBECONFIG: sandbox.layout.kubeconfig },
    });
    expect(code).toBe(1);
    expect(stdout).toContain('The current context is seaworthy-dev');
    expect(stderr).toContain('Nobody can answer: this is not a terminal.\nGive YES=1 if that is meant.');
  });

  test('changes nothing that is committed', () => {
    expect(committedFiles()).toEqual(committed);
  });

  test('destroy empties the cluster and keeps the control plane', async () => {
    await succeeds(sandbox.run(['destroy']));
    expect(sandbox.records().filter(isAlive)).toHaveLength(5);
    const kubectl = new Toolchain(root).require('kubectl');
    const namespaces = await run(kubectl, [
      `--kubeconfig=${sandbox.layout.kubeconfig}`,
      'get',
      'namespaces',
      '-o',
      'name',
    ]);
    expect(namespaces.stdout).not.toContain('feature-api');
  });

  test('the current cluster is used when that is meant, and its stack is not forgotten', async () => {
    const onCurrent = (operation: string): Promise<string> =>
      succeeds(
        sandbox.run([operation, '--cluster', 'current', '--yes'], {
          env: { ...process.env, KUBECONFIG: sandbox.layout.kubeconfig },
        }),
      );
    expect(await onCurrent('up')).toMatch(/The current context is seaworthy-dev [^]*pods ready +(\d+) of \1\n/);
    const refused = await sandbox.run(['clean']);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/The stack 'dev' still holds \d+ objects on the cluster seaworthy-dev/);
    expect(sandbox.records().filter(isAlive)).toHaveLength(5);
    await onCurrent('destroy');
  });

  test('down stops it, clean forgets it', async () => {
    const running = sandbox.records();
    expect(await succeeds(sandbox.run(['down']))).toContain('dev is stopped');
    expect(running.filter(isAlive)).toEqual([]);
    expect(existsSync(sandbox.layout.controlPlane)).toBe(true);
    await succeeds(sandbox.run(['clean']));
    expect(existsSync(sandbox.stateDir)).toBe(false);
    expect(await succeeds(sandbox.run(['clean']))).toBe('Nothing to clean.\n');
  });
});
