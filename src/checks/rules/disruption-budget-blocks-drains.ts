import { valueAt } from '../data';
import { shortName } from '../rendered-object';
import type { RenderedObject } from '../rendered-object';
import type { PodOwner } from '../pod-owner';
import type { Rendering } from '../rendering';
import type { Found, Rule } from '../rule';
import { scalers, targetOf } from '../scaler';

/** Budgets that never let a node be drained. */
export const disruptionBudgetBlocksDrains: Rule = {
  id: 'disruption-budget-blocks-drains',
  title: 'Every PodDisruptionBudget allows an eviction while all pods run at their fewest number.',
  why: 'Otherwise no node with such a pod can be drained: upgrades of the cluster stop there.',
  fix: 'allow one pod to be away (maxUnavailable: 1), or run more pods',
  severity: 'error',
  check: (rendering) => {
    const floors = scaledFloors(rendering);
    return rendering.ofKind('policy', 'PodDisruptionBudget').flatMap((budget) => {
      const owners = rendering.selectedPods(budget.namespace, valueAt(budget.spec, 'selector'));
      return owners.length === 0 ? [] : budgetFindings(budget, owners, floors);
    });
  },
};

function budgetFindings(
  budget: RenderedObject,
  owners: readonly PodOwner[],
  floors: ReadonlyMap<RenderedObject, number | undefined>,
): Found[] {
  const maxUnavailable = valueAt(budget.spec, 'maxUnavailable');
  if (maxUnavailable === 0 || maxUnavailable === '0%') {
    return [{ at: budget, message: `maxUnavailable ${maxUnavailable} never allows an eviction` }];
  }
  const counts = owners.map(({ object }) => (floors.has(object) ? floors.get(object) : writtenCount(object)));
  if (counts.some((count) => count === undefined)) return [];
  const floor = counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  const minAvailable = valueAt(budget.spec, 'minAvailable');
  const needed = podsNeeded(minAvailable, floor);
  if (needed === undefined || floor === 0 || needed < floor) return [];
  const who = owners.map(({ object }) => shortName(object)).join(', ');
  return [
    {
      at: budget,
      message: `minAvailable ${String(minAvailable)} needs ${needed} of the ${floor} pod(s) that ${who} has at its fewest, so none may be evicted`,
    },
  ];
}

/** Kubernetes rounds a percentage up. */
function podsNeeded(minAvailable: unknown, floor: number): number | undefined {
  if (typeof minAvailable === 'number') return minAvailable;
  const percent = typeof minAvailable === 'string' ? /^(\d+)%$/.exec(minAvailable)?.[1] : undefined;
  return percent === undefined ? undefined : Math.ceil((Number(percent) * floor) / 100);
}

/** The fewest pods of each workload that an autoscaler scales. Scaled to nothing, it has one pod before it has none. */
function scaledFloors(rendering: Rendering): Map<RenderedObject, number | undefined> {
  const floors = new Map<RenderedObject, number | undefined>();
  for (const scaler of scalers(rendering)) {
    const target = targetOf(rendering, scaler);
    if (target) floors.set(target, scaler.min === undefined ? undefined : Math.max(1, scaler.min));
  }
  return floors;
}

const COUNTED: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'ReplicaSet', 'Rollout']);

/** The number of pods that a workload sets itself. The pods of others (one for each node, one for each run) are not counted. */
function writtenCount({ kind, spec }: RenderedObject): number | undefined {
  if (kind === 'Pod') return 1;
  if (!COUNTED.has(kind)) return undefined;
  const replicas = valueAt(spec, 'replicas') ?? 1;
  return typeof replicas === 'number' ? replicas : undefined;
}
