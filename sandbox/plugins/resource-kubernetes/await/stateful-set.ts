import { numberAt, textAt, type JsonObject } from '../../protocol/json';
import type { Objects } from '../objects';
import { isOutdated } from './generation';
import { podProblems } from './pods';
import { READY, waiting, type Readiness } from './readiness';
import { podsOf } from './selector';

/** Judges a StatefulSet's rollout by what its controller says. */
export async function statefulSetReadiness(set: JsonObject, objects: Objects): Promise<Readiness> {
  const rollout = statefulRolloutReadiness(set);
  if (rollout.state === 'ready') return rollout;
  return { ...rollout, reasons: [...rollout.reasons, ...podProblems(await podsOf(set, objects))] };
}

/**
 * Whether all replicas are there, ready and of the newest revision. Pods that only a person replaces (`OnDelete`, or below
 * a `partition`) may stay old.
 */
export function statefulRolloutReadiness(set: JsonObject): Readiness {
  if (isOutdated(set)) return waiting('the StatefulSet controller has not seen this version yet');
  const wanted = numberAt(set, 'spec', 'replicas') ?? 1;
  const count = (field: string): number => numberAt(set, 'status', field) ?? 0;
  const ready = count('readyReplicas');
  if (count('replicas') !== wanted || ready !== wanted) {
    return waiting(`${ready} out of ${wanted} replicas succeeded readiness checks`);
  }
  const current = textAt(set, 'status', 'currentRevision') ?? '';
  const newest = textAt(set, 'status', 'updateRevision') ?? '';
  if (replacesByHand(set) || current === newest) return READY;
  const partition = numberAt(set, 'spec', 'updateStrategy', 'rollingUpdate', 'partition') ?? 0;
  if (partition > 0 && count('updatedReplicas') >= wanted - partition) return READY;
  return waiting(`${count('updatedReplicas')} of ${wanted} pods are of the newest revision '${newest}'`);
}

function replacesByHand(set: JsonObject): boolean {
  return textAt(set, 'spec', 'updateStrategy', 'type') === 'OnDelete';
}
