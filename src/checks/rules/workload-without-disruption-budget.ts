import { valueAt } from '../data';
import { disruptionBudget, deployment, shop, SPREAD } from '../examples';
import { podCount } from '../pod-count';
import type { PodOwner } from '../pod-owner';
import type { Rendering } from '../rendering';
import { ofPods } from '../look';
import type { Rule } from '../rule';

const REPLICATED: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'Rollout']);

const pods = () => deployment({ spec: { replicas: 3 }, pod: { topologySpreadConstraints: [SPREAD] } });

/** Several pods that may all be evicted together. */
export const workloadWithoutDisruptionBudget: Rule = {
  id: 'workload-without-disruption-budget',
  title: 'Every workload of two pods or more is under a PodDisruptionBudget.',
  why: 'Nodes are drained several at a time: without a budget all pods of a service can be evicted at once.',
  fix: 'add a PodDisruptionBudget with maxUnavailable: 1 that selects its pods',
  severity: 'warning',
  bad: () => shop([pods()]),
  good: () => shop([pods(), disruptionBudget()]),
  check: ofPods((owner, rendering) => {
    const { object } = owner;
    if (!REPLICATED.has(object.kind) || rendering.view(budgeted).has(owner)) return [];
    const { min } = podCount(rendering, object);
    if (min === undefined || min < 2) return [];
    return [{ at: object, message: `no PodDisruptionBudget selects its pods, of which there are ${min} or more` }];
  }),
};

/** Makers of pods that a budget selects, or may select. */
function budgeted(rendering: Rendering): ReadonlySet<PodOwner> {
  const budgets = rendering.ofKind('policy', 'PodDisruptionBudget');
  return new Set(
    budgets.flatMap(({ namespace, manifest }) =>
      rendering.possiblySelected(namespace, valueAt(manifest, 'spec', 'selector')),
    ),
  );
}
