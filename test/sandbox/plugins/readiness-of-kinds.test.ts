import type { JsonObject } from '../../../sandbox/plugins/protocol/json';
import { daemonRolloutReadiness } from '../../../sandbox/plugins/resource-kubernetes/await/daemon-set';
import { ingressReadiness, routesOf } from '../../../sandbox/plugins/resource-kubernetes/await/ingress';
import { podReadiness } from '../../../sandbox/plugins/resource-kubernetes/await/pod';
import { quotaReadiness } from '../../../sandbox/plugins/resource-kubernetes/await/quota';
import { selectorText } from '../../../sandbox/plugins/resource-kubernetes/await/selector';
import { secretReadiness } from '../../../sandbox/plugins/resource-kubernetes/await/service-account-token';
import { statefulRolloutReadiness } from '../../../sandbox/plugins/resource-kubernetes/await/stateful-set';
import { claimReadiness, volumeReadiness } from '../../../sandbox/plugins/resource-kubernetes/await/volume';
import { FakeApi, refusal } from './fake-api';

const SETTLED = { replicas: 3, readyReplicas: 3, currentRevision: 'b', updateRevision: 'b' };

describe('a StatefulSet', () => {
  const set = (status: JsonObject, spec: JsonObject = {}): JsonObject => ({
    metadata: { generation: 2 },
    spec: { replicas: 3, ...spec },
    status: { observedGeneration: 2, ...status },
  });
  const rolling = { ...SETTLED, currentRevision: 'a', updatedReplicas: 1 };

  test.each([
    ['all replicas are ready and of the newest revision', set(SETTLED), 'ready'],
    ['its controller has seen only an older version', set({ ...SETTLED, observedGeneration: 1 }), 'waiting'],
    ['a replica is not ready', set({ ...SETTLED, readyReplicas: 2 }), 'waiting'],
    ['a replica too many is still there', set({ ...SETTLED, replicas: 4 }), 'waiting'],
    ['old pods are left to be replaced', set(rolling), 'waiting'],
    ['a person replaces its pods', set(rolling, { updateStrategy: { type: 'OnDelete' } }), 'ready'],
    [
      'the pods above its partition are new',
      set(rolling, { updateStrategy: { rollingUpdate: { partition: 2 } } }),
      'ready',
    ],
    [
      'a pod above its partition is old',
      set(rolling, { updateStrategy: { rollingUpdate: { partition: 1 } } }),
      'waiting',
    ],
    ['it asks for none', set({ currentRevision: 'b', updateRevision: 'b' }, { replicas: 0 }), 'ready'],
  ])('when %s', (_, object, state) => {
    expect(statefulRolloutReadiness(object).state).toBe(state);
  });
});

describe('a DaemonSet', () => {
  const all = (count: number): JsonObject => ({
    desiredNumberScheduled: count,
    currentNumberScheduled: count,
    updatedNumberScheduled: count,
    numberAvailable: count,
    numberReady: count,
  });

  test.each([
    ['every node has a new and available pod', all(3), 'ready'],
    ['no node needs one', all(0), 'ready'],
    ['its controller has not looked at it', {}, 'waiting'],
    ['a node has an old pod', { ...all(3), updatedNumberScheduled: 2 }, 'waiting'],
    ['a pod is not available', { ...all(3), numberAvailable: 2 }, 'waiting'],
    ['its controller has seen only an older version', { ...all(3), observedGeneration: 0 }, 'waiting'],
  ])('when %s', (_, status, state) => {
    const object = { metadata: { generation: 1 }, status: { observedGeneration: 1, ...status } };
    expect(daemonRolloutReadiness(object).state).toBe(state);
  });
});

describe('a Pod', () => {
  const ready = (status: string): JsonObject => ({ conditions: [{ type: 'Ready', status }] });

  test.each([
    ['it says that it is ready', ready('True'), 'ready'],
    ['it has done its work', { phase: 'Succeeded', ...ready('False') }, 'ready'],
    ['it is on its way', { phase: 'Pending', ...ready('False') }, 'waiting'],
    ['nobody has looked at it', {}, 'waiting'],
    ['it failed', { phase: 'Failed', reason: 'Evicted', message: 'no memory' }, 'failed'],
  ])('when %s', (_, status, state) => {
    expect(podReadiness({ metadata: { name: 'a' }, status }).state).toBe(state);
  });

  test('that failed says why', () => {
    const status = { phase: 'Failed', reason: 'Evicted', message: 'no memory' };
    expect(podReadiness({ status })).toEqual({ state: 'failed', reasons: ['[Evicted] no memory'] });
  });
});

