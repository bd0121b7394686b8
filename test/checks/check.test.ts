import fc from 'fast-check';
import { check, explainFinding, rules } from '../../src/checks';
import { autoscaler, deployment, deploymentOf, disruptionBudget, namespaced, object, service } from './objects';

const good = [
  namespaced('shop', { 'pod-security.kubernetes.io/enforce': 'restricted' }),
  object(
    'networking.k8s.io/v1',
    'NetworkPolicy',
    { name: 'default-deny' },
    { spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] } },
  ),
  deployment(),
  service({}),
  autoscaler({}),
  disruptionBudget({ maxUnavailable: 1 }),
];
const bad = [
  deploymentOf({ image: 'nginx' }),
  service({ selector: { app: 'web' } }),
  object('v1', 'Secret', { name: 'keys' }, { data: { a: 'YQ==' } }),
];

test('finds nothing where nothing is wrong', () => {
  expect(check({ objects: good })).toEqual([]);
  expect(check({ objects: [] })).toEqual([]);
});

test('finds in the order of the rules, and within a rule in the order of the objects', () => {
  expect(check({ objects: bad }).map(({ rule, path }) => `${rule} ${path}`)).toEqual([
    'service-port app/api/Service',
    'missing-default-deny app/api/Deployment',
    'plain-text-secret app/keys/Secret',
    'unpinned-image app/api/Deployment',
  ]);
});

test('finds in the order of the objects also where a rule looks at several kinds in turn', () => {
  const objects = [
    object('external-secrets.io/v1', 'ExternalSecret', {}, { spec: { secretStoreRef: { name: 'a' } } }),
    deployment({ pod: { serviceAccountName: 'b' } }),
  ];
  const order = (of: typeof objects) =>
    check({ objects: of }).flatMap(({ rule, path }) => (rule === 'missing-reference' ? [path] : []));
  expect(order(objects)).toEqual(['app/api/ExternalSecret', 'app/api/Deployment']);
  expect(order([...objects].reverse())).toEqual(['app/api/Deployment', 'app/api/ExternalSecret']);
});

test('finds the same whatever the order of the objects', () => {
  const all = [
    ...good,
    ...bad.map(({ path, manifest }) => ({ path: `bad/${path}`, manifest })),
    deployment({ name: 'other', labels: { app: 'api' } }),
  ];
  const texts = (objects: typeof all) => check({ objects }).map(({ rule, message }) => `${rule}: ${message}`);
  const independent = (lines: string[]) => [...new Set(lines.map((line) => line.slice(0, line.indexOf(':'))))].sort();
  fc.assert(
    fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
      expect(texts(shuffled)).toHaveLength(texts(all).length);
      expect(independent(texts(shuffled))).toEqual(independent(texts(all)));
    }),
  );
});

test('never fails on manifests of any form', () => {
  const kinds = [
    'v1 Service',
    'v1 Pod',
    'apps/v1 Deployment',
    'autoscaling/v2 HorizontalPodAutoscaler',
    'policy/v1 PodDisruptionBudget',
    'external-secrets.io/v1 ExternalSecret',
    'networking.k8s.io/v1 NetworkPolicy',
    'v1 Secret',
    'v1 ConfigMap',
    'batch/v1 CronJob',
    'keda.sh/v1alpha1 ScaledObject',
  ];
  const field = fc.constantFrom(
    'spec',
    'template',
    'metadata',
    'labels',
    'selector',
    'matchLabels',
    'containers',
    'env',
    'ports',
    'data',
    'name',
    'namespace',
    'metrics',
    'volumes',
    'securityContext',
    'target',
    'value',
    'image',
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 6 },
      fc.constantFrom(null, 0, 1, true, '', 'api', 'nginx:latest'),
      fc.array(tie('tree'), { maxLength: 2 }),
      fc.dictionary(field, tie('tree'), { maxKeys: 4 }),
    ),
  }));
  const manifest = fc
    .record({ kind: fc.constantFrom(...kinds), rest: fc.dictionary(field, tree, { maxKeys: 5 }) })
    .map(({ kind, rest }) => {
      const [apiVersion, name] = kind.split(' ');
      return { path: 'app/x', manifest: { ...rest, apiVersion, kind: name } };
    });
  fc.assert(
    fc.property(fc.array(manifest, { maxLength: 4 }), (objects) => {
      expect(
        Array.isArray(check({ objects, capabilities: { kubernetes: { minor: 36 }, customResources: new Set() } })),
      ).toBe(true);
    }),
  );
});

