import { autoscaler, deployment, disruptionBudget, messages, object } from '../objects';

const scaled = (minReplicas: number) => [deployment(), autoscaler({ minReplicas })];
const keda = (spec: object) =>
  object('keda.sh/v1alpha1', 'ScaledObject', {}, { spec: { scaleTargetRef: { name: 'api' }, ...spec } });

describe('disruption-budget-protects-nothing', () => {
  const rule = 'disruption-budget-protects-nothing';

  test.each([
    [1, 1, true],
    [2, 1, false],
    [2, 2, true],
    [3, '50%', false],
    [1, '25%', true],
    [4, '100%', true],
  ])('of %p pod(s), %p away is refused: %p', (min, maxUnavailable, refused) => {
    expect(messages(rule, ...scaled(min), disruptionBudget({ maxUnavailable }))).toHaveLength(refused ? 1 : 0);
  });

  test('counts written pods, and those of KEDA, which may be none', () => {
    const budget = disruptionBudget({ maxUnavailable: 1 });
    expect(messages(rule, deployment({ spec: { replicas: 1 } }), budget)).toHaveLength(1);
    expect(messages(rule, deployment(), keda({}), budget)).toHaveLength(1);
    expect(messages(rule, deployment(), keda({ minReplicaCount: 2 }), budget)).toEqual([]);
  });

  test('leaves budgets alone that block, that count what stays, or that are over several workloads', () => {
    expect(messages(rule, ...scaled(1), disruptionBudget({ maxUnavailable: 0 }))).toEqual([]);
    expect(messages(rule, ...scaled(1), disruptionBudget({ minAvailable: 1 }))).toEqual([]);
    const twin = deployment({ name: 'twin', labels: { app: 'api' }, spec: { replicas: 1 } });
    expect(messages(rule, ...scaled(1), twin, disruptionBudget({ maxUnavailable: 1 }))).toEqual([]);
  });
});

describe('workload-without-disruption-budget', () => {
  const rule = 'workload-without-disruption-budget';

  test('asks for one from two pods on', () => {
    expect(messages(rule, deployment({ spec: { replicas: 1 } }))).toEqual([]);
    expect(messages(rule, deployment({ spec: { replicas: 2 } }))).toHaveLength(1);
    expect(messages(rule, ...scaled(3))).toHaveLength(1);
    expect(messages(rule, deployment({ kind: 'DaemonSet' }))).toEqual([]);
  });
});

describe('autoscaler-bounds', () => {
  const rule = 'autoscaler-bounds';

  test.each([
    [3, 3, 0],
    [4, 3, 1],
  ])('at fewest %p and at most %p: %p findings', (minReplicas, maxReplicas, count) => {
    expect(messages(rule, deployment(), autoscaler({ minReplicas, maxReplicas }))).toHaveLength(count);
  });

  test('knows what KEDA takes when nothing is written: none at the fewest, a hundred at the most', () => {
    expect(messages(rule, deployment(), keda({ minReplicaCount: 100 }))).toEqual([]);
    expect(messages(rule, deployment(), keda({ minReplicaCount: 101 }))).toEqual([
      'has at its fewest 101 pods and at its most 100',
    ]);
  });
});

describe('rolling-update-bounds', () => {
  const rule = 'rolling-update-bounds';
  const rolling = (replicas: number, rollingUpdate: object) =>
    messages(rule, deployment({ spec: { replicas, strategy: { rollingUpdate } } }));

  test('rejects an update that can move nothing', () => {
    expect(rolling(3, { maxSurge: 0, maxUnavailable: 0 })).toHaveLength(1);
    expect(rolling(3, { maxSurge: '0%', maxUnavailable: 0 })).toHaveLength(1);
    expect(rolling(3, { maxSurge: 1, maxUnavailable: 0 })).toEqual([]);
  });

  test('rejects one that takes all pods, with percentages rounded down as Kubernetes does', () => {
    expect(rolling(2, { maxUnavailable: '100%' })).toHaveLength(1);
    expect(rolling(2, { maxUnavailable: '99%' })).toEqual([]);
    expect(rolling(1, { maxUnavailable: 1 })).toEqual([]);
    expect(messages(rule, deployment({ spec: { replicas: 2, strategy: { type: 'Recreate' } } }))).toEqual([]);
  });
});

