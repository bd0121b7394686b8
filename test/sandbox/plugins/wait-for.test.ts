import type { JsonObject } from '../../../sandbox/plugins/protocol/json';
import { readinessCheck } from '../../../sandbox/plugins/resource-kubernetes/await/checks';
import { conditionsReadiness, parseWaitFor } from '../../../sandbox/plugins/resource-kubernetes/await/wait-for';
import { check } from '../../../sandbox/plugins/resource-kubernetes/operations/check';
import { FakeApi } from './fake-api';

const OBJECT: JsonObject = {
  phase: 'Running',
  replicas: 3,
  foo: [{ ignored: 'true' }, { bar: 'baz' }],
  spec: {},
  status: {
    conditions: [
      { type: 'Synced', status: 'True' },
      { type: 'Reconciling', status: 'False' },
    ],
    containerStatuses: [
      { name: 'a', ready: false },
      { name: 'b', ready: true },
    ],
  },
};

test.each([
  ['jsonpath={.phase}=Running', 'ready'],
  ['jsonpath={.phase}=Pending', 'waiting'],
  ['jsonpath={ .phase }', 'ready'],
  ['jsonpath={.missing}', 'waiting'],
  ['jsonpath={.spec}', 'ready'],
  ['jsonpath={.replicas}=3', 'ready'],
  ['jsonpath={.foo[*].bar}=baz', 'ready'],
  ['jsonpath={.foo[1].bar}=baz', 'ready'],
  ['jsonpath={.foo[0].bar}', 'waiting'],
  ['jsonpath={.status.containerStatuses[?(@.name=="b")].ready}=true', 'ready'],
  ['jsonpath={.status.containerStatuses[?(@.name=="a")].ready}=true', 'waiting'],
  ['condition=Synced', 'ready'],
  ['condition=Reconciling', 'waiting'],
  ['condition=Reconciling=False', 'ready'],
  ['condition=Unheard', 'waiting'],
  ['["jsonpath={.phase}", "condition=Synced"]', 'ready'],
  ['["jsonpath={.phase}", "condition=Reconciling"]', 'waiting'],
])('%s is %s', (annotation, state) => {
  expect(conditionsReadiness(OBJECT, parseWaitFor(annotation)).state).toBe(state);
});

test.each([
  ['Ready', 'no prefix'],
  ['{.phase}', 'no prefix'],
  ['jsonpath=', 'no path'],
  ['jsonpath=.phase', 'no braces'],
  ["jsonpath='{.phase}'=Running", 'quotes of a shell'],
  ['jsonpath={.phase}=', 'no value'],
  ['jsonpath={.phase}=a=b', 'two values'],
  ['jsonpath={.phase}={.other}', 'another path as value'],
  ['condition=', 'no condition'],
  ['[]', 'an empty array'],
  ['[3]', 'an array of something else'],
])('rejects %s: %s', (annotation) => {
  expect(() => parseWaitFor(annotation)).toThrow(/pulumi\.com\/waitFor.*cannot be read.*allowed: jsonpath=/);
});

test('what is found in the place of what is awaited is told', () => {
  expect(conditionsReadiness(OBJECT, parseWaitFor('jsonpath={.phase}=Ready'))).toEqual({
    state: 'waiting',
    reasons: ['Waiting for jsonpath={.phase}=Ready (found "Running")'],
  });
});

test('the annotation outranks what the kind says', async () => {
  const api = new FakeApi(() => ({}));
  const object = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { annotations: { 'pulumi.com/waitFor': 'jsonpath={.status.ok}' } },
    status: { ok: true },
  };
  expect(await readinessCheck(object)(object, api.objects, 0)).toEqual({ state: 'ready' });
});

test('rejects an annotation that cannot be read before anything is made', () => {
  const { failures } = check({
    resource: { token: 'kubernetes:core/v1:ConfigMap', name: 'a' },
    olds: {},
    news: { metadata: { name: 'a', annotations: { 'pulumi.com/waitFor': 'Ready' } } },
    seed: new Uint8Array(),
    proposedName: undefined,
    namespace: 'default',
  });
  expect(failures).toEqual([
    { property: 'metadata.annotations', reason: expect.stringContaining("'Ready' cannot be read") as string },
  ]);
});
