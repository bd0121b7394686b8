import fc from 'fast-check';
import { autoscaler, deployment, disruptionBudget, found, messages, object, token } from '../objects';

describe('disruption-budget-blocks-drains', () => {
  const rule = 'disruption-budget-blocks-drains';
  const blocked = (replicas: unknown, spec: Record<string, unknown>) =>
    messages(rule, deployment({ spec: { replicas } }), disruptionBudget(spec)).length > 0;

  test('rejects a budget that needs all pods', () => {
    expect(found(rule, [deployment({ spec: { replicas: 3 } }), disruptionBudget({ minAvailable: 3 })])).toMatchObject([
      {
        object: 'policy/v1 PodDisruptionBudget shop/api',
        message: 'minAvailable 3 needs 3 of the 3 pod(s) that Deployment api has at its fewest, so none may be evicted',
      },
    ]);
  });

  test('a number blocks if and only if it is not below the pods', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 25 }), (replicas, minAvailable) => {
        expect(blocked(replicas, { minAvailable })).toBe(minAvailable >= replicas);
      }),
    );
  });

  test('a percentage is rounded up, as Kubernetes does', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 100 }), (replicas, percent) => {
        // blocked unless at least one whole pod is above the share: (100 - percent) % of the pods
        expect(blocked(replicas, { minAvailable: `${percent}%` })).toBe((100 - percent) * replicas < 100);
      }),
    );
  });

  test.each([0, '0%'])('rejects maxUnavailable %p whatever the number of pods', (maxUnavailable) => {
    expect(messages(rule, deployment({ spec: { replicas: 100 } }), disruptionBudget({ maxUnavailable }))).toEqual([
      `maxUnavailable ${maxUnavailable} never allows an eviction`,
    ]);
  });

  test('accepts maxUnavailable 1, and any percentage, which is rounded up to a pod', () => {
    expect(blocked(1, { maxUnavailable: 1 })).toBe(false);
    expect(blocked(3, { maxUnavailable: '1%' })).toBe(false);
  });

  test('the fewest pods are those of the autoscaler', () => {
    const budget = disruptionBudget({ minAvailable: 2 });
    expect(messages(rule, deployment(), autoscaler({ minReplicas: 2 }), budget)).toHaveLength(1);
    expect(messages(rule, deployment(), autoscaler({ minReplicas: 3 }), budget)).toEqual([]);
    // without minReplicas an autoscaler keeps one pod
    expect(
      messages(rule, deployment(), autoscaler({ minReplicas: undefined }), disruptionBudget({ minAvailable: 1 })),
    ).toHaveLength(1);
  });

  test('a workload without a number has one pod', () => {
    expect(messages(rule, deployment(), disruptionBudget({ minAvailable: 1 }))).toHaveLength(1);
  });

  test('the pods of all selected workloads count together', () => {
    const other = deployment({ name: 'canary', labels: { app: 'api' }, spec: { replicas: 1 } });
    expect(messages(rule, deployment({ spec: { replicas: 2 } }), other, disruptionBudget({ minAvailable: 2 }))).toEqual(
      [],
    );
    expect(
      messages(rule, deployment({ spec: { replicas: 2 } }), other, disruptionBudget({ minAvailable: 3 })),
    ).toHaveLength(1);
  });

  test('leaves alone budgets of pods that are not counted or not there', () => {
    expect(messages(rule, disruptionBudget({ maxUnavailable: 0 }))).toEqual([]);
    expect(messages(rule, deployment({ kind: 'DaemonSet' }), disruptionBudget({ minAvailable: 1 }))).toEqual([]);
  });

  test('an empty selector selects all pods, a missing one none', () => {
    const pods = deployment({ spec: { replicas: 1 } });
    expect(messages(rule, pods, disruptionBudget({ selector: {}, minAvailable: 1 }))).toHaveLength(1);
    expect(messages(rule, pods, disruptionBudget({ selector: undefined, minAvailable: 1 }))).toEqual([]);
  });

  test('does not judge numbers and selectors that only a deployment knows', () => {
    expect(blocked(token(1), { minAvailable: 3 })).toBe(false);
    expect(blocked(3, { minAvailable: token(1) })).toBe(false);
    expect(blocked(1, { selector: token(1), minAvailable: 1 })).toBe(false);
    expect(blocked(1, { selector: { matchLabels: { app: token(1) } }, minAvailable: 1 })).toBe(false);
    expect(
      messages(rule, deployment(), autoscaler({ minReplicas: token(1) }), disruptionBudget({ minAvailable: 1 })),
    ).toEqual([]);
  });
});

