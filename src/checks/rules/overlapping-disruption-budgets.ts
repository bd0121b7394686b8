import type { PodOwner } from '../pod-owner';
import { describeObject, shortName } from '../rendered-object';
import type { RenderedObject } from '../rendered-object';
import { ofEverything, type Found } from '../look';
import type { Rule } from '../rule';
import { deployment, disruptionBudget, shop, SPREAD } from '../examples';

const pods = () => deployment({ spec: { replicas: 3 }, pod: { topologySpreadConstraints: [SPREAD] } });

/** Pods under more than one budget. */
export const overlappingDisruptionBudgets: Rule = {
  id: 'overlapping-disruption-budgets',
  title: 'A pod is under one PodDisruptionBudget at most.',
  why: 'The API server refuses to evict a pod that two budgets select: its node can never be drained.',
  fix: 'keep one budget for each workload, selecting its pods alone',
  severity: 'error',
  bad: () => shop([pods(), disruptionBudget(), disruptionBudget(undefined, 'second')]),
  good: () => shop([pods(), disruptionBudget()]),
  check: ofEverything((rendering) => {
    const budgets = new Map<PodOwner, RenderedObject>();
    const found: Found[] = [];
    for (const budget of rendering.ofKind('policy', 'PodDisruptionBudget'))
      for (const owner of rendering.selectedPods(budget.namespace, budget.spec['selector'])) {
        const first = budgets.get(owner);
        if (first === undefined) {
          budgets.set(owner, budget);
          continue;
        }
        const message = `selects the pods of ${shortName(owner.object)}, which ${describeObject(first)} selects too`;
        found.push({ at: budget, message });
      }
    return found;
  }),
};
