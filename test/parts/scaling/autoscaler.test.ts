import { App, Chart, Duration } from 'cdk8s';
import { AdapterRules, Autoscaler, declareEnvironment, capabilities, Percent, ScalingMetric } from 'seaworthy';
import type { AutoscalerProps } from 'seaworthy';
import { plainWorkload } from '../../plain-workload';
import { build, only, problems } from '../../rendering';

const workload = plainWorkload('cart', { owner: 'autoscaler' });
const cpu = Percent.of(70);

const scaled = (props: Partial<AutoscalerProps>) =>
  only('HorizontalPodAutoscaler', (chart) => {
    new Autoscaler(chart, 'Scale', { workload, min: 1, max: 2, ...props });
  }).spec;

const refused = (props: Partial<AutoscalerProps>, offers?: Parameters<typeof problems>[1]) =>
  problems((chart) => {
    new Autoscaler(chart, 'Scale', { workload, min: 1, max: 2, cpu, ...props });
  }, offers);

/** What takes pods away where nothing is said: slowly, and late. */
const CAREFUL = { stabilizationWindowSeconds: 300, policies: [{ type: 'Percent', value: 10, periodSeconds: 60 }] };

describe('Autoscaler', () => {
  test('each load becomes a metric of its own', () => {
    const { spec, metadata } = only('HorizontalPodAutoscaler', (chart) => {
      new Autoscaler(chart, 'Scale', {
        workload,
        min: 3,
        max: 10,
        cpu,
        memory: Percent.of(80),
        requestsPerSecond: 100,
      });
    });
    expect(metadata).toMatchObject({ name: 'cart', namespace: 'shop' });
    expect(spec).toEqual({
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'cart' },
      minReplicas: 3,
      maxReplicas: 10,
      metrics: [
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } },
        { type: 'Resource', resource: { name: 'memory', target: { type: 'Utilization', averageUtilization: 80 } } },
        {
          type: 'Pods',
          pods: { metric: { name: 'http_requests_per_second' }, target: { type: 'AverageValue', averageValue: '100' } },
        },
      ],
      behavior: { scaleDown: CAREFUL },
    });
  });

  test('a load that is not named does not scale', () => {
    expect(scaled({ memory: Percent.of(80) }).metrics).toHaveLength(1);
  });

  test('metrics of pods and of something outside are asked for by name and labels', () => {
    const metrics = [
      ScalingMetric.pods({ name: 'open_carts', perPod: 200 }),
      ScalingMetric.external({ name: 'queue_messages', perPod: 0.5, labels: { queue: 'mail' } }),
    ];
    expect(scaled({ metrics }).metrics).toEqual([
      { type: 'Pods', pods: { metric: { name: 'open_carts' }, target: { type: 'AverageValue', averageValue: '200' } } },
      {
        type: 'External',
        external: {
          metric: { name: 'queue_messages', selector: { matchLabels: { queue: 'mail' } } },
          target: { type: 'AverageValue', averageValue: '0.5' },
        },
      },
    ]);
  });

  test('pods are added as Kubernetes does and taken away late and slowly, unless told otherwise', () => {
    expect(scaled({ cpu }).behavior).toEqual({ scaleDown: CAREFUL });
    const behavior = {
      up: { stabilization: Duration.seconds(30), policies: [{ pods: 4, per: Duration.minutes(1) }], select: 'least' },
      down: 'never',
    } as const;
    expect(scaled({ cpu, behavior }).behavior).toEqual({
      scaleUp: {
        stabilizationWindowSeconds: 30,
        policies: [{ type: 'Pods', value: 4, periodSeconds: 60 }],
        selectPolicy: 'Min',
      },
      scaleDown: { selectPolicy: 'Disabled' },
    });
  });

  test('of pods with several containers the one that does the work is measured', () => {
    const containerResource = (container: string) => [
      {
        type: 'ContainerResource',
        containerResource: { name: 'cpu', container, target: { type: 'Utilization', averageUtilization: 70 } },
      },
    ];
    expect(scaled({ cpu, workload: { ...workload, mainContainer: 'cart' } }).metrics).toEqual(
      containerResource('cart'),
    );
    expect(scaled({ cpu, container: 'app' }).metrics).toEqual(containerResource('app'));
    expect(refused({ container: 'app' }, { kubernetes: '1.29' })).toEqual([
      expect.stringContaining("scale.cpu of container 'app' needs Kubernetes 1.30 or newer"),
    ]);
  });

  test('a tolerance needs Kubernetes 1.35', () => {
    const behavior = { up: { tolerance: Percent.of(2.5) } };
    expect(scaled({ cpu, behavior }).behavior).toMatchObject({ scaleUp: { tolerance: '25m' } });
    expect(refused({ behavior }, { kubernetes: '1.34' })).toEqual([expect.stringContaining('Kubernetes 1.35')]);
    expect(refused({ behavior }, { kubernetes: '1.35' })).toEqual([]);
  });

  test('rejects a workload whose number of pods is fixed', () => {
    expect(refused({ workload: plainWorkload('cart') })).toEqual([
      expect.stringContaining("workload 'cart' has a fixed number of pods"),
    ]);
  });

  test('rejects loads that the cluster does not measure', () => {
    const metrics = [ScalingMetric.external({ name: 'queue_messages', perPod: 30 })];
    expect(refused({ requestsPerSecond: 100, metrics }, { resourceMetrics: false })).toEqual([
      expect.stringContaining('scale.cpu needs metrics-server'),
      expect.stringContaining("a metrics adapter that serves 'http_requests_per_second'"),
      expect.stringContaining("add 'queue_messages' to capabilities.externalMetrics"),
    ]);
    const offers = { podMetrics: ['http_requests_per_second'], externalMetrics: ['queue_messages'] };
    expect(refused({ requestsPerSecond: 100, metrics }, offers)).toEqual([]);
  });

  test.each([
    ['no policy', { down: { policies: [] } }, 'scale.behavior.down.policies is empty'],
    ['a policy of nothing', { up: { policies: [{ pods: 0, per: Duration.minutes(1) }] } }, 'policies[0].pods 0'],
    ['half an hour and more', { up: { policies: [{ percent: 10, per: Duration.minutes(31) }] } }, "per '1860s'"],
    ['a window over an hour', { down: { stabilization: Duration.minutes(61) } }, "stabilization '3660s'"],
  ])('rejects a behaviour with %s', (_title, behavior, message) => {
    expect(refused({ behavior })).toEqual([expect.stringContaining(message)]);
  });
});

