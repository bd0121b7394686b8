import { ApiObject, Size, type Chart } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import fc from 'fast-check';
import { NamespaceQuota, Percent, WebService, type MeshProps, type NamespaceQuotaProps } from 'seaworthy';
import { parseAmount } from '../../../src/core/amount';
import { only, problems } from '../../rendering';

const POD = { containers: [{ resources: { requests: { cpu: '250m', memory: '64Mi' }, limits: { memory: '64Mi' } } }] };

type Spec = Readonly<Record<string, unknown>>;
const object = (apiVersion: string, kind: string, spec: Spec) => (chart: Chart) => {
  new ApiObject(chart, `${kind}-${chart.node.children.length}`, { apiVersion, kind, metadata: { name: 'api' }, spec });
};
const workload = (kind: string, spec: Spec) =>
  object(kind === 'Rollout' ? 'argoproj.io/v1alpha1' : 'apps/v1', kind, { ...spec, template: { spec: POD } });
const job = (spec: Spec) => ({ ...spec, template: { spec: POD } });
const scaler = (maxReplicas: unknown) =>
  object('autoscaling/v2', 'HorizontalPodAutoscaler', {
    maxReplicas,
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' },
  });

type Fill = (chart: Chart) => void;
const filled =
  (fills: readonly Fill[], props: Partial<NamespaceQuotaProps> = {}) =>
  (chart: Chart) => {
    new NamespaceQuota(chart, 'Quota', { namespace: 'shop', ...props });
    for (const fill of fills) fill(chart);
  };
const hard = (fills: readonly Fill[], props?: Partial<NamespaceQuotaProps>) =>
  only('ResourceQuota', filled(fills, props)).spec.hard as unknown as Record<string, string>;

