import { shown } from '../data';
import { autoscaler, disruptionBudget, scaledDeployment, shop } from '../examples';
import { podCount, podsOf } from '../pod-count';
import { shortName } from '../rendered-object';
import { ofKinds } from '../look';
import type { Rule } from '../rule';

const example = (minReplicas: number) =>
  shop([scaledDeployment(), autoscaler({ minReplicas }), disruptionBudget({ maxUnavailable: 1 })]);

/** Budgets that let the last pod go. */
export const disruptionBudgetProtectsNothing: Rule = {
  id: 'disruption-budget-protects-nothing',
  title: 'A PodDisruptionBudget keeps at least one pod when its workload runs at its fewest.',
  why: 'A drain of one node then takes the whole service down, although somebody thought that it was protected.',
  fix: 'raise the fewest number of pods above what may be away, or leave the budget out',
  severity: 'error',
  bad: () => example(1),
  good: () => example(2),
  check: ofKinds(['policy PodDisruptionBudget'], (budget, rendering) => {
    const maxUnavailable = budget.spec['maxUnavailable'];
    if (maxUnavailable === undefined) return [];
    const owners = rendering.selectedPods(budget.namespace, budget.spec['selector']);
    const owner = owners[0];
    // a budget over several workloads counts the pods of all of them
    if (owner === undefined || owners.length > 1) return [];
    const floor = podCount(rendering, owner.object).min;
    if (floor === undefined) return [];
    // a percentage of few pods is rounded up to one of them, whatever it is
    const away = podsOf(maxUnavailable, floor, 'up');
    if (away === undefined || away === 0 || away < floor) return [];
    const message = `maxUnavailable ${shown(maxUnavailable)} lets all ${floor} pod(s) go that ${shortName(owner.object)} has at its fewest`;
    return [{ at: budget, message }];
  }),
};
