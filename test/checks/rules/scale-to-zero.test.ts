import { Duration } from 'cdk8s';
import { EventAutoscaler, Trigger } from 'seaworthy';
import { plainWorkload } from '../../plain-workload';
import { only } from '../../rendering';
import { deployment, messages, object, service, token } from '../objects';

const rule = 'cold-start-behind-service';
const scaled = (spec: object) =>
  object('keda.sh/v1alpha1', 'ScaledObject', {}, { spec: { scaleTargetRef: { name: 'api' }, ...spec } });

describe('cold-start-behind-service', () => {
  test('refuses what KEDA does where nothing is written: down to no pod', () => {
    expect(messages(rule, deployment(), service({}), scaled({}))).toEqual([
      'may take away the last pod of Deployment api, which Service api leads to',
    ]);
  });

  test.each<[string, Parameters<typeof messages>[1][]]>([
    ['there is always a pod', [service({}), scaled({ minReplicaCount: 1 })]],
    ['no Service leads to the pods', [scaled({ minReplicaCount: 0 })]],
    ['the Service is for other pods', [service({ selector: { app: 'web' } }), scaled({})]],
    ['only a deployment knows the number', [service({}), scaled({ minReplicaCount: token(1) })]],
  ])('accepts it where %s', (_title, objects) => {
    expect(messages(rule, deployment(), ...objects)).toEqual([]);
  });

  test('accepts what an EventAutoscaler writes for a cold start that is acceptable', () => {
    const manifest = only('ScaledObject', (chart) => {
      new EventAutoscaler(chart, 'Scale', {
        workload: plainWorkload('api', { owner: 'autoscaler' }),
        min: 0,
        max: 5,
        triggers: [Trigger.cron({ start: '0 6 * * *', end: '0 20 * * *', timeZone: 'Etc/UTC', replicas: 2 })],
        acceptableColdStart: Duration.minutes(2),
      });
    });
    expect(manifest.metadata).toMatchObject({
      annotations: { 'scaling.seaworthy.dev/acceptable-cold-start-seconds': '120' },
    });
    expect(messages(rule, deployment(), service({}), { path: 'app/api', manifest })).toEqual([]);
  });
});

test('vertical-and-horizontal-scaling sees the triggers of KEDA on CPU and memory', () => {
  const vertical = object(
    'autoscaling.k8s.io/v1',
    'VerticalPodAutoscaler',
    {},
    { spec: { targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' } } },
  );
  const beside = (trigger: object) =>
    messages('vertical-and-horizontal-scaling', deployment(), vertical, scaled({ triggers: [trigger] }));
  expect(beside({ type: 'memory', metricType: 'Utilization' })).toEqual([
    'controls memory, which ScaledObject api scales on in percent',
  ]);
  expect(beside({ type: 'memory', metricType: 'AverageValue' })).toEqual([]);
  expect(beside({ type: 'kafka' })).toEqual([]);
});

test('two-replica-owners sees an autoscaler beside a ScaledObject, whichever stands first', () => {
  const foreign = object(
    'autoscaling/v2',
    'HorizontalPodAutoscaler',
    {},
    { spec: { maxReplicas: 4, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' } } },
  );
  const told = ["scales Deployment 'api', which HorizontalPodAutoscaler api scales too"];
  expect(messages('two-replica-owners', deployment(), foreign, scaled({}))).toEqual(told);
  expect(messages('two-replica-owners', scaled({}), foreign, deployment())).toEqual(told);
});

test('rollout-deadline adds up sidecars, which start one after another', () => {
  const probe = (failureThreshold: number) => ({ startupProbe: { periodSeconds: 10, failureThreshold } });
  const container = (name: string, fields: object) => ({ name, image: 'x:1', ...fields });
  const slow = (progressDeadlineSeconds: number) =>
    deployment({
      pod: {
        initContainers: [
          container('mesh', { ...probe(20), restartPolicy: 'Always' }),
          container('proxy', { ...probe(10), restartPolicy: 'Always' }),
        ],
        containers: [container('api', probe(5)), container('web', probe(30))],
      },
      spec: { progressDeadlineSeconds },
    });
  // 200 s and 100 s one after another, then 300 s beside 50 s
  expect(messages('rollout-deadline', slow(601))).toEqual([]);
  expect(messages('rollout-deadline', slow(600))).toEqual([
    'gives a release 600 s, and its pods may need 600 s to start and be ready',
  ]);
});

test.each([
  ['no limits', {}, 1],
  ['one of devices alone', { limits: { 'nvidia.com/gpu': 8 } }, 1],
  ['memory alone', { limits: { memory: '100Gi' } }, 0],
  ['limits that only a deployment knows', { limits: token(1) }, 0],
])('node-pool-without-limits judges a pool with %s', (_title, spec, count) => {
  const pool = object('karpenter.sh/v1', 'NodePool', { namespace: '' }, { spec });
  expect(messages('node-pool-without-limits', pool)).toHaveLength(count);
});

test.each([
  ['AlwaysAllow', 0],
  ['IfHealthyBudget', 1],
  [undefined, 1],
  [token(1), 0],
])('disruption-budget-keeps-broken-pods judges %s', (unhealthyPodEvictionPolicy, count) => {
  const budget = object('policy/v1', 'PodDisruptionBudget', {}, { spec: { unhealthyPodEvictionPolicy } });
  expect(messages('disruption-budget-keeps-broken-pods', budget)).toHaveLength(count);
});
