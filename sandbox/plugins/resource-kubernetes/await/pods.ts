import { at, objectAt, objectsAt, textAt, type JsonObject } from '../../protocol/json';
import { condition, conditionText } from './conditions';

/** Why pods are not ready, in the words of scheduler and kubelet. Pods with the same reason share a line. */
export function podProblems(pods: readonly JsonObject[]): string[] {
  const byReason = new Map<string, string[]>();
  for (const pod of pods) {
    for (const reason of problems(pod)) {
      byReason.set(reason, [...(byReason.get(reason) ?? []), textAt(pod, 'metadata', 'name') ?? '']);
    }
  }
  return [...byReason].map(([reason, names]) => {
    const [first = '', ...others] = names;
    return `Pod ${first}${others.length === 0 ? '' : ` and ${others.length} more`}: ${reason}`;
  });
}

function problems(pod: JsonObject): string[] {
  if (textAt(pod, 'status', 'phase') === 'Succeeded') return [];
  const unmet = ['PodScheduled', 'ContainersReady', 'Ready']
    .map((type) => condition(pod, type))
    .find((candidate) => candidate?.status === 'False');
  const containers = ['initContainerStatuses', 'containerStatuses'].flatMap((list) =>
    objectsAt(pod, 'status', list).flatMap(containerProblem),
  );
  return unmet === undefined || (unmet.reason === 'ContainersNotReady' && containers.length > 0)
    ? containers
    : [conditionText(unmet), ...containers];
}

function containerProblem(container: JsonObject): string[] {
  const name = textAt(container, 'name') ?? '';
  for (const state of ['waiting', 'terminated'] as const) {
    const details = objectAt(container, 'state', state);
    const reason = textAt(details, 'reason');
    if (
      reason === undefined ||
      reason === 'Completed' ||
      reason === 'ContainerCreating' ||
      reason === 'PodInitializing'
    )
      continue;
    const message = textAt(details, 'message') ?? exitText(details);
    return [`container ${name}: [${reason}]${message === '' ? '' : ` ${message}`}`];
  }
  return [];
}

function exitText(details: JsonObject): string {
  const code = at(details, 'exitCode');
  return typeof code === 'number' ? `exit code ${code}` : '';
}
