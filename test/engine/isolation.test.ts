import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findRoot } from '../../sandbox/layout';
import { run } from '../../sandbox/machine/command';
import { Sandbox, type Project } from '../../sandbox/sandbox';
import { Toolchain } from '../../sandbox/toolchain/toolchain';
import { judge } from './netpol-judge';
import { kubectl } from './object-stack';

const NAMESPACE = 'feature-api';
const LABEL = 'network.seaworthy.dev/quarantine';
const root = findRoot(__dirname);

/** A pod or a policy in the cluster, as far as these tests look. */
interface Live {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string; readonly labels?: Record<string, string> };
}

let stateDir: string;
let sandbox: Sandbox;
let project: Project;

beforeAll(async () => {
  stateDir = mkdtempSync(join(tmpdir(), 'seaworthy-isolation-'));
  sandbox = await Sandbox.create({ stateDir, environment: 'dev', ports: 'free' });
  await sandbox.start();
  project = await sandbox.systemProject(NAMESPACE);
  await pulumi('up', '--yes', '--skip-preview');
});

afterAll(async () => {
  await sandbox.remove();
  rmSync(stateDir, { recursive: true, force: true });
});

async function pulumi(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await project.pulumi(args);
  if (code !== 0) throw new Error(`pulumi ${args.join(' ')} ended with ${code}:\n${stdout}\n${stderr}`);
  return stdout;
}

async function isolate(...args: string[]): Promise<string> {
  const command = join(root, 'dist', 'commands', 'isolate.js');
  const tools = dirname(new Toolchain(root).require('kubectl'));
  const given = ['--system', 'feature-api', '--env', 'dev', '--kubeconfig', sandbox.kubeconfig, ...args];
  const { code, stdout, stderr } = await run(process.execPath, [command, ...given], {
    env: { ...process.env, PATH: `${tools}:${process.env['PATH'] ?? ''}` },
  });
  if (code !== 0) throw new Error(stderr);
  return stdout;
}

async function live(kinds: string): Promise<Live[]> {
  return (JSON.parse(await kubectl(sandbox, 'get', kinds, '-n', NAMESPACE, '-o', 'json')) as { items: Live[] }).items;
}

/** An address of the load balancer, as dev's subnets have them. */
const ENTRY = '10.10.0.7';

/** What the evaluator says of each pod: whether the load balancer reaches it, and whether it reaches the database. */
async function verdicts(): Promise<Record<string, boolean[]>> {
  const objects = await live('pods,networkpolicies');
  const database = {
    kind: 'Pod',
    metadata: { namespace: 'data', name: 'postgresql', labels: { app: 'postgresql' } },
    spec: { containers: [{ name: 'postgresql' }] },
  };
  const pods = objects.filter(({ kind }) => kind === 'Pod').map(({ metadata }) => metadata.name);
  const probes = pods.flatMap((name) => [
    { from: ENTRY, to: `${NAMESPACE}/${name}`, protocol: 'TCP', port: 3000 },
    { from: `${NAMESPACE}/${name}`, to: 'data/postgresql', protocol: 'TCP', port: 5432 },
  ]);
  const [passing = []] = await judge([{ objects: [...objects, database], probes }]);
  return Object.fromEntries(pods.map((name, index) => [name, passing.slice(2 * index, 2 * index + 2)]));
}

/** Deletes pods; the Deployment makes others in their place. */
async function replaced(names: readonly string[]): Promise<void> {
  await kubectl(sandbox, 'delete', 'pod', ...names, '-n', NAMESPACE);
  await kubectl(sandbox, 'wait', 'pod', '--all', '-n', NAMESPACE, '--for=condition=Ready', '--timeout=90s');
}

test('isolation cuts off pods that go on running, survives an update, and is lifted without a trace', async () => {
  const before = await verdicts();
  const names = Object.keys(before);
  expect(Object.values(before)).toEqual([[true, true]]);

  expect(await isolate()).toContain('nothing reaches these pods, and they reach nothing');
  expect(await verdicts()).toEqual(Object.fromEntries(names.map((name) => [name, [false, false]])));

  // what an update changes that has nothing to do, a pod that was lost, and a new version
  await pulumi('up', '--yes', '--skip-preview', '--expect-no-changes');
  expect(Object.keys(await verdicts())).toEqual(names);
  await replaced(names);
  const reborn = await verdicts();
  expect(Object.values(reborn)).toEqual([[false, false]]);
  const overrides = JSON.stringify({ 'feature-api': { image: 'ghcr.io/acme/feature-api:1.0.1' } });
  await pulumi('config', 'set', 'seaworthy:overrides', overrides);
  await pulumi('up', '--yes', '--skip-preview');
  const renewed = await verdicts();
  expect(Object.keys(renewed)).not.toEqual(Object.keys(reborn));
  expect(Object.values(renewed).flat()).not.toContain(true);

  await isolate('--lift');
  const lifted = await verdicts();
  expect(Object.keys(lifted).sort()).toEqual(Object.keys(renewed).sort());
  expect(Object.values(lifted).flat()).not.toContain(false);
  const left = (await live('deployments,replicasets,pods')).filter((object) => JSON.stringify(object).includes(LABEL));
  expect(left).toEqual([]);
  expect(JSON.stringify(await live('deployments'))).not.toContain('pause');
  await pulumi('preview', '--expect-no-changes');
});

test('a policy that would still let pods in quarantine through is told, and the command fails', async () => {
  const open = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'somebody-elses', namespace: NAMESPACE },
    spec: { podSelector: {}, ingress: [{ ports: [{ port: 3000 }] }] },
  };
  const { code } = await sandbox.kubectl(['create', '-f', '-'], { input: JSON.stringify(open) });
  expect(code).toBe(0);
  await expect(isolate()).rejects.toThrow(/STILL OPEN: anywhere -> feature-api\/feature-api-\S+ \(TCP 3000\)/);
  await kubectl(sandbox, 'delete', 'networkpolicy', 'somebody-elses', '-n', NAMESPACE);
  expect(await isolate()).toContain('nothing reaches these pods');
  await isolate('--lift');
});
