import { copyFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseState, readState } from '../../sandbox/engine/stack-state';
import { stateFile } from '../../sandbox/engine/state-folder';
import { mustRun } from '../../sandbox/machine/command';
import { isAlive } from '../../sandbox/machine/process-identity';
import { Toolchain } from '../../sandbox/toolchain/toolchain';
import { appears, SandboxCommands, succeeds } from './sandbox-command-runs';

let sandbox: SandboxCommands;
let state: string;

/** Everything of the systems on the cluster, as `kind/name`, and the resources of the state. */
interface Held {
  readonly objects: readonly string[];
  readonly urns: readonly string[];
}

const KINDS = 'deployments,services,serviceaccounts,networkpolicies,externalsecrets,secretstores';

/** All that a deployment holds, on both sides. A thing that was made twice would show up twice, or under another name. */
async function held(): Promise<Held> {
  const kubectl = new Toolchain(sandbox.root).require('kubectl');
  const get = [`--kubeconfig=${sandbox.layout.kubeconfig}`, 'get', KINDS, '-n', 'feature-api', '-o', 'name'];
  const objects = (await mustRun(kubectl, get)).trim().split('\n').sort();
  return { objects, urns: (readState(state)?.resources ?? []).map(({ urn }) => urn).sort() };
}

beforeAll(async () => {
  sandbox = await SandboxCommands.create({ environment: 'dev', system: 'feature-api' });
  state = stateFile(sandbox.layout.backend, 'seaworthy', sandbox.stack);
  await succeeds(sandbox.up());
});

afterAll(async () => {
  await sandbox.remove();
});

test.each([
  ['cut short', 0.5],
  ['emptied, as by an engine that dies when it has just opened the file,', 0],
])('a state that was %s is restored from the backup of the engine, which is told', async (_, part) => {
  const before = await held();
  const text = readFileSync(state, 'utf8');
  const rest = text.slice(0, text.length * part);
  writeFileSync(state, rest);
  const stdout = await succeeds(sandbox.up());
  expect(stdout).toContain(`warning: The state in ${state} was damaged. It was restored from the engine's backup `);
  expect(stdout).toMatch(/pulumi up: \d+ unchanged/);
  expect(readFileSync(`${state}.damaged`, 'utf8')).toBe(rest);
  expect(await held()).toEqual(before);
});

test('a state that was moved to its backup, and not written again, is restored, which is told', async () => {
  const before = await held();
  renameSync(state, `${state}.bak`);
  const stdout = await succeeds(sandbox.up());
  expect(stdout).toContain(`warning: The state in ${state} was gone. It was restored from the engine's backup `);
  expect(stdout).toMatch(/pulumi up: \d+ unchanged/);
  expect(await held()).toEqual(before);
});

test.each([
  ['emptied', ''],
  ['cut short', '{"user.cache'],
])('attributes of the state that were %s, as by another engine on the same folder, do no harm', async (_, rest) => {
  const before = await held();
  writeFileSync(`${state}.attrs`, rest);
  expect(await succeeds(sandbox.up())).toMatch(/pulumi up: \d+ unchanged/);
  expect(await held()).toEqual(before);
});

describe('the passphrase', () => {
  let kept: string;

  beforeEach(() => {
    kept = `${sandbox.layout.passphrase}.kept`;
    copyFileSync(sandbox.layout.passphrase, kept);
  });

  afterEach(() => {
    copyFileSync(kept, sandbox.layout.passphrase);
  });

  test('that is wrong is refused with the file that holds it; the state stays as it is', async () => {
    const text = readFileSync(state, 'utf8');
    writeFileSync(sandbox.layout.passphrase, 'another');
    const { code, stderr } = await sandbox.up();
    expect(code).toBe(1);
    expect(stderr).toContain(
      `The passphrase in ${sandbox.layout.passphrase} is not the one that the state was encrypted with.`,
    );
    expect(stderr).toContain(`Put the right one back into ${sandbox.layout.passphrase}.`);
    expect(readFileSync(state, 'utf8')).toBe(text);
  });

  test('that is gone is never made anew over a state that it encrypted, and everything works once it is back', async () => {
    rmSync(sandbox.layout.passphrase);
    const { code, stderr } = await sandbox.up();
    expect(code).toBe(1);
    expect(stderr).toContain(`The passphrase of ${state} is gone: it was in ${sandbox.layout.passphrase}.`);
    expect(existsSync(sandbox.layout.passphrase)).toBe(false);
    // a person who puts it back with an editor leaves a line break
    writeFileSync(sandbox.layout.passphrase, `${readFileSync(kept, 'utf8')}\n`);
    expect(await succeeds(sandbox.up())).toMatch(/pulumi up: \d+ unchanged/);
  });
});

