import { numberAt, type JsonObject } from '../../protocol/json';
import type { Objects } from '../objects';
import { condition, conditionText } from './conditions';
import { isOutdated } from './generation';
import { podProblems } from './pods';
import { failed, READY, waiting, type Readiness } from './readiness';
import { podsOf } from './selector';

/** Judges a Deployment's rollout by what its controller says. */
export async function deploymentReadiness(deployment: JsonObject, objects: Objects): Promise<Readiness> {
  const rollout = rolloutReadiness(deployment);
  if (rollout.state === 'ready') return rollout;
  return { ...rollout, reasons: [...rollout.reasons, ...podProblems(await podsOf(deployment, objects))] };
}

/** Whether the pods that the Deployment asks for now are there, of the newest template, and available. */
export function rolloutReadiness(deployment: JsonObject): Readiness {
  const wanted = numberAt(deployment, 'spec', 'replicas') ?? 1;
  if (isOutdated(deployment)) return waiting('the Deployment controller has not seen this version yet');
  const progressing = condition(deployment, 'Progressing');
  if (progressing?.status === 'False' && progressing.reason === 'ProgressDeadlineExceeded') {
    return failed(conditionText(progressing));
  }
  const replicaFailure = condition(deployment, 'ReplicaFailure');
  const updated = numberAt(deployment, 'status', 'updatedReplicas') ?? 0;
  const available = numberAt(deployment, 'status', 'availableReplicas') ?? 0;
  if (updated >= wanted && available >= wanted && condition(deployment, 'Available')?.status === 'True') return READY;
  return waiting(
    `${updated} of ${wanted} pods are of the newest version, ${available} are available`,
    ...(replicaFailure?.status === 'True' ? [conditionText(replicaFailure)] : []),
  );
}
