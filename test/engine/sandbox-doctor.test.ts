import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ControlPlane } from '../../sandbox/control-plane/control-plane';
import type { ProcessRecord } from '../../sandbox/control-plane/process-table';
import { stateFile } from '../../sandbox/engine/state-folder';
import { mustRun, run } from '../../sandbox/machine/command';
import { isAlive } from '../../sandbox/machine/process-identity';
import { Sandbox } from '../../sandbox/sandbox';
import { ObjectStack } from './object-stack';
import { appears } from './sandbox-command-runs';

let stateDir: string;
let sandbox: Sandbox;

beforeAll(async () => {
  stateDir = mkdtempSync(join(tmpdir(), 'seaworthy-doctor-'));
  sandbox = await Sandbox.create({ stateDir, ports: 'free' });
  await sandbox.startControlPlane();
  const stack = await ObjectStack.create(sandbox, 'shop');
  await stack.up([{ type: 'core/v1:Namespace', name: 'shop', object: { metadata: { name: 'shop' } } }]);
}, 180_000);

afterAll(async () => {
  await sandbox.remove();
  rmSync(stateDir, { recursive: true, force: true });
}, 60_000);

/** What the doctor says is wrong with the environment: the finding, and the fix below it. */
async function wrong(): Promise<string> {
  const main = join(sandbox.layout.root, 'dist', 'sandbox', 'doctor', 'main.js');
  const { stdout } = await run(process.execPath, [main, '--state', stateDir]);
  return stdout.match(/^BAD +dev: .*\n.*$/gm)?.join('\n') ?? '';
}

/** Does something to a file, and puts it back afterwards. */
async function disturbed<T>(file: string, disturb: () => unknown, look: () => Promise<T>): Promise<T> {
  const kept = readFileSync(file);
  try {
    await disturb();
    return await look();
  } finally {
    writeFileSync(file, kept);
  }
}

const recorded = (name: string): ProcessRecord => {
  const record = ControlPlane.records(sandbox.layout.controlPlane).find((candidate) => candidate.name === name);
  if (record === undefined) throw new Error(`${name} was never started`);
  return record;
};

test('nothing is wrong with an environment that is up', async () => {
  expect(await wrong()).toBe('');
});

test('a state that was cut short is named, and what restores it', async () => {
  const file = stateFile(sandbox.layout.backend, 'shop', 'dev');
  const found = await disturbed(
    file,
    () => {
      writeFileSync(file, readFileSync(file, 'utf8').slice(0, 100));
    },
    wrong,
  );
  expect(found).toContain(`${file} is damaged`);
  expect(found).toMatch(/fix: Run 'make up ENV=dev': it restores the state/);
});

test('a passphrase that does not open the state is named', async () => {
  const file = sandbox.layout.passphrase;
  const found = await disturbed(
    file,
    () => {
      writeFileSync(file, 'another');
    },
    wrong,
  );
  expect(found).toContain(`${file} does not open the state`);
  expect(found).toContain('fix: Put the right one back.');
});

test('a kubeconfig that is gone is named', async () => {
  const file = sandbox.kubeconfig;
  const found = await disturbed(
    file,
    () => {
      rmSync(file);
    },
    wrong,
  );
  expect(found).toContain(`${file} is gone`);
});

test('a certificate that has expired is named', async () => {
  const folder = join(sandbox.layout.controlPlane, 'credentials');
  const file = join(folder, 'ca.crt');
  const past = ['x509', '-in', 'ca.crt', '-days', '-1', '-signkey', 'ca.key', '-out', 'ca.crt'];
  const found = await disturbed(file, () => mustRun('openssl', past, { cwd: folder }), wrong);
  expect(found).toContain('ca.crt: expired');
  expect(found).toMatch(/fix: Look whether the clock of this machine is right, then run 'make up ENV=dev'/);
});

test('records of processes that were damaged are named, and what to do', async () => {
  const file = join(sandbox.layout.controlPlane, 'processes.json');
  const found = await disturbed(
    file,
    () => {
      writeFileSync(file, '[{"pid":');
    },
    async () => {
      const main = join(sandbox.layout.root, 'dist', 'sandbox', 'doctor', 'main.js');
      return (await run(process.execPath, [main, '--state', stateDir])).stdout;
    },
  );
  expect(found).toContain(`${file} does not hold the records that the sandbox wrote.`);
  expect(found).toContain("fix: Look with 'ps' for processes of a sandbox and end them, then delete the file.");
});

test('a process that stands still is named, and one that has ended', async () => {
  const scheduler = recorded('kube-scheduler');
  process.kill(scheduler.pid, 'SIGSTOP');
  const still = await wrong();
  process.kill(scheduler.pid, 'SIGCONT');
  expect(still).toContain(`kube-scheduler (process ${scheduler.pid}) is not healthy, log ${scheduler.log}`);
  expect(still).toContain("fix: Run 'make down ENV=dev', then 'make up ENV=dev'. Data stay.");
  const kwok = recorded('kwok');
  process.kill(kwok.pid, 'SIGKILL');
  await appears(() => !isAlive(kwok));
  const dead = await wrong();
  expect(dead).toContain(`kwok (process ${kwok.pid}) has ended, log ${kwok.log}`);
  expect(dead).toContain("fix: Run 'make up ENV=dev': it starts the control plane again, with its data.");
});

test('a port that somebody else took meanwhile is named with the process', async () => {
  await sandbox.stop();
  const server = createServer().listen(sandbox.firstPort, '127.0.0.1');
  await once(server, 'listening');
  const found = await wrong();
  server.close();
  await once(server, 'close');
  expect(found).toContain(`Port ${sandbox.firstPort} (API server) is in use by process ${process.pid}`);
  expect(found).toContain('fix: End that process, or choose other ports: make up ENV=dev PORTS=27000.');
  // a control plane that does not run is no fault
  expect(await wrong()).toBe('');
});
