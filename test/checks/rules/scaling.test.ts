import { autoscaler, CONTAINER, deployment, deploymentOf, found, messages, object, token } from '../objects';

const cpu = { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } };

describe('two-replica-owners', () => {
  const rule = 'two-replica-owners';

  test('accepts an autoscaler whose target leaves the number to it', () => {
    expect(messages(rule, deployment(), autoscaler({}))).toEqual([]);
  });

  test('rejects a target that sets its number of pods too', () => {
    expect(found(rule, [deployment({ spec: { replicas: 3 } }), autoscaler({})])).toMatchObject([
      {
        object: 'apps/v1 Deployment shop/api',
        message: 'sets spec.replicas although autoscaling/v2 HorizontalPodAutoscaler shop/api scales it',
        severity: 'error',
      },
    ]);
  });

  test('accepts a number of pods where nothing scales', () => {
    expect(messages(rule, deployment({ spec: { replicas: 3 } }))).toEqual([]);
    expect(
      messages(
        rule,
        deployment({ spec: { replicas: 3 } }),
        deployment({ name: 'web' }),
        autoscaler({ scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } }),
      ),
    ).toEqual([]);
  });

  test('rejects an autoscaler whose target is not there', () => {
    expect(messages(rule, autoscaler({}))).toEqual(["scales Deployment 'api', which is not in namespace 'shop'"]);
    expect(messages(rule, deployment({ namespace: 'other' }), autoscaler({}))).toHaveLength(1);
    expect(messages(rule, deployment({ kind: 'StatefulSet' }), autoscaler({}))).toHaveLength(1);
  });

  test('rejects two autoscalers of one target, at the second', () => {
    expect(found(rule, [deployment(), autoscaler({}), autoscaler({}, { name: 'second' })])).toMatchObject([
      {
        path: 'app/second/HorizontalPodAutoscaler',
        message: "scales Deployment 'api', which HorizontalPodAutoscaler api scales too",
      },
    ]);
  });

  test('counts the ScaledObjects of KEDA as autoscalers', () => {
    const scaled = object(
      'keda.sh/v1alpha1',
      'ScaledObject',
      { name: 'queue' },
      { spec: { scaleTargetRef: { name: 'api' } } },
    );
    expect(messages(rule, deployment({ spec: { replicas: 1 } }), scaled)).toEqual([
      'sets spec.replicas although keda.sh/v1alpha1 ScaledObject shop/queue scales it',
    ]);
    expect(messages(rule, deployment(), autoscaler({}), scaled)).toEqual([
      "scales Deployment 'api', which HorizontalPodAutoscaler api scales too",
    ]);
  });

  test('does not judge a target that only a deployment knows', () => {
    const target = (name: string) => ({ scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name } });
    expect(messages(rule, autoscaler(target(token(1))), autoscaler(target(token(1)), { name: 'second' }))).toEqual([]);
    expect(messages(rule, deployment({ name: token(1) }), autoscaler({}))).toEqual([]);
    expect(messages(rule, object('autoscaling/v2', 'HorizontalPodAutoscaler', {}, { spec: token(1) }))).toEqual([]);
  });
});

describe('autoscaling-without-requests', () => {
  const rule = 'autoscaling-without-requests';

  test('accepts containers that reserve what is scaled on', () => {
    expect(messages(rule, deployment(), autoscaler({ metrics: [cpu] }))).toEqual([]);
  });

  test('rejects each container that reserves nothing of it', () => {
    const other = { ...CONTAINER, name: 'proxy', resources: { requests: { memory: '1Gi' } } };
    expect(
      messages(rule, deployment({ pod: { containers: [CONTAINER, other] } }), autoscaler({ metrics: [cpu] })),
    ).toEqual([
      'container proxy reserves no cpu, which autoscaling/v2 HorizontalPodAutoscaler shop/api scales on in percent',
    ]);
  });

  test('rejects a sidecar that reserves nothing, and accepts such an init container', () => {
    const init = { name: 'mesh', image: 'm:1' };
    const pods = (restartPolicy?: string) =>
      deployment({ pod: { initContainers: [{ ...init, restartPolicy }], containers: [CONTAINER] } });
    expect(messages(rule, pods('Always'), autoscaler({ metrics: [cpu] }))[0]).toMatch(/^sidecar mesh reserves no cpu/);
    expect(messages(rule, pods(), autoscaler({ metrics: [cpu] }))).toEqual([]);
  });

  test('accepts a limit alone, which reserves as much, and resources of the pod as a whole', () => {
    expect(messages(rule, deploymentOf({ resources: { limits: { cpu: 1 } } }), autoscaler({ metrics: [cpu] }))).toEqual(
      [],
    );
    expect(
      messages(
        rule,
        deploymentOf({ resources: {} }, { resources: { requests: { cpu: 1 } } }),
        autoscaler({ metrics: [cpu] }),
      ),
    ).toEqual([]);
  });

  test('a metric of one container asks that container alone', () => {
    const metric = {
      type: 'ContainerResource',
      containerResource: { name: 'cpu', container: 'api', target: { type: 'Utilization', averageUtilization: 70 } },
    };
    const bare = { ...CONTAINER, name: 'proxy', resources: {} };
    expect(
      messages(rule, deployment({ pod: { containers: [CONTAINER, bare] } }), autoscaler({ metrics: [metric] })),
    ).toEqual([]);
    expect(messages(rule, deploymentOf({ resources: {} }), autoscaler({ metrics: [metric] }))).toHaveLength(1);
  });

  test('accepts average values and other metrics, which need nothing reserved', () => {
    const metrics = [
      { type: 'Resource', resource: { name: 'cpu', target: { type: 'AverageValue', averageValue: '500m' } } },
      { type: 'Pods', pods: { metric: { name: 'rps' }, target: { type: 'AverageValue', averageValue: '100' } } },
    ];
    expect(messages(rule, deploymentOf({ resources: {} }), autoscaler({ metrics }))).toEqual([]);
  });

  test('rejects it for KEDA triggers on cpu too', () => {
    const scaled = (trigger: object) =>
      object(
        'keda.sh/v1alpha1',
        'ScaledObject',
        {},
        { spec: { scaleTargetRef: { name: 'api' }, triggers: [trigger] } },
      );
    expect(
      messages(rule, deploymentOf({ resources: {} }), scaled({ type: 'cpu', metricType: 'Utilization' })),
    ).toHaveLength(1);
    expect(messages(rule, deploymentOf({ resources: {} }), scaled({ type: 'kafka' }))).toEqual([]);
  });

  test('does not judge resources that only a deployment knows', () => {
    expect(messages(rule, deploymentOf({ resources: token(1) }), autoscaler({ metrics: [cpu] }))).toEqual([]);
    expect(
      messages(rule, deploymentOf({ resources: { requests: { cpu: token(1) } } }), autoscaler({ metrics: [cpu] })),
    ).toEqual([]);
  });
});
