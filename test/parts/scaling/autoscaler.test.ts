import { Autoscaler, Percent } from 'seaworthy';
import { plainWorkload } from '../../plain-workload';
import { only, problems } from '../../rendering';

const workload = plainWorkload('cart', { owner: 'autoscaler' });

describe('Autoscaler', () => {
  test('each load becomes a metric of its own', () => {
    const { spec, metadata } = only('HorizontalPodAutoscaler', (chart) => {
      new Autoscaler(chart, 'Scale', {
        workload,
        min: 3,
        max: 10,
        cpu: Percent.of(70),
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
    });
  });

  test('a load that is not named does not scale', () => {
    const { spec } = only('HorizontalPodAutoscaler', (chart) => {
      new Autoscaler(chart, 'Scale', { workload, min: 1, max: 2, memory: Percent.of(80) });
    });
    expect(spec.metrics).toHaveLength(1);
  });

  test('rejects a workload whose number of pods is fixed', () => {
    const found = problems((chart) => {
      new Autoscaler(chart, 'Scale', {
        workload: plainWorkload('cart'),
        min: 1,
        max: 2,
        cpu: Percent.of(70),
      });
    });
    expect(found).toEqual([expect.stringContaining("workload 'cart' has a fixed number of pods")]);
  });

  test('rejects loads that the cluster does not measure', () => {
    const found = problems(
      (chart) => {
        new Autoscaler(chart, 'Scale', {
          workload,
          min: 1,
          max: 2,
          cpu: Percent.of(70),
          requestsPerSecond: 100,
        });
      },
      { resourceMetrics: false },
    );
    expect(found).toEqual([
      expect.stringContaining('scale.cpu needs metrics-server'),
      expect.stringContaining("a metrics adapter that serves 'http_requests_per_second'"),
    ]);
  });
});
