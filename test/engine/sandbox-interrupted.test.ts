import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../sandbox/machine/command';
import { isAlive } from '../../sandbox/machine/process-identity';
import { Toolchain } from '../../sandbox/toolchain/toolchain';
import { appears, SandboxCommands, succeeds } from './sandbox-command-runs';

let sandbox: SandboxCommands;

beforeAll(async () => {
  sandbox = await SandboxCommands.create({ environment: 'dev', system: 'feature-api' });
});

afterAll(async () => {
  await sandbox.remove();
});

test('interrupted while it boots, it says so and leaves nothing running', async () => {
  let pid = 0;
  const interrupted = sandbox.up({ onStart: (id) => (pid = id) });
  await appears(() => sandbox.records().length > 0);
  const [first] = sandbox.records();
  process.kill(pid, 'SIGINT');
  const { code, stderr } = await interrupted;
  expect(code).toBe(1);
  expect(stderr).toContain('\nInterrupted by SIGINT.\nRun the same command again: it goes on from what is there.');
  expect(first && isAlive(first)).toBe(false);
  expect(sandbox.records()).toEqual([]);
});

test('interrupted while the engine runs, it ends the engine and what it started', async () => {
  let pid = 0;
  const interrupted = sandbox.up({ onStart: (id) => (pid = id) });
  const running = await sandbox.engine();
  const started = sandbox.records();
  expect(started).toHaveLength(5);
  process.kill(pid, 'SIGINT');
  const { code, stderr } = await interrupted;
  expect(code).toBe(1);
  expect(stderr).toContain('Interrupted by SIGINT.');
  expect([running, ...started].filter(isAlive)).toEqual([]);
});

test('killed while the engine runs, the next run ends what is left, clears its lock and comes up', async () => {
  let pid = 0;
  const killed = sandbox.up({ onStart: (id) => (pid = id) });
  const left = await sandbox.engine();
  // long enough for the engine to take its lock
  const locks = join(sandbox.layout.backend, '.pulumi', 'locks', 'organization', 'seaworthy', sandbox.stack);
  await appears(() => existsSync(locks));
  process.kill(pid, 'SIGKILL');
  process.kill(left.pid, 'SIGKILL');
  await killed;
  await appears(() => !isAlive(left));
  const stdout = await succeeds(sandbox.up());
  expect(stdout).toMatch(/Deployment +1\n/);
  expect(stdout).toMatch(/pods ready +(\d+) of \1\n/);
});

/** What the API server says of the system's namespace: `Active`, `Terminating`, or nothing where it is gone. */
async function namespacePhase(): Promise<string> {
  const kubectl = new Toolchain(sandbox.root).require('kubectl');
  const get = ['get', 'namespace', 'feature-api', '-o', 'jsonpath={.status.phase}'];
  return (await run(kubectl, [`--kubeconfig=${sandbox.layout.kubeconfig}`, ...get])).stdout;
}

test('interrupted while it destroys, the next up makes anew what went or is still going', async () => {
  await succeeds(sandbox.up());
  let pid = 0;
  const interrupted = sandbox.destroy({ onStart: (id) => (pid = id) });
  while ((await namespacePhase()) === 'Active');
  process.kill(pid, 'SIGINT');
  const { code, stderr } = await interrupted;
  expect(code).toBe(1);
  expect(stderr).toContain('Interrupted by SIGINT.');
  const stdout = await succeeds(sandbox.up());
  expect(stdout).toMatch(/Deployment +1\n/);
  expect(stdout).toMatch(/pods ready +(\d+) of \1\n/);
  expect(await namespacePhase()).toBe('Active');
  expect(await succeeds(sandbox.up())).toMatch(/pulumi up: \d+ unchanged/);
});
