import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { Percent, VerticalAutoscaler, WebService, type VerticalAutoscalerProps } from 'seaworthy';
import { plainWorkload } from '../../plain-workload';
import { only, problems } from '../../rendering';

const workload = plainWorkload('cart');
const max = { cpu: Cpu.units(2), memory: Size.gibibytes(4) };
const onCpu = plainWorkload('cart', { owner: 'autoscaler', scaledOn: ['cpu'] });
const onAnything = plainWorkload('cart', { owner: 'autoscaler' });

const spec = (given: Partial<VerticalAutoscalerProps> = {}) =>
  only('VerticalPodAutoscaler', (chart) => {
    new VerticalAutoscaler(chart, 'Vertical', { workload, ...given });
  }).spec;
const refused = (given: Partial<VerticalAutoscalerProps>, offers?: Parameters<typeof problems>[1]) =>
  problems((chart) => {
    new VerticalAutoscaler(chart, 'Vertical', { workload, ...given });
  }, offers);
const policy = (given: Partial<VerticalAutoscalerProps>) => spec(given).resourcePolicy?.containerPolicies?.[0];

describe('VerticalAutoscaler', () => {
  test('defaults: it recommends CPU and memory without bounds, and limits follow', () => {
    expect(spec()).toEqual({
      targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'cart' },
      updatePolicy: { updateMode: 'Off' },
      resourcePolicy: {
        containerPolicies: [
          { containerName: '*', controlledResources: ['cpu', 'memory'], controlledValues: 'RequestsAndLimits' },
        ],
      },
    });
  });

  test('recommends beside any horizontal autoscaler', () => {
    expect(refused({ workload: onAnything })).toEqual([]);
    expect(policy({ workload: onCpu })).toMatchObject({ controlledResources: ['cpu', 'memory'] });
  });

  test.each([
    ['initial', 'Initial'],
    ['in-place', 'InPlaceOrRecreate'],
    ['recreate', 'Recreate'],
  ] as const)('in control by %s, it takes what the horizontal autoscaler leaves', (mode, updateMode) => {
    expect(spec({ workload: onCpu, mode, max }).updatePolicy).toEqual({ updateMode });
    expect(policy({ workload: onCpu, mode, max })).toMatchObject({ controlledResources: ['memory'] });
    expect(refused({ workload: onCpu, mode, max })).toEqual([]);
  });

  test('in control of a workload with a fixed number of pods, it takes both', () => {
    expect(policy({ mode: 'recreate', max })).toMatchObject({ controlledResources: ['cpu', 'memory'] });
  });

  test('a WebService tells what its autoscaler scales on', () => {
    const found = problems((chart) => {
      const resources = { cpu: Cpu.millis(500), memory: Size.mebibytes(512) };
      const scale = { min: 2, max: 4, cpu: Percent.of(70) };
      const api = new WebService(chart, 'api', { image: 'ghcr.io/acme/api:1.0.0', port: 80, resources, scale });
      new VerticalAutoscaler(chart, 'Vertical', { workload: api, mode: 'recreate', resources: ['cpu', 'memory'], max });
    });
    expect(found).toEqual([
      expect.stringContaining("resources 'cpu' is controlled here, and the autoscaler of shop-api scales on it too"),
    ]);
  });

  test('bounds are quantities, and limits may stay', () => {
    expect(policy({ min: { cpu: Cpu.millis(50) }, max, limits: 'stay' })).toMatchObject({
      minAllowed: { cpu: '50m' },
      maxAllowed: { cpu: '2', memory: '4Gi' },
      controlledValues: 'RequestsOnly',
    });
  });

  test.each<[title: string, given: Partial<VerticalAutoscalerProps>, ...messages: string[]]>([
    [
      'control beside an autoscaler that may scale on anything',
      { workload: onAnything, mode: 'recreate', max },
      'may scale on all of them',
    ],
    [
      'control of what the horizontal autoscaler scales on',
      { workload: onCpu, mode: 'initial', resources: ['cpu'], max },
      "resources 'cpu' is controlled here",
    ],
    ['control without a bound', { mode: 'recreate' }, 'max.cpu is missing', 'max.memory is missing'],
    ['a least over the most', { min: { cpu: Cpu.units(3) }, max }, "min.cpu '3' is over max (2)"],
    ['a most of nothing', { max: { cpu: Cpu.millis(0) } }, "max.cpu '0' is none"],
  ])('rejects %s', (_title, given, ...messages) => {
    expect(refused(given)).toEqual(messages.map((message): unknown => expect.stringContaining(message)));
  });

  test('rejects a cluster without it, and one that cannot resize pods in place', () => {
    expect(refused({ mode: 'in-place', max }, { kubernetes: '1.32' })).toEqual([
      expect.stringContaining('autoscaling.k8s.io/v1'),
      expect.stringContaining("mode 'in-place' needs Kubernetes 1.33"),
    ]);
  });
});
