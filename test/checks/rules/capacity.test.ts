import { autoscaler, CONTAINER, deployment, deploymentOf, found, messages, object } from '../objects';

const quota = (hard: object, rest: object = {}) =>
  object('v1', 'ResourceQuota', { name: 'quota' }, { spec: { hard, ...rest } });
const limits = (rule: object) =>
  object('v1', 'LimitRange', { name: 'limits' }, { spec: { limits: [{ type: 'Container', ...rule }] } });

describe('quota-under-peak', () => {
  const rule = 'quota-under-peak';
  const none = { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } };

  test('counts the most pods of an autoscaler and the surge, a quarter rounded up: 10 + 3', () => {
    const pods = [deployment(), autoscaler({ maxReplicas: 10 })];
    expect(messages(rule, ...pods, quota({ pods: '13' }))).toEqual([]);
    expect(messages(rule, ...pods, quota({ pods: '12' }))).toEqual([
      "allows pods 12, and namespace 'shop' needs 13 at its peak",
    ]);
  });

  test('adds what all workloads reserve: 2 x 500m + 3 x 500m, and runs of Jobs', () => {
    const pods = [
      deployment({ spec: { replicas: 2, strategy: none } }),
      deployment({ name: 'web', spec: { replicas: 3, strategy: { type: 'Recreate' } } }),
      object(
        'batch/v1',
        'Job',
        { name: 'import' },
        { spec: { parallelism: 2, template: { spec: { containers: [CONTAINER] } } } },
      ),
    ];
    expect(messages(rule, ...pods, quota({ 'requests.cpu': '3500m' }))).toEqual([]);
    expect(messages(rule, ...pods, quota({ cpu: '3499m' }))).toHaveLength(1);
    expect(messages(rule, ...pods, quota({ 'requests.memory': '3584Mi' }))).toEqual([]);
    expect(messages(rule, ...pods, quota({ memory: '3583Mi' }))[0]).toContain('needs 3584Mi');
  });

  test('an init container counts where it needs more than those that run, a sidecar beside them', () => {
    const init = (extra: object, cpu: string) => ({ name: 'setup', ...extra, resources: { requests: { cpu } } });
    const pods = (one: object) =>
      deployment({ spec: { replicas: 1, strategy: none }, pod: { initContainers: [one], containers: [CONTAINER] } });
    expect(messages(rule, pods(init({}, '400m')), quota({ cpu: '500m' }))).toEqual([]);
    expect(messages(rule, pods(init({}, '600m')), quota({ cpu: '500m' }))).toHaveLength(1);
    expect(messages(rule, pods(init({ restartPolicy: 'Always' }, '1m')), quota({ cpu: '500m' }))).toHaveLength(1);
  });

  test('does not judge quotas of some pods, of other namespaces, or pods on each node', () => {
    const many = deployment({ spec: { replicas: 9 } });
    expect(messages(rule, many, quota({ pods: '1' }, { scopes: ['BestEffort'] }))).toEqual([]);
    expect(messages(rule, deployment({ namespace: 'other', spec: { replicas: 9 } }), quota({ pods: '1' }))).toEqual([]);
    expect(messages(rule, deployment({ kind: 'DaemonSet' }), quota({ pods: '0' }))).toEqual([]);
  });
});

test('quota-without-requests accepts what a LimitRange gives', () => {
  const rule = 'quota-without-requests';
  expect(messages(rule, deployment(), quota({ 'limits.cpu': '9' }))).toHaveLength(1);
  expect(messages(rule, deployment(), quota({ 'limits.cpu': '9' }), limits({ default: { cpu: '1' } }))).toEqual([]);
  expect(messages(rule, deployment(), quota({ 'requests.cpu': '9', 'limits.memory': '9Gi' }))).toEqual([]);
});

test('quota-without-requests tells once what several quotas of a namespace count', () => {
  const second = object('v1', 'ResourceQuota', { name: 'second' }, { spec: { hard: { 'limits.cpu': '5' } } });
  const elsewhere = object('v1', 'ResourceQuota', { namespace: 'other' }, { spec: { hard: { 'limits.cpu': '5' } } });
  expect(messages('quota-without-requests', deployment(), quota({ 'limits.cpu': '9' }), second)).toEqual([
    "a container of its pods does not say what the ResourceQuota of namespace 'shop' counts (limits.cpu)",
  ]);
  expect(messages('quota-without-requests', deployment(), elsewhere)).toEqual([]);
});

test('quota-without-requests leaves alone what says nothing of resources', () => {
  const others = quota({ pods: '9', 'count/jobs.batch': '9', constructor: '9' });
  expect(messages('quota-without-requests', deployment(), others)).toEqual([]);
});