describe('rollout-deadline', () => {
  const rule = 'rollout-deadline';
  const starting = (spec: Readonly<Record<string, unknown>>, startupProbe: object) =>
    messages(rule, deployment({ spec, pod: { containers: [{ name: 'api', startupProbe }] } }));

  test('adds delay, tries and the time of being ready: 30 + 10 x 50 + 60 = 590 of 600 s', () => {
    const probe = { initialDelaySeconds: 30, periodSeconds: 10, failureThreshold: 50 };
    expect(starting({ minReadySeconds: 60 }, probe)).toEqual([]);
    expect(starting({ minReadySeconds: 70 }, probe)).toEqual([
      'gives a release 600 s, and its pods may need 600 s to start and be ready',
    ]);
  });

  test('rejects a deadline that is not longer than minReadySeconds', () => {
    expect(starting({ progressDeadlineSeconds: 60, minReadySeconds: 60 }, {})).toHaveLength(1);
  });
});

describe('single-writer-volume', () => {
  const rule = 'single-writer-volume';
  const claim = (accessModes: string[]) =>
    object('v1', 'PersistentVolumeClaim', { name: 'data' }, { spec: { accessModes } });
  const pod = { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] };

  test.each([
    ['one pod that is recreated', { replicas: 1, strategy: { type: 'Recreate' } }, []],
    ['one pod without surge', { replicas: 1, strategy: { rollingUpdate: { maxSurge: 0 } } }, []],
    ['a surge that nobody wrote', { replicas: 1 }, ['a rolling update starts the new pod before the old one ends']],
    ['two pods', { replicas: 2, strategy: { type: 'Recreate' } }, ['there are up to 2 pods']],
    ['no pods', { replicas: 0 }, []],
  ])('%s', (_title, spec, reasons) => {
    expect(messages(rule, claim(['ReadWriteOnce']), deployment({ spec, pod }))).toEqual(
      reasons.map((reason) => `mounts claim 'data', which one node at a time can mount, and ${reason}`),
    );
  });

  test('accepts volumes that several nodes may mount, and claims that somebody else renders', () => {
    expect(messages(rule, claim(['ReadWriteOnce', 'ReadWriteMany']), deployment({ pod }))).toEqual([]);
    expect(messages(rule, deployment({ pod }))).toEqual([]);
  });
});

describe('spread-selects-others', () => {
  const rule = 'spread-selects-others';
  const spread = (constraint: object, kind?: string, apiVersion?: string) =>
    messages(
      rule,
      deployment({ kind, apiVersion, pod: { topologySpreadConstraints: [{ topologyKey: 'zone', ...constraint }] } }),
    );

  test('knows the label by which each controller tells revisions', () => {
    expect(spread({ matchLabelKeys: ['pod-template-hash'] })).toEqual([]);
    expect(spread({ matchLabelKeys: ['rollouts-pod-template-hash'] })).toHaveLength(1);
    expect(spread({ matchLabelKeys: ['pod-template-hash'] }, 'Rollout', 'argoproj.io/v1alpha1')).toHaveLength(1);
    expect(spread({ matchLabelKeys: ['rollouts-pod-template-hash'] }, 'Rollout', 'argoproj.io/v1alpha1')).toEqual([]);
    expect(spread({ matchLabelKeys: ['pod-template-hash'] }, 'StatefulSet')).toHaveLength(1);
    expect(spread({ matchLabelKeys: ['acme.example.com/tier'] })).toEqual([]);
  });
});

describe('vertical-and-horizontal-scaling', () => {
  const rule = 'vertical-and-horizontal-scaling';
  const cpu = { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } };
  const average = { type: 'Resource', resource: { name: 'cpu', target: { type: 'AverageValue', averageValue: '1' } } };
  const vertical = (spec: object) =>
    object(
      'autoscaling.k8s.io/v1',
      'VerticalPodAutoscaler',
      {},
      {
        spec: { targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' }, ...spec },
      },
    );

  test.each([
    ['everything, when nothing is written', {}, 1],
    ['nothing, when it only recommends', { updatePolicy: { updateMode: 'Off' } }, 0],
    ['at the start of pods', { updatePolicy: { updateMode: 'Initial' } }, 1],
    ['no container', { resourcePolicy: { containerPolicies: [{ containerName: '*', mode: 'Off' }] } }, 0],
    ['memory', { resourcePolicy: { containerPolicies: [{ containerName: '*', controlledResources: ['memory'] }] } }, 0],
    ['other containers too', { resourcePolicy: { containerPolicies: [{ containerName: 'proxy', mode: 'Off' }] } }, 1],
  ])('controls %s', (_title, spec, count) => {
    expect(messages(rule, deployment(), autoscaler({ metrics: [cpu] }), vertical(spec))).toHaveLength(count);
  });

  test('accepts a metric that does not depend on what is reserved, and another target', () => {
    expect(messages(rule, deployment(), autoscaler({ metrics: [average] }), vertical({}))).toEqual([]);
    const other = { targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } };
    expect(messages(rule, deployment(), autoscaler({ metrics: [cpu] }), vertical(other))).toEqual([]);
  });
});