describe('an Ingress', () => {
  const path = { path: '/shop', backend: { service: { name: 'web' } } };
  const spec = { rules: [{ host: 'a.example', http: { paths: [path, { backend: { resource: { name: 'x' } } }] } }] };
  const metadata = { name: 'front', namespace: 'shop' };
  const reached = { metadata, spec, status: { loadBalancer: { ingress: [{ ip: '192.0.2.1' }] } } };
  const withService = new FakeApi(() => ({}));
  const without = new FakeApi(() => {
    throw refusal(404, 'services "web" not found');
  });

  test('is ready with an address and its Services', async () => {
    expect(await ingressReadiness(reached, withService.objects, 0)).toEqual({ state: 'ready' });
    expect(withService.requests.map(({ path: asked }) => asked)).toEqual(['/api/v1/namespaces/shop/services/web']);
  });

  test('waits for its Services, and names the rule that leads nowhere', async () => {
    expect(await ingressReadiness(reached, without.objects, 59)).toEqual({
      state: 'waiting',
      reasons: ['No matching service found for ingress rule: "a.example/shop" -> "web"'],
    });
  });

  test('goes on after a minute without a Service that may never come', async () => {
    expect(await ingressReadiness(reached, without.objects, 60)).toEqual({ state: 'ready' });
  });

  test('waits for an address, however long', async () => {
    const readiness = await ingressReadiness({ metadata, spec }, withService.objects, Infinity);
    expect(readiness).toMatchObject({ state: 'waiting', reasons: [expect.stringContaining('.status.loadBalancer')] });
  });

  test('has routes only where a path leads to a Service', () => {
    expect(routesOf({ spec })).toEqual([{ route: 'a.example/shop', service: 'web' }]);
  });
});

describe('a PersistentVolumeClaim', () => {
  const claim = (phase: string, storageClassName?: string): JsonObject => ({
    metadata: { name: 'data' },
    spec: storageClassName === undefined ? {} : { storageClassName },
    status: { phase },
  });
  const binding = (volumeBindingMode: string): FakeApi => new FakeApi(() => ({ volumeBindingMode }));

  test.each([
    ['it is bound', claim('Bound', 'fast'), binding('Immediate'), 'ready'],
    ['it waits for a volume', claim('Pending', 'fast'), binding('Immediate'), 'waiting'],
    ['its class waits for the first pod', claim('Pending', 'fast'), binding('WaitForFirstConsumer'), 'ready'],
    ['its volume is lost', claim('Lost', 'fast'), binding('Immediate'), 'failed'],
    ['it has no class', claim('Pending'), binding('WaitForFirstConsumer'), 'waiting'],
  ])('when %s', async (_, object, api, state) => {
    expect((await claimReadiness(object, api.objects)).state).toBe(state);
  });

  test('of a class that is not there says so', async () => {
    const api = new FakeApi(() => {
      throw refusal(404, 'storageclasses "slow" not found');
    });
    expect(await claimReadiness(claim('Pending', 'slow'), api.objects)).toMatchObject({
      reasons: [expect.stringContaining("no StorageClass 'slow'")],
    });
  });
});

test.each([
  ['Available', 'ready'],
  ['Bound', 'ready'],
  ['Pending', 'waiting'],
  ['Failed', 'failed'],
])('a PersistentVolume that is %s: %s', (phase, state) => {
  expect(volumeReadiness({ status: { phase } }).state).toBe(state);
});

test('a ResourceQuota is ready when its limits are enforced', () => {
  const spec = { hard: { pods: '4' } };
  expect(quotaReadiness({ spec }).state).toBe('waiting');
  expect(quotaReadiness({ spec, status: spec }).state).toBe('ready');
});

test.each([
  ['an ordinary Secret without data', { type: 'Opaque' }, 'ready'],
  ['a token that nobody wrote yet', { type: 'kubernetes.io/service-account-token' }, 'waiting'],
  ['a token', { type: 'kubernetes.io/service-account-token', data: { token: 'eA==' } }, 'ready'],
])('%s is %s', (_, secret, state) => {
  expect(secretReadiness(secret).state).toBe(state);
});

test('a selector is written as the API server reads it', () => {
  const matchExpressions: JsonObject[] = [
    { key: 'tier', operator: 'In', values: ['a', 'b'] },
    { key: 'zone', operator: 'NotIn', values: ['x'] },
    { key: 'old', operator: 'DoesNotExist' },
    { key: 'team', operator: 'Exists' },
  ];
  expect(selectorText({ matchLabels: { app: 'web' }, matchExpressions })).toBe(
    'app=web,tier in (a,b),zone notin (x),!old,team',
  );
  expect(selectorText({})).toBe('');
});
