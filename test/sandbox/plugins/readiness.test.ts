import type { JsonObject } from '../../../sandbox/plugins/protocol/json';
import { readinessCheck } from '../../../sandbox/plugins/resource-kubernetes/await/checks';
import { customResourceDefinitionReadiness } from '../../../sandbox/plugins/resource-kubernetes/await/custom-resource-definition';
import { rolloutReadiness } from '../../../sandbox/plugins/resource-kubernetes/await/deployment';
import { jobReadiness } from '../../../sandbox/plugins/resource-kubernetes/await/job';
import { remainingContent } from '../../../sandbox/plugins/resource-kubernetes/await/namespace';
import { podProblems } from '../../../sandbox/plugins/resource-kubernetes/await/pods';
import {
  addressReasons,
  expectsEndpoints,
  hasReadyEndpoint,
} from '../../../sandbox/plugins/resource-kubernetes/await/service';
import { FakeApi } from './fake-api';

function conditions(...list: [type: string, status: string, reason?: string, message?: string][]): JsonObject {
  return { conditions: list.map(([type, status, reason = '', message = '']) => ({ type, status, reason, message })) };
}

function deployment(status: JsonObject, spec: JsonObject = { replicas: 2 }): JsonObject {
  return { metadata: { generation: 3 }, spec, status: { observedGeneration: 3, ...status } };
}

const AVAILABLE = conditions(['Available', 'True']);

describe('a Deployment', () => {
  test.each([
    [
      'all its pods are new and available',
      deployment({ updatedReplicas: 2, availableReplicas: 2, ...AVAILABLE }),
      'ready',
    ],
    ['it asks for none', deployment(AVAILABLE, { replicas: 0 }), 'ready'],
    [
      'it names no number and has one pod',
      deployment({ updatedReplicas: 1, availableReplicas: 1, ...AVAILABLE }, {}),
      'ready',
    ],
    [
      'old pods are left to be replaced',
      deployment({ updatedReplicas: 1, availableReplicas: 2, ...AVAILABLE }),
      'waiting',
    ],
    ['pods are not available yet', deployment({ updatedReplicas: 2, availableReplicas: 1, ...AVAILABLE }), 'waiting'],
    ['nothing is known of it', deployment({}), 'waiting'],
    [
      'its controller has seen only an older version',
      deployment({ observedGeneration: 2, updatedReplicas: 2, availableReplicas: 2, ...AVAILABLE }),
      'waiting',
    ],
    [
      'its deadline passed',
      deployment(conditions(['Progressing', 'False', 'ProgressDeadlineExceeded', 'timed out'])),
      'failed',
    ],
    [
      'the deadline of an older version passed',
      deployment({ observedGeneration: 2, ...conditions(['Progressing', 'False', 'ProgressDeadlineExceeded']) }),
      'waiting',
    ],
  ])('when %s', (_, object, state) => {
    expect(rolloutReadiness(object).state).toBe(state);
  });

  test('that failed says why, in the words of its controller', () => {
    const status = conditions(['Progressing', 'False', 'ProgressDeadlineExceeded', 'ReplicaSet "a" has timed out']);
    expect(rolloutReadiness(deployment(status))).toEqual({
      state: 'failed',
      reasons: ['[ProgressDeadlineExceeded] ReplicaSet "a" has timed out'],
    });
  });

  test('that cannot make pods says why', () => {
    const readiness = rolloutReadiness(deployment(conditions(['ReplicaFailure', 'True', 'FailedCreate', 'quota'])));
    expect(readiness).toMatchObject({ state: 'waiting', reasons: [expect.any(String), '[FailedCreate] quota'] });
  });

  test('that waits names the problems of its own pods', async () => {
    const pod = {
      metadata: { name: 'web-1' },
      status: conditions(['PodScheduled', 'False', 'Unschedulable', 'no node']),
    };
    const api = new FakeApi(() => ({ items: [pod] }));
    const object = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      ...deployment({}, { selector: { matchLabels: { app: 'web' } } }),
    };
    const readiness = await readinessCheck(object)(object, api.objects, 0);
    expect(api.requests).toEqual([
      { method: 'GET', path: '/api/v1/namespaces/default/pods', query: { labelSelector: 'app=web' } },
    ]);
    expect(readiness).toMatchObject({ reasons: [expect.any(String), 'Pod web-1: [Unschedulable] no node'] });
  });
});

