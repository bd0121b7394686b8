import { nodes, ownStages, ZONES } from '../../../sandbox/control-plane/cluster-objects';
import { components } from '../../../sandbox/control-plane/components';
import { portsFrom } from '../../../sandbox/control-plane/ports';

const all = components({
  ports: portsFrom(27000),
  binary: (name) => `/bin/${name}`,
  credential: (name) => `/credentials/${name}`,
  kubeconfig: { admin: '/admin', controllerManager: '/manager', scheduler: '/scheduler' },
  etcdData: '/etcd',
  stages: ['/stages/a.yaml', '/stages/b.yaml'],
});

test('etcd starts before the API server, and everything else after it', () => {
  expect(all.map(({ name }) => name)).toEqual([
    'etcd',
    'kube-apiserver',
    'kube-controller-manager',
    'kube-scheduler',
    'kwok',
  ]);
});

test('every process listens on loopback only', () => {
  const addresses = all.flatMap(({ args }) => args.filter((arg) => /address=|urls=http/.test(arg)));
  expect(addresses).toHaveLength(3 + 1 + 1 + 3);
  for (const address of addresses) expect(address).toContain('127.0.0.1');
});

test('no admission plug-in that is on by default is turned off', () => {
  expect(all[1]?.args.filter((arg) => arg.startsWith('--disable-admission-plugins'))).toEqual([]);
});

test('kwok is given every stage', () => {
  expect(all[4]?.args).toEqual(expect.arrayContaining(['--config=/stages/a.yaml', '--config=/stages/b.yaml']));
});

test('three nodes stand in three zones of one region', () => {
  const labels = nodes().map((node) => (node as { metadata: { labels: Record<string, string> } }).metadata.labels);
  expect(labels.map((label) => label['topology.kubernetes.io/zone'])).toEqual([...ZONES]);
  expect(new Set(labels.map((label) => label['topology.kubernetes.io/region'])).size).toBe(1);
  expect(new Set(labels.map((label) => label['kubernetes.io/hostname'])).size).toBe(3);
});

test("a StatefulSet's pods take a while to end, by a stage that outweighs kwok's own", () => {
  expect(ownStages()).toContainEqual(
    expect.objectContaining({
      metadata: { name: 'stateful-pod-delete' },
      spec: expect.objectContaining({
        weight: 1,
        delay: { durationMilliseconds: 2000 },
        next: { delete: true },
      }) as unknown,
    }),
  );
});

test('every node says where the metrics of its pods are', () => {
  expect(nodes()).toContainEqual(
    expect.objectContaining({
      metadata: expect.objectContaining({
        name: 'node-b',
        annotations: expect.objectContaining({
          'metrics.k8s.io/resource-metrics-path': '/metrics/nodes/node-b/metrics/resource',
        }) as unknown,
      }) as unknown,
    }),
  );
});