describe('NamespaceQuota', () => {
  const webService: Fill = (chart) => {
    new WebService(chart, 'Api', {
      name: 'api',
      image: 'ghcr.io/acme/api:1.4.2',
      port: 8080,
      resources: { cpu: Cpu.millis(500), memory: Size.mebibytes(512) },
      scale: { min: 3, max: 10, cpu: Percent.of(70) },
    });
  };

  test('fits the autoscaler at its maximum in the middle of a rollout', () => {
    // 10 pods and 25 % of them, rounded up: 13
    expect(only('ResourceQuota', filled([webService])).spec).toEqual({
      hard: {
        'limits.memory': '6656Mi',
        persistentvolumeclaims: '0',
        pods: '13',
        'requests.cpu': '6500m',
        'requests.memory': '6656Mi',
        'services.loadbalancers': '0',
        'services.nodeports': '0',
      },
    });
  });

  describe('where a mesh adds a proxy to each pod', () => {
    const customResources = ['networking.istio.io/v1', 'security.istio.io/v1'];
    const quota = (mesh: MeshProps) =>
      only('ResourceQuota', filled([webService]), { customResources, mesh }).spec.hard as unknown;

    test('13 proxies of 100m and 128Mi, at most 1Gi, are counted beside the 13 pods', () => {
      expect(quota({ mode: 'sidecar' })).toMatchObject({
        pods: '13',
        'requests.cpu': '7800m',
        'requests.memory': '8320Mi',
        'limits.memory': '19968Mi',
      });
    });

    test('the largest container may be the proxy, which admission would otherwise refuse', () => {
      const range = only('LimitRange', filled([webService]), { customResources, mesh: { mode: 'sidecar' } });
      expect(range.spec.limits?.[0]).toMatchObject({ max: { memory: '1Gi' } });
    });

    test('proxies are as large as the environment says', () => {
      const proxy = { cpu: '50m', memory: '64Mi', memoryLimit: '64Mi' };
      expect(quota({ mode: 'sidecar', proxy })).toMatchObject({
        'requests.cpu': '7150m',
        'limits.memory': '7488Mi',
      });
    });

    test.each<[string, MeshProps]>([
      ['with one proxy for each node', { mode: 'ambient' }],
      ['without this namespace', { mode: 'none', namespaces: { mail: 'sidecar' } }],
    ])('nothing is added in a mesh %s', (_title, mesh) => {
      expect(quota(mesh)).toMatchObject({ 'requests.cpu': '6500m', 'limits.memory': '6656Mi' });
    });
  });

  test("defaults: both named 'peak', no headroom, 100m and 128Mi for a container that names nothing", () => {
    const range = only('LimitRange', filled([]));
    expect(range.metadata).toMatchObject({ name: 'peak', namespace: 'shop' });
    expect(range.spec).toEqual({
      limits: [
        {
          type: 'Container',
          default: { memory: '128Mi' },
          defaultRequest: { cpu: '100m', memory: '128Mi' },
          max: { memory: '128Mi' },
        },
      ],
    });
    expect(only('ResourceQuota', filled([])).metadata.name).toBe('peak');
    expect(hard([])).toMatchObject({ pods: '0' });
  });

  test('no container may use more memory than the largest that is declared', () => {
    const { limits } = only('LimitRange', filled([webService])).spec;
    expect(limits?.[0]).toMatchObject({ default: { memory: '128Mi' }, max: { memory: '512Mi' } });
  });

  test('a container with a large request and no limit gets a limit that holds it', () => {
    const large = object('v1', 'Pod', { containers: [{ resources: { requests: { memory: '2Gi' } } }] });
    expect(only('LimitRange', filled([large])).spec.limits?.[0]).toMatchObject({
      default: { memory: '2Gi' },
      max: { memory: '2Gi' },
    });
    expect(hard([large])).toMatchObject({ 'limits.memory': '2Gi', 'requests.memory': '2Gi', 'requests.cpu': '100m' });
  });

  test.each<[string, Fill[], number]>([
    ['a Deployment has one pod and a surge of 25 %, rounded up', [workload('Deployment', {})], 2],
    ['a surge as a number', [workload('Deployment', { replicas: 4, strategy: { rollingUpdate: { maxSurge: 3 } } })], 7],
    ['no surge when pods are recreated', [workload('Deployment', { replicas: 4, strategy: { type: 'Recreate' } })], 4],
    ['no surge of a StatefulSet', [workload('StatefulSet', { replicas: 3 })], 3],
    ['blue and green side by side', [workload('Rollout', { replicas: 3, strategy: { blueGreen: {} } })], 6],
    [
      'a routed canary beside all stable pods',
      [workload('Rollout', { replicas: 3, strategy: { canary: { trafficRouting: {} } } })],
      6,
    ],
    ['the parallel pods of a Job', [object('batch/v1', 'Job', job({ parallelism: 5, completions: 3 }))], 3],
    [
      'one run of a CronJob that forbids a second',
      [object('batch/v1', 'CronJob', { concurrencyPolicy: 'Forbid', jobTemplate: { spec: job({ parallelism: 2 }) } })],
      2,
    ],
    [
      'what KEDA scales to',
      [
        workload('Deployment', { strategy: { type: 'Recreate' } }),
        object('keda.sh/v1alpha1', 'ScaledObject', { maxReplicaCount: 40, scaleTargetRef: { name: 'api' } }),
      ],
      40,
    ],
    [
      '100 jobs of KEDA unless it says otherwise',
      [object('keda.sh/v1alpha1', 'ScaledJob', { jobTargetRef: job({}) })],
      100,
    ],
    [
      'an autoscaler that was declared first',
      [scaler(8), workload('Deployment', { strategy: { type: 'Recreate' } })],
      8,
    ],
  ])('counts %s', (_title, fills, pods) => {
    expect(hard(fills).pods).toBe(String(pods));
    expect(parseAmount(hard(fills)['requests.cpu'])).toBe((parseAmount('250m') ?? 0n) * BigInt(pods));
  });

  test('a DaemonSet has a pod on each of the nodes that are given', () => {
    expect(hard([workload('DaemonSet', {})], { nodes: 12 }).pods).toBe('12');
  });

  test('claims are counted, those of every pod of a StatefulSet too', () => {
    const claim = { spec: { resources: { requests: { storage: '10Gi' } } } };
    const fills = [
      object('v1', 'PersistentVolumeClaim', claim.spec),
      workload('StatefulSet', { replicas: 3, volumeClaimTemplates: [claim] }),
    ];
    expect(hard(fills)).toMatchObject({ persistentvolumeclaims: '4', 'requests.storage': '40Gi' });
  });

  test('load balancers and node ports that are not declared find no room', () => {
    const ports = [{ port: 80 }, { port: 443 }];
    expect(hard([object('v1', 'Service', { type: 'LoadBalancer', ports })])).toMatchObject({
      'services.loadbalancers': '1',
      'services.nodeports': '2',
    });
  });

  test('CPU limits are counted only where every container has one: a quota on them would refuse the others', () => {
    const limited = { containers: [{ resources: { limits: { cpu: '1', memory: '1Gi' } } }] };
    expect(hard([object('v1', 'Pod', limited)])).toMatchObject({ 'limits.cpu': '1', 'requests.cpu': '1' });
    expect(hard([object('v1', 'Pod', limited), workload('StatefulSet', {})])).not.toHaveProperty(['limits.cpu']);
  });

  test('objects of other namespaces are not counted', () => {
    const elsewhere: Fill = (chart) => {
      const metadata = { name: 'x', namespace: 'till' };
      new ApiObject(chart, 'x', { apiVersion: 'v1', kind: 'Pod', metadata, spec: POD });
    };
    expect(hard([elsewhere]).pods).toBe('0');
  });

  test('headroom is added on top, in whole pods', () => {
    const fills = [workload('StatefulSet', { replicas: 3 })];
    expect(hard(fills, { headroom: Percent.of(10) })).toMatchObject({ pods: '4', 'requests.cpu': '825m' });
  });

  test('is exactly the sum of its workloads at their peak', () => {
    const replicas = fc.integer({ min: 0, max: 500 });
    fc.assert(
      fc.property(fc.array(fc.tuple(replicas, fc.integer({ min: 0, max: 100 })), { maxLength: 8 }), (workloads) => {
        const fills = workloads.map(([count, percent]) =>
          workload('Deployment', { replicas: count, strategy: { rollingUpdate: { maxSurge: `${percent}%` } } }),
        );
        const pods = workloads.reduce((sum, [count, percent]) => sum + count + Math.ceil((count * percent) / 100), 0);
        const amounts = hard(fills);
        expect(amounts.pods).toBe(String(pods));
        if (pods > 0) expect(parseAmount(amounts['requests.memory'])).toBe((parseAmount('64Mi') ?? 0n) * BigInt(pods));
      }),
      { numRuns: 50 },
    );
  });

  test('rejects what has no peak: overlapping runs, nodes that nobody counted, numbers known only later', () => {
    const fills = [
      object('batch/v1', 'CronJob', { jobTemplate: { spec: job({}) } }),
      workload('DaemonSet', {}),
      workload('StatefulSet', { replicas: 'pulumi-output-0a1b2c-00000000-x' }),
    ];
    expect(problems(filled(fills))).toEqual([
      '[shop/Quota] CronJob api: spec.concurrencyPolicy Allow lets runs overlap without end, so their pods have no peak; write Forbid or Replace',
      expect.stringContaining('DaemonSet api: the number of nodes is not known'),
      expect.stringContaining('StatefulSet api: spec.replicas is no number that is known before deployment'),
    ]);
    expect(problems(filled([scaler('pulumi-output-0a1b2c-00000000-x'), workload('Deployment', {})]))).toEqual([
      expect.stringContaining('Deployment api: the maximum of its autoscaler is no number'),
    ]);
  });

  test('rejects names that are none, no nodes, and defaults of nothing', () => {
    const props = { name: 'My quota', nodes: 0, defaultCpu: Cpu.millis(0), defaultMemory: Size.mebibytes(0) };
    expect(problems(filled([], props))).toEqual([
      expect.stringContaining("name 'My quota' is not a valid DNS name"),
      expect.stringContaining('nodes 0 is no number of nodes; allowed: a whole number, 1 or more'),
      expect.stringContaining("defaultCpu '0' reserves no CPU"),
      expect.stringContaining("defaultMemory '0Gi' reserves no memory"),
    ]);
  });
});