describe('the floor and the ceiling of an environment', () => {
  const within = (min: number, max: number) => {
    const app = new App();
    const pods = { floor: 2, ceiling: 20 };
    declareEnvironment(app, { name: 'prod', region: 'eu-west-1', capabilities: capabilities(), pods });
    const autoscaler = new Autoscaler(new Chart(app, 'shop', { namespace: 'shop' }), 'Scale', {
      workload,
      min,
      max,
      cpu,
    });
    return autoscaler.node.validate();
  };

  test('let a range inside of them through', () => {
    expect(within(2, 20)).toEqual([]);
  });

  test('rejects what is outside, with the settings to change', () => {
    expect(within(1, 21)).toEqual([
      "scale.min 1 is under the floor of environment 'prod'; allowed: 2 or more; raise it in the settings of 'prod'",
      "scale.max 21 is over the ceiling of environment 'prod'; allowed: at most 20; lower it in the settings of 'prod'",
    ]);
  });
});

describe('the rules by which an adapter serves the metrics', () => {
  const app = (...series: readonly string[]) =>
    build((chart) => {
      for (const [index, from] of series.entries()) {
        new Autoscaler(chart, `Scale${index}`, {
          workload: plainWorkload(`cart-${index}`, { owner: 'autoscaler' }),
          min: 1,
          max: 2,
          requestsPerSecond: 50,
          metrics: [ScalingMetric.external({ name: 'waiting', perPod: 5, from: { series: from } })],
        });
      }
    });

  test('are collected once for each metric of an App', () => {
    expect(AdapterRules.of(app('jobs{queue="mail"}', 'jobs{queue="mail"}')).configuration()).toEqual({
      rules: [
        {
          seriesQuery: 'http_requests_total{namespace!="",pod!=""}',
          resources: { overrides: { namespace: { resource: 'namespace' }, pod: { resource: 'pod' } } },
          name: { as: 'http_requests_per_second' },
          metricsQuery: 'sum(rate(<<.Series>>{<<.LabelMatchers>>}[120s])) by (<<.GroupBy>>)',
        },
      ],
      externalRules: [
        {
          seriesQuery: 'jobs{queue="mail"}',
          resources: { namespaced: false },
          name: { as: 'waiting' },
          metricsQuery: 'sum(<<.Series>>{queue="mail",<<.LabelMatchers>>})',
        },
      ],
    });
  });

  test('rejects one name for two metrics: the adapter serves the whole cluster', () => {
    const found = app('jobs{queue="mail"}', 'jobs')
      .node.findAll()
      .flatMap(({ node }) => node.validate());
    expect(found).toEqual([
      expect.stringContaining(`metric 'waiting' comes from jobs here and from jobs{queue="mail"} elsewhere in the App`),
    ]);
  });

  test('rejects what is no series and no name of a metric', () => {
    const metrics = [ScalingMetric.pods({ name: '2fast', perPod: 0, from: { series: 'sum(jobs)' } })];
    expect(refused({ metrics })).toEqual([
      expect.stringContaining("scale.metrics[0].name '2fast' is not the name of a metric"),
      expect.stringContaining('scale.metrics[0].perPod 0 can never be held'),
      expect.stringContaining("scale.metrics[0].from.series 'sum(jobs)"),
    ]);
  });
});
