import { quantityThousandths } from '../core/amount';
import { valueAt } from './data';
import type { Data } from './data';
import { podCount, podsOf } from './pod-count';
import type { PodOwner } from './pod-owner';
import type { Rendering } from './rendering';

/** A resource that a quota counts: `requests.cpu` is `['requests', 'cpu']`. */
export type Counted = readonly [field: 'requests' | 'limits', resource: string];

/**
 * The most pods that a workload has at one time: at its autoscaler's most, in the middle of a rolling update. Nothing when it
 * is not known (a pod on each node, a token).
 */
export function peakPods(rendering: Rendering, { object }: PodOwner): number | undefined {
  if (object.group === 'batch') {
    const path = object.kind === 'CronJob' ? ['spec', 'jobTemplate', 'spec'] : ['spec'];
    const parallelism = valueAt(object.manifest, ...path, 'parallelism') ?? 1;
    return typeof parallelism === 'number' ? parallelism : undefined;
  }
  const { max } = podCount(rendering, object);
  if (max === undefined || object.kind !== 'Deployment') return max;
  const type = valueAt(object.spec, 'strategy', 'type') ?? 'RollingUpdate';
  const surge = valueAt(object.spec, 'strategy', 'rollingUpdate', 'maxSurge') ?? '25%';
  return type === 'RollingUpdate' ? max + (podsOf(surge, max, 'up') ?? 0) : max;
}

/**
 * What one pod counts of a resource, in thousandths: its containers and sidecars together, or an init container where that is
 * more. Nothing when one of them does not say.
 */
export function podThousandths({ pod, containers }: PodOwner, counted: Counted): number | undefined {
  const ofPod = quantityThousandths(valueAt(pod, 'resources', ...counted));
  if (ofPod !== undefined) return ofPod;
  const amounts = containers
    .filter(({ role }) => role !== 'ephemeral')
    .map(({ role, spec }) => ({ role, amount: containerThousandths(spec, counted) }));
  if (amounts.some(({ amount }) => amount === undefined)) return undefined;
  const [running, init] = [
    amounts.filter(({ role }) => role !== 'init'),
    amounts.filter(({ role }) => role === 'init'),
  ];
  const sum = running.reduce((total, { amount = 0 }) => total + amount, 0);
  return Math.max(sum, ...init.map(({ amount = 0 }) => amount));
}

/** What is not reserved explicitly is reserved by the limit. */
function containerThousandths(container: Data, [field, resource]: Counted): number | undefined {
  const written = valueAt(container, 'resources', field, resource);
  return quantityThousandths(
    written ?? (field === 'requests' ? valueAt(container, 'resources', 'limits', resource) : undefined),
  );
}
