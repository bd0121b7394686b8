import {
  autoscalersSettled,
  namespacesOf,
  objectsByKind,
  podsReady,
  type PodStatus,
} from '../../../sandbox/engine/summary';

const object = (type: string, id: string): { urn: string; type: string; id: string; custom: true } => ({
  urn: `urn::${id}`,
  type,
  id,
  custom: true,
});

const state = {
  resources: [
    { urn: 'urn::stack', type: 'pulumi:pulumi:Stack' },
    object('pulumi:providers:kubernetes', 'abc'),
    { urn: 'urn::chart', type: 'seaworthy:cdk8s:Chart' },
    object('kubernetes:core/v1:Namespace', 'shop'),
    object('kubernetes:core/v1:Service', 'shop/api'),
    object('kubernetes:core/v1:Service', 'shop/web'),
    object('kubernetes:apps/v1:Deployment', 'shop/api'),
  ],
};

test('objects are counted by kind, most first, then by name', () => {
  expect(objectsByKind(state)).toEqual([
    ['Service', 2],
    ['Deployment', 1],
    ['Namespace', 1],
  ]);
  expect(objectsByKind(undefined)).toEqual([]);
});

test('namespaces are those that objects lie in', () => {
  expect([...namespacesOf(state)]).toEqual(['shop']);
});

test('pods that have done their work, are leaving or belong to others do not count', () => {
  const pod = (metadata: object, phase: string, ready: boolean): PodStatus => ({
    metadata: { namespace: 'shop', ...metadata },
    status: { phase, conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }] },
  });
  const pods = [
    pod({}, 'Running', true),
    pod({}, 'Running', false),
    pod({}, 'Pending', false),
    pod({}, 'Succeeded', false),
    pod({ deletionTimestamp: 'now' }, 'Running', true),
    pod({ namespace: 'other' }, 'Running', true),
  ];
  expect(podsReady(pods, new Set(['shop']))).toEqual({ ready: 1, all: 3 });
  expect(podsReady([{ metadata: { namespace: 'shop' } }], new Set(['shop']))).toEqual({ ready: 0, all: 1 });
});

test.each([
  ['has not looked yet', { minReplicas: 3 }, undefined, false],
  ['wants less than its minimum', { minReplicas: 3 }, { currentReplicas: 1, desiredReplicas: 1 }, false],
  ['is on its way', { minReplicas: 3 }, { currentReplicas: 1, desiredReplicas: 3 }, false],
  ['has what it wants', { minReplicas: 3 }, { currentReplicas: 4, desiredReplicas: 4 }, true],
  ['has what it wants, with the usual minimum', {}, { currentReplicas: 1, desiredReplicas: 1 }, true],
])('an autoscaler that %s', (_what, spec, status, settled) => {
  const autoscaler = { metadata: { namespace: 'shop' }, spec, ...(status === undefined ? {} : { status }) };
  expect(autoscalersSettled([autoscaler], new Set(['shop']))).toBe(settled);
  expect(autoscalersSettled([autoscaler], new Set(['other']))).toBe(true);
});
