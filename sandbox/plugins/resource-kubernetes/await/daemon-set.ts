import { numberAt, type JsonObject } from '../../protocol/json';
import type { Objects } from '../objects';
import { isOutdated } from './generation';
import { podProblems } from './pods';
import { READY, waiting, type Readiness } from './readiness';
import { podsOf } from './selector';

/** Judges a DaemonSet's rollout by what its controller says. */
export async function daemonSetReadiness(set: JsonObject, objects: Objects): Promise<Readiness> {
  const rollout = daemonRolloutReadiness(set);
  if (rollout.state === 'ready') return rollout;
  return { ...rollout, reasons: [...rollout.reasons, ...podProblems(await podsOf(set, objects))] };
}

/** Whether every node that should run a pod runs one of the newest template that is available. No node: nothing to wait for. */
export function daemonRolloutReadiness(set: JsonObject): Readiness {
  const wanted = numberAt(set, 'status', 'desiredNumberScheduled');
  if (isOutdated(set) || wanted === undefined) return waiting('the DaemonSet controller has not seen this version yet');
  const count = (field: string): number => numberAt(set, 'status', field) ?? 0;
  const scheduled = count('currentNumberScheduled');
  const updated = count('updatedNumberScheduled');
  const available = count('numberAvailable');
  const ready = count('numberReady');
  if ([scheduled, updated, available, ready].every((found) => found >= wanted)) return READY;
  return waiting(
    `${scheduled} of ${wanted} nodes have a pod, ${updated} are of the newest version, ${available} are available`,
  );
}
