import { shown } from '../data';
import { autoscaler, disruptionBudget, scaledDeployment, shop } from '../examples';
import { podCount, podsOf } from '../pod-count';
import type { PodOwner } from '../pod-owner';
import { shortName } from '../rendered-object';
import type { RenderedObject } from '../rendered-object';
import type { Rendering } from '../rendering';
import { ofKinds, type Found } from '../look';
import type { Rule } from '../rule';

const example = (budget: Parameters<typeof disruptionBudget>[0]) =>
  shop([scaledDeployment(), autoscaler(), disruptionBudget(budget)]);

/** Budgets that never let a node be drained. */
export const disruptionBudgetBlocksDrains: Rule = {
  id: 'disruption-budget-blocks-drains',
  title: 'Every PodDisruptionBudget allows an eviction while all pods run at their fewest number.',
  why: 'Otherwise no node with such a pod can be drained: upgrades of the cluster stop there.',
  fix: 'allow one pod to be away (maxUnavailable: 1), or run more pods',
  severity: 'error',
  bad: () => example({ minAvailable: 2 }),
  good: () => example({ maxUnavailable: 1 }),
  check: ofKinds(['policy PodDisruptionBudget'], (budget, rendering) => {
    const owners = rendering.selectedPods(budget.namespace, budget.spec['selector']);
    return owners.length === 0 ? [] : budgetFindings(rendering, budget, owners);
  }),
};

function budgetFindings(rendering: Rendering, budget: RenderedObject, owners: readonly PodOwner[]): Found[] {
  const maxUnavailable = budget.spec['maxUnavailable'];
  if (maxUnavailable === 0 || maxUnavailable === '0%') {
    return [{ at: budget, message: `maxUnavailable ${maxUnavailable} never allows an eviction` }];
  }
  const minAvailable = budget.spec['minAvailable'];
  if (minAvailable === undefined) return [];
  let floor = 0;
  for (const { object } of owners) {
    const count = floorOf(rendering, object);
    if (count === undefined) return [];
    floor += count;
  }
  // Kubernetes rounds a percentage up
  const needed = podsOf(minAvailable, floor, 'up');
  if (needed === undefined || floor === 0 || needed < floor) return [];
  const who = owners.map(({ object }) => shortName(object)).join(', ');
  return [
    {
      at: budget,
      message: `minAvailable ${shown(minAvailable)} needs ${needed} of the ${floor} pod(s) that ${who} has at its fewest, so none may be evicted`,
    },
  ];
}

/** Scaled to nothing, a workload has one pod before it has none. */
function floorOf(rendering: Rendering, object: RenderedObject): number | undefined {
  const { min, scaler } = podCount(rendering, object);
  return min === undefined || scaler === undefined ? min : Math.max(1, min);
}
