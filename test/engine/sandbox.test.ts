import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ControlPlane } from '../../sandbox/control-plane/control-plane';
import { isAlive } from '../../sandbox/machine/process-identity';
import { Sandbox } from '../../sandbox/sandbox';

let stateDir: string;
let sandbox: Sandbox;

beforeAll(async () => {
  stateDir = mkdtempSync(join(tmpdir(), 'seaworthy-sandbox-'));
  sandbox = await Sandbox.create({ stateDir, ports: 'free' });
});

afterAll(async () => {
  await sandbox.remove();
  rmSync(stateDir, { recursive: true });
});

const running = (): number[] =>
  ControlPlane.records(sandbox.layout.controlPlane)
    .filter(isAlive)
    .map(({ pid }) => pid);

/** Runs kubectl; its words stand in the error when it fails. */
async function kubectl(args: string[], input = ''): Promise<string> {
  const { code, stdout, stderr } = await sandbox.kubectl(args, { input });
  if (code !== 0) throw new Error(stderr);
  return stdout;
}

/** Asks again until the answer is as expected; a control loop takes its time. */
async function eventually(args: string[], expected: RegExp): Promise<void> {
  for (;;) {
    if (expected.test(await kubectl(args))) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

const manifest = (...objects: object[]): string => JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });

describe('a running sandbox', () => {
  beforeAll(async () => {
    expect(await sandbox.start()).toBe('started');
  });

  test('is left as it is by a second start', async () => {
    const before = running();
    expect(before).toHaveLength(5);
    expect(await sandbox.start()).toBe('already running');
    expect(running()).toEqual(before);
  });

  test('keeps its keys for its owner', () => {
    expect(statSync(sandbox.kubeconfig).mode & 0o777).toBe(0o600);
    expect(statSync(join(sandbox.layout.controlPlane, 'credentials')).mode & 0o077).toBe(0);
  });

  test('has three nodes in three zones', async () => {
    const labels = await kubectl(['get', 'nodes', '-L', 'topology.kubernetes.io/zone', '--no-headers']);
    expect(labels.match(/ Ready /g)).toHaveLength(3);
    for (const zone of ['zone-a', 'zone-b', 'zone-c']) expect(labels).toContain(zone);
  });

  test('serves the custom resources of its table', async () => {
    const served = await kubectl(['api-resources', '--api-group=external-secrets.io', '-o', 'name']);
    expect(served).toContain('externalsecrets.external-secrets.io');
    expect(served).toContain('clustersecretstores.external-secrets.io');
  });

  test('schedules pods, binds claims and gives addresses', async () => {
    const metadata = { name: 'shop', namespace: 'default' };
    const template = {
      metadata: { labels: { app: 'shop' } },
      spec: {
        containers: [{ name: 'shop', image: 'shop:1', volumeMounts: [{ name: 'data', mountPath: '/data' }] }],
        volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'shop' } }],
      },
    };
    const selector = { matchLabels: { app: 'shop' } };
    const resources = { requests: { storage: '1Gi' } };
    const backend = { service: { name: 'shop', port: { number: 80 } } };
    const objects = manifest(
      {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata,
        spec: { accessModes: ['ReadWriteOnce'], resources },
      },
      { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { replicas: 2, selector, template } },
      { apiVersion: 'v1', kind: 'Service', metadata, spec: { type: 'LoadBalancer', ports: [{ port: 80 }] } },
      { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata, spec: { defaultBackend: backend } },
    );
    await kubectl(['apply', '-f', '-'], objects);
    await eventually(['get', 'deployment', 'shop', '-o', 'jsonpath={.status.readyReplicas}'], /^2$/);
    await eventually(['get', 'pvc', 'shop', '-o', 'jsonpath={.status.phase}'], /^Bound$/);
    for (const kind of ['service', 'ingress']) {
      await eventually(['get', kind, 'shop', '-o', 'jsonpath={.status.loadBalancer.ingress[0].ip}'], /^203\.0\.113\./);
    }
    await kubectl(['delete', 'deployment,pvc,service,ingress', 'shop']);
  });

  test('refuses a privileged pod where a namespace is restricted', async () => {
    const enforce = { 'pod-security.kubernetes.io/enforce': 'restricted' };
    const containers = [{ name: 'tool', image: 'tool:1', securityContext: { privileged: true } }];
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'strict', labels: enforce } };
    await kubectl(['apply', '-f', '-'], manifest(namespace));
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'tool', namespace: 'strict' },
      spec: { containers },
    };
    await expect(kubectl(['apply', '-f', '-'], manifest(pod))).rejects.toThrow(
      /violates PodSecurity "restricted:latest"/,
    );
  });

  test('heals when one of its processes has died', async () => {
    const [kwok] = ControlPlane.records(sandbox.layout.controlPlane).slice(-1);
    process.kill(kwok?.pid ?? 0, 'SIGKILL');
    while (kwok !== undefined && isAlive(kwok)) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await sandbox.start()).toBe('started');
    expect(running()).toHaveLength(5);
  });
});

test('data outlive a stop, and nothing else does', async () => {
  await kubectl(['create', 'configmap', 'kept', '--from-literal=a=b']);
  const before = ControlPlane.records(sandbox.layout.controlPlane);
  await sandbox.stop();
  expect(before.filter(isAlive)).toEqual([]);
  await sandbox.start();
  expect(await kubectl(['get', 'configmap', 'kept', '-o', 'jsonpath={.data.a}'])).toBe('b');
  await sandbox.stop();
});

test('rejects a busy port, and starts nothing', async () => {
  const server = createServer().listen(sandbox.firstPort + 3, '127.0.0.1');
  await once(server, 'listening');
  await expect(sandbox.start()).rejects.toThrow(
    new RegExp(`Port ${sandbox.firstPort + 3} \\(controller manager\\) is in use by process ${process.pid}`),
  );
  expect(running()).toEqual([]);
  server.close();
  await once(server, 'close');
});

test('a process that dies while it boots is told with its last words, and the others end', async () => {
  // a damaged certificate would be made anew; the key is nobody's to replace
  const key = join(sandbox.layout.controlPlane, 'credentials', 'api.key');
  const good = readFileSync(key);
  writeFileSync(key, 'no key');
  const log = join(sandbox.layout.controlPlane, 'logs', 'kube-apiserver.log');
  await expect(sandbox.start()).rejects.toThrow(
    new RegExp(`^kube-apiserver ended while waiting for .*[^]*PEM data in key input[^]*The whole log is ${log}$`),
  );
  expect(running()).toEqual([]);
  writeFileSync(key, good);
});

test('an interrupted boot leaves nothing running, and the next one works', async () => {
  const interruption = new AbortController();
  const starting = sandbox.start(interruption.signal);
  const refused = expect(starting).rejects.toThrow('enough');
  while (running().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  interruption.abort(new Error('enough'));
  await refused;
  expect(running()).toEqual([]);
  expect(await sandbox.start()).toBe('started');
});
