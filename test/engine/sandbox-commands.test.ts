import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ControlPlane } from '../../sandbox/control-plane/control-plane';
import { freeBlock } from '../../sandbox/control-plane/ports';
import { stateFile } from '../../sandbox/engine/project-files';
import { findRoot, layoutOf } from '../../sandbox/layout';
import { run, type CommandResult } from '../../sandbox/machine/command';
import { Toolchain } from '../../sandbox/toolchain/toolchain';
import { identify, isAlive, type ProcessIdentity } from '../../sandbox/machine/process-identity';

const root = findRoot(__dirname);
const stateDir = mkdtempSync(join(tmpdir(), 'seaworthy-commands-'));
const layout = layoutOf(root, stateDir, 'dev');
let firstPort: number;

beforeAll(async () => {
  firstPort = await freeBlock();
});

afterAll(async () => {
  await command(['clean']);
  rmSync(stateDir, { recursive: true, force: true });
});

/** Runs the command line as the Makefile does, on a state folder of its own. */
function command(
  args: string[],
  options: { env?: NodeJS.ProcessEnv; onStart?: (pid: number) => void } = {},
): Promise<CommandResult> {
  return run(process.execPath, [join(root, 'dist', 'sandbox', 'cli.js'), '--state', stateDir, ...args], options);
}

const up = (options: Parameters<typeof command>[1] = {}): Promise<CommandResult> =>
  command(['up', '--ports', String(firstPort)], options);

/** Runs it and expects that it succeeds; its words stand in the error when it does not. */
async function succeeds(running: Promise<CommandResult>): Promise<string> {
  const { code, stdout, stderr } = await running;
  if (code !== 0 || stderr !== '') throw new Error(`ended with ${code}:\n${stdout}\n${stderr}`);
  return stdout;
}

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

const records = (): readonly ProcessIdentity[] => ControlPlane.records(layout.controlPlane);