describe('overlapping-disruption-budgets', () => {
  const rule = 'overlapping-disruption-budgets';

  test('accepts one budget for each workload', () => {
    const web = disruptionBudget({ selector: { matchLabels: { app: 'web' } } }, { name: 'web' });
    expect(messages(rule, deployment(), deployment({ name: 'web' }), disruptionBudget({}), web)).toEqual([]);
  });

  test('rejects a second budget over the same pods, at the second', () => {
    expect(
      found(rule, [deployment(), disruptionBudget({}), disruptionBudget({ selector: {} }, { name: 'everything' })]),
    ).toMatchObject([
      {
        path: 'app/everything/PodDisruptionBudget',
        message: 'selects the pods of Deployment api, which policy/v1 PodDisruptionBudget shop/api selects too',
      },
    ]);
  });

  test('accepts the same selector in another namespace', () => {
    expect(messages(rule, deployment(), disruptionBudget({}), disruptionBudget({}, { namespace: 'other' }))).toEqual(
      [],
    );
  });

  test('does not judge selectors that only a deployment knows', () => {
    expect(
      messages(
        rule,
        deployment(),
        disruptionBudget({}),
        disruptionBudget({ selector: { matchLabels: { app: token(1) } } }, { name: 'b' }),
      ),
    ).toEqual([]);
  });
});

describe('overlapping-selectors', () => {
  const rule = 'overlapping-selectors';
  const selecting = (
    name: string,
    matchLabels: Record<string, string>,
    labels: Record<string, string>,
    kind = 'Deployment',
  ) =>
    object(
      'apps/v1',
      kind,
      { name },
      { spec: { selector: { matchLabels }, template: { metadata: { labels }, spec: {} } } },
    );

  test('accepts workloads with labels of their own', () => {
    expect(messages(rule, deployment(), deployment({ name: 'web' }))).toEqual([]);
  });

  test('rejects two workloads that select each other, once', () => {
    expect(messages(rule, deployment(), deployment({ name: 'copy', labels: { app: 'api' } }))).toEqual([
      'its selector matches the pods of apps/v1 Deployment shop/copy (app/copy/Deployment)',
    ]);
  });

  test('rejects a selector that is wider than its own labels, at the one that takes', () => {
    const narrow = selecting('narrow', { app: 'x', tier: 'web' }, { app: 'x', tier: 'web' });
    const wide = selecting('wide', { app: 'x' }, { app: 'x' }, 'StatefulSet');
    expect(found(rule, [narrow, wide])).toMatchObject([
      {
        object: 'apps/v1 StatefulSet shop/wide',
        message: 'its selector matches the pods of apps/v1 Deployment shop/narrow (app/narrow/Deployment)',
      },
    ]);
  });

  test('accepts the same labels in two namespaces', () => {
    expect(messages(rule, deployment(), deployment({ namespace: 'other' }))).toEqual([]);
  });

  test('reads expressions', () => {
    const of = (operator: string, values?: string[]) =>
      messages(
        rule,
        object(
          'apps/v1',
          'Deployment',
          { name: 'one' },
          {
            spec: {
              selector: { matchExpressions: [{ key: 'app', operator, values }] },
              template: { metadata: { labels: { app: 'one' } } },
            },
          },
        ),
        deployment(),
      );
    expect(of('In', ['one', 'api'])).toHaveLength(1);
    expect(of('In', ['one'])).toEqual([]);
    expect(of('NotIn', ['api'])).toEqual([]);
    expect(of('NotIn', ['web'])).toHaveLength(1);
    expect(of('Exists')).toHaveLength(1);
    expect(of('DoesNotExist')).toEqual([]);
  });

  test('leaves Jobs and single Pods out: they know their pods by name', () => {
    const job = object(
      'batch/v1',
      'Job',
      { name: 'job' },
      { spec: { selector: { matchLabels: { app: 'api' } }, template: { metadata: { labels: { app: 'api' } } } } },
    );
    const pod = object(
      'v1',
      'Pod',
      { name: 'pod', labels: { app: 'api' } },
      { spec: { selector: { matchLabels: { app: 'api' } } } },
    );
    expect(messages(rule, deployment(), job, pod)).toEqual([]);
  });

  test('does not judge labels that only a deployment knows', () => {
    expect(
      messages(rule, deployment({ labels: { app: token(1) } }), deployment({ name: 'b', labels: { app: 'x' } })),
    ).toEqual([]);
    // the same token is the same value
    expect(
      messages(rule, deployment({ labels: { app: token(1) } }), deployment({ name: 'b', labels: { app: token(1) } })),
    ).toHaveLength(1);
  });
});