describe('problems of pods', () => {
  const pod = (name: string, status: JsonObject): JsonObject => ({ metadata: { name }, status });

  test('are the reasons of scheduler and kubelet', () => {
    const waiting = { name: 'app', state: { waiting: { reason: 'ImagePullBackOff', message: 'no such image' } } };
    const status = { ...conditions(['Ready', 'False', 'ContainersNotReady', 'app']), containerStatuses: [waiting] };
    expect(podProblems([pod('a', status)])).toEqual(['Pod a: container app: [ImagePullBackOff] no such image']);
  });

  test('are told once for pods that share them', () => {
    const status = conditions(['PodScheduled', 'False', 'Unschedulable', 'no node']);
    expect(podProblems([pod('a', status), pod('b', status), pod('c', status)])).toEqual([
      'Pod a and 2 more: [Unschedulable] no node',
    ]);
  });

  test('are exit codes where there is no message', () => {
    const ended = { name: 'app', state: { terminated: { reason: 'Error', exitCode: 3 } } };
    expect(podProblems([pod('a', { containerStatuses: [ended] })])).toEqual([
      'Pod a: container app: [Error] exit code 3',
    ]);
  });

  test.each([
    ['that start', { containerStatuses: [{ name: 'app', state: { waiting: { reason: 'ContainerCreating' } } }] }],
    ['that are done', { phase: 'Succeeded', ...conditions(['Ready', 'False', 'PodCompleted']) }],
    ['that are ready', conditions(['Ready', 'True'])],
  ])('are none of pods %s', (_, status) => {
    expect(podProblems([pod('a', status)])).toEqual([]);
  });
});

describe('a Job', () => {
  test.each([
    ['it is complete', conditions(['Complete', 'True']), 'ready'],
    ['it failed', conditions(['Failed', 'True', 'BackoffLimitExceeded', 'too many']), 'failed'],
    ['it is about to fail', conditions(['FailureTarget', 'True', 'DeadlineExceeded', 'too long']), 'failed'],
    ['it runs', { active: 1 }, 'waiting'],
    ['nobody has looked at it', {}, 'waiting'],
  ])('when %s', (_, status, state) => {
    expect(jobReadiness({ status }).state).toBe(state);
  });

  test('that failed says why', () => {
    const status = conditions(['Failed', 'True', 'BackoffLimitExceeded', 'Job has reached the limit']);
    expect(jobReadiness({ status })).toMatchObject({ reasons: ['[BackoffLimitExceeded] Job has reached the limit'] });
  });
});

describe('a Service', () => {
  const selector = { app: 'web' };

  test.each([
    ['with a selector', { selector }, true],
    ['without a selector', {}, false],
    ['without an address of its own (headless)', { selector, clusterIP: 'None' }, false],
    ['that is another name for an outer host', { type: 'ExternalName', externalName: 'a.example' }, false],
  ])('%s waits for pods: %s', (_, spec, expected) => {
    expect(expectsEndpoints({ spec })).toBe(expected);
  });

  test.each([
    ['a ready pod', { endpoints: [{ conditions: { ready: true } }] }, true],
    ['a pod of which nothing is said', { endpoints: [{}] }, true],
    ['a pod that is not ready', { endpoints: [{ conditions: { ready: false } }] }, false],
    ['no pod', { endpoints: [] }, false],
  ])('leads somewhere with %s: %s', (_, slice, expected) => {
    expect(hasReadyEndpoint(slice)).toBe(expected);
  });

  test('of type LoadBalancer waits for an address', () => {
    const spec = { type: 'LoadBalancer' };
    expect(addressReasons({ spec })).toEqual([expect.stringContaining('not allocated an IP address')]);
    expect(addressReasons({ spec, status: { loadBalancer: { ingress: [{ ip: '1.2.3.4' }] } } })).toEqual([]);
    expect(addressReasons({ spec: { type: 'ClusterIP' } })).toEqual([]);
  });

  test('asks for its own endpoint slices', async () => {
    const api = new FakeApi(() => ({ items: [{ endpoints: [{}] }] }));
    const service = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web', namespace: 'shop' },
      spec: { selector },
    };
    expect(await readinessCheck(service)(service, api.objects, 0)).toEqual({ state: 'ready' });
    expect(api.requests[0]).toMatchObject({
      path: '/apis/discovery.k8s.io/v1/namespaces/shop/endpointslices',
      query: { labelSelector: 'kubernetes.io/service-name=web' },
    });
  });
});

describe('a CustomResourceDefinition', () => {
  test.each([
    ['it is established', conditions(['Established', 'True']), 'ready'],
    ['its names are taken', conditions(['NamesAccepted', 'False', 'ListKindConflict', 'taken']), 'failed'],
    ['it is new', {}, 'waiting'],
  ])('when %s', (_, status, state) => {
    expect(customResourceDefinitionReadiness({ status }).state).toBe(state);
  });
});

test('an object of another kind is ready as soon as it exists', async () => {
  const api = new FakeApi(() => ({}));
  const object = { apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', status: {} };
  expect(await readinessCheck(object)(object, api.objects, 0)).toEqual({ state: 'ready' });
  expect(api.requests).toEqual([]);
});

test('a namespace that does not go says what is left in it', () => {
  const status = conditions(
    ['NamespaceContentRemaining', 'True', 'SomeResourcesRemain', 'pods. has 1 resource instances'],
    ['NamespaceDeletionDiscoveryFailure', 'False', 'ResourcesDiscovered', 'all fine'],
  );
  expect(remainingContent({ status, spec: { finalizers: ['kubernetes', 'a.example/guard'] } })).toEqual([
    '[SomeResourcesRemain] pods. has 1 resource instances',
    'it has the finalizer a.example/guard',
  ]);
});