async function appears(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** The engine that runs at the moment. */
async function engine(): Promise<ProcessIdentity> {
  await appears(() => existsSync(layout.engineRecord));
  const { pid } = JSON.parse(readFileSync(layout.engineRecord, 'utf8')) as { pid: number };
  const identity = identify(pid);
  if (identity === undefined) throw new Error(`engine ${pid} has ended already`);
  return identity;
}

test('rejects to start without Go when something is to be built, and names all that is missing', async () => {
  const { code, stderr } = await up({
    env: { PATH: join(stateDir, 'no-tools'), XDG_CACHE_HOME: join(stateDir, 'cache') },
  });
  expect(code).toBe(1);
  expect(stderr).toContain('Not installed, or not on PATH: go, git.');
  expect(stderr).toContain('https://go.dev/doc/install');
  rmSync(join(stateDir, 'cache'), { recursive: true, force: true });
});

test('rejects a busy port with the process that has it, and leaves nothing running', async () => {
  const server = createServer().listen(firstPort, '127.0.0.1');
  await once(server, 'listening');
  const { code, stderr } = await up();
  server.close();
  await once(server, 'close');
  expect(code).toBe(1);
  expect(stderr).toContain(`Port ${firstPort} (API server) is in use by process ${process.pid}`);
  expect(stderr).toContain('PORTS=');
  expect(records()).toEqual([]);
});

test('interrupted while it boots, it says so and leaves nothing running', async () => {
  let pid = 0;
  const interrupted = up({ onStart: (id) => (pid = id) });
  await appears(() => records().length > 0);
  const [first] = records();
  process.kill(pid, 'SIGINT');
  const { code, stderr } = await interrupted;
  expect(code).toBe(1);
  expect(stderr).toContain('\nInterrupted by SIGINT.\nRun the same command again: it goes on from what is there.');
  expect(first && isAlive(first)).toBe(false);
  expect(records()).toEqual([]);
});

test('interrupted while the engine runs, it ends the engine and what it started', async () => {
  let pid = 0;
  const interrupted = up({ onStart: (id) => (pid = id) });
  const running = await engine();
  const started = records();
  expect(started).toHaveLength(5);
  process.kill(pid, 'SIGINT');
  const { code, stderr } = await interrupted;
  expect(code).toBe(1);
  expect(stderr).toContain('Interrupted by SIGINT.');
  expect([running, ...started].filter(isAlive)).toEqual([]);
});

test('killed while the engine runs, the next run ends what is left, clears its lock and comes up', async () => {
  let pid = 0;
  const killed = up({ onStart: (id) => (pid = id) });
  const left = await engine();
  // long enough for the engine to take its lock
  const locks = join(layout.backend, '.pulumi', 'locks', 'organization', 'seaworthy', 'dev');
  await appears(() => existsSync(locks));
  process.kill(pid, 'SIGKILL');
  process.kill(left.pid, 'SIGKILL');
  await killed;
  await appears(() => !isAlive(left));
  const stdout = await succeeds(up());
  expect(stdout).toMatch(/Deployment +1\n/);
  expect(stdout).toMatch(/pods ready +1 of 1\n/);
});

describe('an environment that is up', () => {
  beforeAll(async () => {
    await succeeds(up());
  });

  test('is left as it is by a second run', async () => {
    const before = records();
    const stdout = await succeeds(up());
    expect(stdout).toContain('Control plane: already running');
    expect(stdout).toMatch(/pulumi up: \d+ unchanged/);
    expect(records()).toEqual(before);
  });

  test('takes one run at a time: a second one names the first', async () => {
    let pid = 0;
    const first = up({ onStart: (id) => (pid = id) });
    await appears(() => existsSync(layout.lock));
    const second = await up();
    expect(second.code).toBe(1);
    expect(second.stderr).toContain(`'make up' of ${layout.home} already runs: process ${pid}`);
    await succeeds(first);
  });

  test('adopts an object that an engine had created but not written down when it was killed', async () => {
    const file = stateFile(layout.backend, 'seaworthy', 'dev');
    const state = JSON.parse(readFileSync(file, 'utf8')) as Checkpoint;
    const { resources } = state.checkpoint.latest;
    const others = (urn: string): string => JSON.stringify(resources.filter((resource) => resource.urn !== urn));
    const leaf = resources.find(({ type, urn }) => type.startsWith('kubernetes:') && !others(urn).includes(urn));
    if (leaf === undefined) throw new Error('every object is referred to by another');
    state.checkpoint.latest.resources = resources.filter((resource) => resource !== leaf);
    state.checkpoint.latest.pending_operations = [{ type: 'creating', resource: { ...leaf, id: undefined } }];
    writeFileSync(file, JSON.stringify(state));
    expect(await succeeds(up())).toContain('pulumi up: 1 created');
    const healed = JSON.parse(readFileSync(file, 'utf8')) as Checkpoint;
    expect(healed.checkpoint.latest.resources.map(({ urn }) => urn)).toContain(leaf.urn);
    expect(healed.checkpoint.latest.pending_operations ?? []).toEqual([]);
  });

  test('stays up when only the engine is refused, and says so', async () => {
    // an engine of somebody else that holds the stack
    const script = 'setInterval(() => {}, 1000)';
    const other = spawn(process.execPath, ['-e', script, 'pulumi'], { stdio: 'ignore' });
    const folder = join(layout.backend, '.pulumi', 'locks', 'organization', 'seaworthy', 'dev');
    mkdirSync(folder, { recursive: true });
    const lock = { pid: other.pid, username: 'somebody', hostname: hostname(), timestamp: '2026-01-01T00:00:00Z' };
    writeFileSync(join(folder, 'a.json'), JSON.stringify(lock));
    const { code, stderr } = await up();
    other.kill('SIGKILL');
    rmSync(join(folder, 'a.json'));
    expect(code).toBe(1);
    expect(stderr).toContain(`Another Pulumi engine works on this stack: process ${String(other.pid)}`);
    expect(stderr).toContain("keeps running ('make down ENV=dev' stops it)");
    expect(records().filter(isAlive)).toHaveLength(5);
  });

  test('never reaches for a cluster of its own accord: without a terminal the current one is refused', async () => {
    const { code, stdout, stderr } = await command(['up', '--cluster', 'current'], {
      env: { ...process.env, KUBECONFIG: layout.kubeconfig },
    });
    expect(code).toBe(1);
    expect(stdout).toContain('The current context is seaworthy-dev');
    expect(stderr).toContain('Nobody can answer: this is not a terminal.\nGive YES=1 if that is meant.');
  });

  test('changes nothing that is committed', () => {
    expect(committedFiles()).toEqual(committed);
  });

  test('destroy empties the cluster and keeps the control plane', async () => {
    await succeeds(command(['destroy']));
    expect(records().filter(isAlive)).toHaveLength(5);
    const kubectl = new Toolchain(root).require('kubectl');
    const namespaces = await run(kubectl, [`--kubeconfig=${layout.kubeconfig}`, 'get', 'namespaces', '-o', 'name']);
    expect(namespaces.stdout).not.toContain('feature-api');
  });

  test('the current cluster is used when that is meant, and its stack is not forgotten', async () => {
    const onCurrent = (operation: string): Promise<string> =>
      succeeds(
        command([operation, '--cluster', 'current', '--yes'], {
          env: { ...process.env, KUBECONFIG: layout.kubeconfig },
        }),
      );
    expect(await onCurrent('up')).toMatch(/The current context is seaworthy-dev [^]*pods ready +1 of 1\n/);
    const refused = await command(['clean']);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/The stack 'dev' still holds \d+ objects on the cluster seaworthy-dev/);
    expect(records().filter(isAlive)).toHaveLength(5);
    await onCurrent('destroy');
  });

  test('down stops it, clean forgets it', async () => {
    const running = records();
    expect(await succeeds(command(['down']))).toContain('dev is stopped');
    expect(running.filter(isAlive)).toEqual([]);
    expect(existsSync(layout.controlPlane)).toBe(true);
    await succeeds(command(['clean']));
    expect(existsSync(stateDir)).toBe(false);
    expect(await succeeds(command(['clean']))).toBe('Nothing to clean.\n');
  });
});
