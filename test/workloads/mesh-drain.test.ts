import { Duration, type Chart } from 'cdk8s';
import { WebService, Worker, type MeshProps, type PodProps, type ProcessShutdown } from 'seaworthy';
import { objects, problems, type Fields } from '../rendering';
import { POD, WORKLOADS } from './all-workloads';

const MESH: MeshProps = { mode: 'sidecar' };
const offers = (mesh?: MeshProps) => ({
  customResources: ['keda.sh/v1alpha1', 'networking.istio.io/v1', 'security.istio.io/v1'],
  ...(mesh && { mesh }),
});

describe.each(WORKLOADS)('the grace period of a %s', (_name, kind, template, make) => {
  const grace = (mesh?: MeshProps, props: Partial<PodProps> = {}) => {
    const found = objects((chart) => make(props)(chart), offers(mesh)).find((object) => object.kind === kind);
    return Number(
      template.reduce<Fields | undefined>((at, step) => at?.[step], found?.spec)?.spec?.terminationGracePeriodSeconds,
    );
  };

  test('has time for the proxy of a mesh: the 5 s of Istio, or what the environment says', () => {
    const without = grace();
    expect(grace(MESH) - without).toBe(5);
    expect(grace({ ...MESH, proxyDrain: Duration.seconds(30) }) - without).toBe(30);
  });

  test('has none where the pods have no proxy of their own', () => {
    expect(grace({ mode: 'ambient' })).toBe(grace());
    expect(grace({ ...MESH, namespaces: { shop: 'none' } })).toBe(grace());
    // by the namespace of the workload, not that of its chart
    expect(grace({ mode: 'none', namespaces: { other: 'sidecar' } }, { namespace: 'other' }) - grace()).toBe(5);
  });
});

const worker = (shutdown: ProcessShutdown) => (chart: Chart) =>
  new Worker(chart, 'api', {
    ...POD,
    scale: { replicas: 2 },
    health: { probe: 'exec', readyCommand: ['/bin/up'] },
    shutdown,
  });

test('what the workload says itself holds', () => {
  const seconds = (meshDrain: Duration) =>
    objects(worker({ meshDrain }), offers(MESH)).find(({ kind }) => kind === 'Deployment')?.spec.template?.spec
      ?.terminationGracePeriodSeconds;
  // 20 s of drain and 5 s of margin
  expect(seconds(Duration.seconds(0))).toBe(25);
  expect(seconds(Duration.seconds(60))).toBe(85);
});

test('rejects a grace period that has no time for the proxy', () => {
  const gracePeriod = Duration.seconds(24);
  const drain = Duration.seconds(20);
  expect(problems(worker({ gracePeriod, drain }), offers())).toEqual([]);
  expect(problems(worker({ gracePeriod, drain }), offers(MESH))).toEqual([
    expect.stringContaining(
      "shutdown.gracePeriod '24s' is shorter than what a shutdown takes: endpointRemoval 0s + drain 20s + meshDrain 5s = 25s",
    ),
  ]);
});

test('a web service has it after its time in the lists of endpoints', () => {
  const service = (chart: Chart) => new WebService(chart, 'api', { ...POD, port: 8080, scale: { replicas: 2 } });
  const found = objects(service, offers(MESH)).find(({ kind }) => kind === 'Deployment');
  // 10 s until no endpoint list has the pod, 20 s of drain, 5 s of the proxy, 5 s of margin
  expect(found?.spec.template?.spec?.terminationGracePeriodSeconds).toBe(40);
});