/** Makes the certificate authority's certificate anew, with the same key, for days that the clock is not in. */
const outOfTime = {
  // valid since now, and until yesterday
  'have expired': (folder: string) =>
    mustRun('openssl', ['x509', '-in', 'ca.crt', '-days', '-1', '-signkey', 'ca.key', '-out', 'ca.crt'], {
      cwd: folder,
    }),
  // as a machine makes them whose clock is ahead
  'are not valid yet': async (folder: string) => {
    const config = '[ca]\ndefault_ca=all\n[all]\ndatabase=index\nserial=serial\nnew_certs_dir=.\npolicy=any\n[any]\n';
    writeFileSync(join(folder, 'ca.conf'), `${config}commonName=supplied\n`);
    writeFileSync(join(folder, 'index'), '');
    writeFileSync(join(folder, 'serial'), '01\n');
    const subject = ['-subj', '/CN=seaworthy-sandbox'];
    await mustRun('openssl', ['req', '-new', '-key', 'ca.key', ...subject, '-out', 'ca.csr'], { cwd: folder });
    const dates = ['-startdate', '20990101000000Z', '-enddate', '20991231000000Z'];
    const files = ['-config', 'ca.conf', '-keyfile', 'ca.key', '-in', 'ca.csr', '-out', 'ca.crt'];
    await mustRun('openssl', ['ca', '-selfsign', '-batch', '-notext', '-md', 'sha256', ...dates, ...files], {
      cwd: folder,
    });
  },
};

test.each(Object.entries(outOfTime))(
  'certificates that %s are renewed by the next run, with the data of the cluster',
  async (_, remake) => {
    const before = await held();
    const folder = join(sandbox.layout.controlPlane, 'credentials');
    const keys = readFileSync(join(folder, 'ca.key'), 'utf8') + readFileSync(join(folder, 'sa.key'), 'utf8');
    await remake(folder);
    const stdout = await succeeds(sandbox.up());
    expect(stdout).toContain('Control plane: started');
    expect(stdout).toMatch(/pulumi up: \d+ unchanged/);
    expect(readFileSync(join(folder, 'ca.key'), 'utf8') + readFileSync(join(folder, 'sa.key'), 'utf8')).toBe(keys);
    expect(await held()).toEqual(before);
  },
);

test('a kubeconfig that is gone is written again', async () => {
  rmSync(sandbox.layout.kubeconfig);
  expect(await succeeds(sandbox.up())).toContain('Control plane: already running');
  expect(existsSync(sandbox.layout.kubeconfig)).toBe(true);
});

describe('in the middle of an up', () => {
  let before: Held;

  beforeEach(async () => {
    before = await held();
    await succeeds(sandbox.destroy());
  });

  /** Starts an up and waits until the engine has made some of the objects and not all. */
  async function half(started: (pid: number) => void = () => undefined): ReturnType<SandboxCommands['engine']> {
    let ended = false;
    running = sandbox.up({ onStart: started }).finally(() => (ended = true));
    const engine = await sandbox.engine();
    await appears(() => {
      if (ended) throw new Error('the run ended before it could be disturbed');
      const made = parseState(readFileSync(state, 'utf8'))?.checkpoint.latest?.resources ?? [];
      return made.some(({ type }) => type === 'kubernetes:core/v1:Namespace');
    });
    return engine;
  }

  let running: ReturnType<SandboxCommands['up']>;

  test('the engine is killed: that is told, and the next run makes what is missing and nothing twice', async () => {
    const engine = await half();
    process.kill(engine.pid, 'SIGKILL');
    const { code, stderr } = await running;
    expect(code).toBe(1);
    expect(stderr).toContain("'pulumi up' failed");
    await succeeds(sandbox.up());
    expect(await held()).toEqual(before);
  });

  test('the engine and the command are killed: the next run clears the lock and makes nothing twice', async () => {
    let pid = 0;
    const engine = await half((id) => (pid = id));
    process.kill(pid, 'SIGKILL');
    process.kill(engine.pid, 'SIGKILL');
    await running;
    await appears(() => !isAlive(engine));
    await succeeds(sandbox.up());
    expect(await held()).toEqual(before);
  });

  test('the command alone is killed: the next run ends the engine that is left, and goes on', async () => {
    let pid = 0;
    const engine = await half((id) => (pid = id));
    process.kill(pid, 'SIGKILL');
    await succeeds(sandbox.up());
    expect(isAlive(engine)).toBe(false);
    expect(await held()).toEqual(before);
  });

  test.each(['kube-apiserver', 'etcd'])(
    '%s dies: it is named with its log, and the next run heals all',
    async (name) => {
      await half();
      const victim = sandbox.records().find((record) => record.name === name);
      process.kill(victim?.pid ?? 0, 'SIGKILL');
      const { code, stderr } = await running;
      expect(code).toBe(1);
      expect(stderr).toContain(`${name} (process ${victim?.pid}) has ended meanwhile; its log is ${victim?.log}`);
      expect(await succeeds(sandbox.up())).toContain('Control plane: started');
      expect(await held()).toEqual(before);
    },
  );

  test.each(['kube-apiserver', 'etcd'])('%s stands still for a while: the run only takes longer', async (name) => {
    await half();
    const slow = sandbox.records().find((record) => record.name === name);
    process.kill(slow?.pid ?? 0, 'SIGSTOP');
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    process.kill(slow?.pid ?? 0, 'SIGCONT');
    const { code, stderr } = await running;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(await held()).toEqual(before);
  });
});
