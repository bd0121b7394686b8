import { textAt, type JsonObject } from '../../protocol/json';
import { condition, conditionText } from './conditions';
import { podProblems } from './pods';
import { failed, READY, waiting, type Readiness } from './readiness';

/** A Pod is ready when it says so, or when it has done its work. One that failed does not start again. */
export function podReadiness(pod: JsonObject): Readiness {
  const phase = textAt(pod, 'status', 'phase');
  if (phase === 'Succeeded') return READY;
  const ready = condition(pod, 'Ready');
  if (ready?.status === 'True') return READY;
  const problems = podProblems([pod]);
  if (phase === 'Failed') return failed(...(problems.length > 0 ? problems : [failureOf(pod)]));
  return waiting(...(problems.length > 0 ? problems : ['the Pod is not ready yet']));
}

function failureOf(pod: JsonObject): string {
  const reason = textAt(pod, 'status', 'reason') ?? 'Failed';
  return conditionText({ status: '', reason, message: textAt(pod, 'status', 'message') ?? 'the Pod failed' });
}