test('a label that is an object, even one without a prototype, is a value like others', () => {
  const labels = { app: Object.create(null) as object };
  expect(() => check({ objects: [deployment({ labels }), object('v1', 'Pod', { labels }, {})] })).not.toThrow();
});

test('a finding is one line with severity, rule, path, object, message and fix', () => {
  const [finding] = check({ objects: [object('v1', 'Secret', {}, { data: { a: 'YQ==' } })] });
  expect(finding && explainFinding(finding)).toBe(
    '[error plain-text-secret] app/api/Secret (v1 Secret shop/api): data.a holds a value; keep the value in a secret store and refer to it: SecretRef.env, or a secretKeyRef',
  );
});

describe('the rules', () => {
  test('each has texts for its documentation, under an id of its own', () => {
    expect(new Set(rules().map(({ id }) => id)).size).toBe(rules().length);
    for (const { id, title, why, fix, severity } of rules()) {
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect([title, why]).toEqual([expect.stringMatching(/^[A-Z].*\.$/), expect.stringMatching(/^[A-Z].*\.$/)]);
      expect(fix).toMatch(/^[a-z].*[^.]$/);
      expect(['error', 'warning']).toContain(severity);
    }
  });

  test('are these: an id is a contract, because waivers name it', () => {
    expect(rules().map(({ id }) => id)).toEqual([
      'api-not-served',
      'field-not-served',
      'metric-not-served',
      'network-policy-not-enforced',
      'node-selector-without-pool',
      'priority-class-missing',
      'storage-class-missing',
      'missing-reference',
      'role-binding-reference',
      'route-backend',
      'route-without-grant',
      'host-claimed-twice',
      'ingress-without-tls',
      'rollout-service',
      'stateful-set-service',
      'service-port',
      'load-balancer-open-to-all',
      'call-not-allowed',
      'call-port',
      'network-policy-without-pods',
      'missing-default-deny',
      'selector-misses-own-pods',
      'overlapping-selectors',
      'two-replica-owners',
      'autoscaler-bounds',
      'autoscaling-without-requests',
      'vertical-and-horizontal-scaling',
      'cold-start-behind-service',
      'node-pool-without-limits',
      'disruption-budget-blocks-drains',
      'disruption-budget-protects-nothing',
      'disruption-budget-without-pods',
      'disruption-budget-keeps-broken-pods',
      'overlapping-disruption-budgets',
      'workload-without-disruption-budget',
      'pods-not-spread',
      'spread-selects-others',
      'rolling-update-bounds',
      'rollout-deadline',
      'single-writer-volume',
      'grace-too-short',
      'probe-port',
      'missing-readiness-probe',
      'liveness-equals-readiness',
      'liveness-calls-dependencies',
      'quota-under-peak',
      'quota-without-requests',
      'limit-range-refuses',
      'requests-over-limits',
      'missing-requests',
      'memory-unlimited',
      'unbounded-scratch-volume',
      'cron-schedule',
      'cron-job-start-deadline',
      'overlapping-runs',
      'job-without-deadline',
      'job-without-ttl',
      'restart-policy',
      'duplicate-name',
      'duplicate-variable',
      'unresolved-variable',
      'missing-volume',
      'claim-without-size-or-class',
      'pod-not-restricted',
      'writable-root-filesystem',
      'unneeded-token',
      'wildcard-permission',
      'privilege-escalation-permission',
      'webhook-stops-cluster',
      'plain-text-secret',
      'two-secret-owners',
      'generated-secret-refreshed',
      'unpinned-image',
      'invalid-name',
      'invalid-label',
      'object-too-large',
      'annotations-too-large',
      'immutable-configuration',
      'default-namespace',
    ]);
  });
});

test('thousands of objects are checked, within the time limit of a test', () => {
  const services = (count: number) =>
    Array.from({ length: count }, (_, index) => [
      deployment({ name: `api-${index}`, namespace: `ns-${index % 50}`, spec: { replicas: 3 } }),
      service({ selector: { app: `api-${index}` } }, { name: `api-${index}`, namespace: `ns-${index % 50}` }),
      disruptionBudget(
        { selector: { matchLabels: { app: `api-${index}` } }, maxUnavailable: 1 },
        { name: `api-${index}`, namespace: `ns-${index % 50}` },
      ),
    ]).flat();
  expect(check({ objects: services(1500) }).filter(({ rule }) => rule !== 'missing-default-deny')).toEqual([]);
});