test('limit-range-refuses compares numbers, not texts', () => {
  const rule = 'limit-range-refuses';
  expect(messages(rule, deployment(), limits({ max: { cpu: '0.5', memory: '0.5Gi' } }))).toEqual([]);
  expect(messages(rule, deployment(), limits({ max: { memory: '511Mi' } }))).toHaveLength(2);
  expect(messages(rule, deployment(), limits({ min: { cpu: '500m' } }))).toEqual([]);
  expect(messages(rule, deployment(), limits({ min: { cpu: '1' } }))).toEqual([
    'container api reserves 500m of cpu, and the LimitRange asks for at least 1',
  ]);
});

test('requests-over-limits compares every resource', () => {
  const rule = 'requests-over-limits';
  const pods = (requests: object, most: object) => deploymentOf({ resources: { requests, limits: most } });
  expect(messages(rule, pods({ memory: '1Gi', cpu: 1 }, { memory: '1024Mi', cpu: '1000m' }))).toEqual([]);
  expect(messages(rule, pods({ memory: '1Gi' }, { memory: '1G' }))).toHaveLength(1);
  expect(messages(rule, pods({ 'ephemeral-storage': '2Gi' }, { 'ephemeral-storage': '1Gi' }))).toHaveLength(1);
});

test('requests-over-limits tells of the pod as a whole, then of each container', () => {
  const resources = { requests: { cpu: '2' }, limits: { cpu: '1' } };
  expect(messages('requests-over-limits', deploymentOf({ resources }, { resources }))).toEqual(
    ['the pod', 'container api'].map((who) => `${who} requests 2 of cpu, and its limit is 1`),
  );
});

test('missing-requests and memory-unlimited accept a limit, resources of the pod, and what a LimitRange gives', () => {
  const bare = deploymentOf({ resources: {} });
  expect(messages('missing-requests', bare)).toEqual(['container api reserves no cpu and no memory']);
  expect(messages('missing-requests', bare, limits({ default: { cpu: '1', memory: '1Gi' } }))).toEqual([]);
  expect(messages('missing-requests', deploymentOf({ resources: { limits: { cpu: 1, memory: '1Gi' } } }))).toEqual([]);
  expect(messages('memory-unlimited', bare, limits({ default: { memory: '1Gi' } }))).toEqual([]);
  const whole = { resources: { requests: { cpu: 1, memory: '1Gi' }, limits: { memory: '1Gi' } } };
  for (const rule of ['missing-requests', 'memory-unlimited'])
    expect(messages(rule, deploymentOf({ resources: {} }, whole))).toEqual([]);
});

describe('node-selector-without-pool', () => {
  const pool = {
    name: 'general',
    labels: { 'kubernetes.io/arch': 'amd64', tier: ['web', 'batch'] },
    taints: ['dedicated'],
  };
  const capabilities = { kubernetes: { minor: 36 }, customResources: new Set<string>(), nodePools: [pool] };
  const tolerations = [{ key: 'dedicated', operator: 'Exists' }];
  const on = (pod: object, offered: object = capabilities) =>
    found('node-selector-without-pool', [deployment({ pod: { tolerations, ...pod } })], offered as typeof capabilities);
  const required = (...matchExpressions: object[]) => ({
    affinity: {
      nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions }] } },
    },
  });

  test.each([
    ['a label that a pool has', { nodeSelector: { tier: 'batch' } }, 0],
    ['another value', { nodeSelector: { tier: 'gpu' } }, 1],
    ['another value of a well-known label', { nodeSelector: { 'kubernetes.io/arch': 'arm64' } }, 1],
    ['a well-known label that the pool does not tell', { nodeSelector: { 'topology.kubernetes.io/zone': 'a' } }, 0],
    ['a label that no pool has', { nodeSelector: { pool: 'x' } }, 1],
    ['one of several values', required({ key: 'tier', operator: 'In', values: ['gpu', 'web'] }), 0],
    ['none of several values', required({ key: 'tier', operator: 'In', values: ['gpu'] }), 1],
    ['a label that must be there', required({ key: 'pool', operator: 'Exists' }), 1],
    ['nothing, and no toleration', { tolerations: [] }, 1],
    ['a toleration of everything', { tolerations: [{ operator: 'Exists' }] }, 0],
  ])('%s', (_title, pod, count) => {
    expect(on(pod)).toHaveLength(count);
  });

  test('judges nothing where no pools are declared, and counts those of Karpenter that are rendered', () => {
    const pod = { nodeSelector: { tier: 'gpu' } };
    expect(on(pod, { kubernetes: { minor: 36 }, customResources: new Set() })).toEqual([]);
    const karpenter = object(
      'karpenter.sh/v1',
      'NodePool',
      { name: 'gpu', namespace: '' },
      {
        spec: { template: { metadata: { labels: { tier: 'gpu' } }, spec: { requirements: [] } } },
      },
    );
    expect(found('node-selector-without-pool', [deployment({ pod }), karpenter], capabilities)).toEqual([]);
  });
});
