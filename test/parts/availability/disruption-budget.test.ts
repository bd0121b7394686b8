import type { Chart } from 'cdk8s';
import { DisruptionBudget } from 'seaworthy';
import { plainWorkload } from '../../plain-workload';
import { only, problems } from '../../rendering';

const budget =
  (replicas: number, maxUnavailable?: number) =>
  (chart: Chart): void => {
    new DisruptionBudget(chart, 'Budget', {
      workload: plainWorkload('cart', { min: replicas, max: replicas }),
      maxUnavailable,
    });
  };

describe('DisruptionBudget', () => {
  test('by default one pod may be away, and a pod that is not ready never blocks a drain', () => {
    expect(only('PodDisruptionBudget', budget(3)).spec).toEqual({
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
      selector: { matchLabels: { app: 'cart' } },
    });
  });

  test('more pods may be away', () => {
    expect(only('PodDisruptionBudget', budget(5, 2)).spec.maxUnavailable).toBe(2);
    expect(problems(budget(5, 2))).toEqual([]);
  });

  test.each([0, -1, 0.5])('rejects %s pods away, which blocks every drain', (maxUnavailable) => {
    expect(problems(budget(3, maxUnavailable))).toContainEqual(
      expect.stringContaining(`maxUnavailable ${maxUnavailable} would block every drain of a node for good`),
    );
  });

  test.each([
    [1, 1],
    [2, 2],
    [2, 3],
  ])('rejects a budget over %i pods of which %i may be away: it protects nothing', (replicas, maxUnavailable) => {
    expect(problems(budget(replicas, maxUnavailable))).toEqual([expect.stringContaining('protects nothing')]);
  });
});
