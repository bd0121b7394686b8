import { numberAt, objectAt, textAt, textOf, type JsonObject } from '../../protocol/json';
import type { Objects } from '../objects';
import { condition, conditionText } from './conditions';
import { podProblems } from './pods';
import { failed, READY, waiting, type Readiness } from './readiness';

/** Judges a Deployment's rollout by what its controller says. */
export async function deploymentReadiness(deployment: JsonObject, objects: Objects): Promise<Readiness> {
  const rollout = rolloutReadiness(deployment);
  if (rollout.state === 'ready') return rollout;
  return { ...rollout, reasons: [...rollout.reasons, ...podProblems(await podsOf(deployment, objects))] };
}

/** Whether the pods that the Deployment asks for now are there, of the newest template, and available. */
export function rolloutReadiness(deployment: JsonObject): Readiness {
  const wanted = numberAt(deployment, 'spec', 'replicas') ?? 1;
  const observed = numberAt(deployment, 'status', 'observedGeneration') ?? 0;
  if (observed < (numberAt(deployment, 'metadata', 'generation') ?? 0)) {
    return waiting('the Deployment controller has not seen this version yet');
  }
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

async function podsOf(deployment: JsonObject, objects: Objects): Promise<JsonObject[]> {
  const labels = Object.fromEntries(
    Object.entries(objectAt(deployment, 'spec', 'selector', 'matchLabels')).map(([key, value]) => [key, textOf(value)]),
  );
  if (Object.keys(labels).length === 0) return [];
  return objects.list(
    { apiVersion: 'v1', kind: 'Pod' },
    textAt(deployment, 'metadata', 'namespace') ?? 'default',
    labels,
  );
}
