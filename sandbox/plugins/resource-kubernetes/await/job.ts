import { numberAt, type JsonObject } from '../../protocol/json';
import { condition, conditionText } from './conditions';
import { failed, READY, waiting, type Readiness } from './readiness';

/** A Job is ready when it is complete. One that is suspended waits for somebody to let it run. */
export function jobReadiness(job: JsonObject): Readiness {
  const failure = [condition(job, 'Failed'), condition(job, 'FailureTarget')].find((found) => found?.status === 'True');
  if (failure !== undefined) return failed(conditionText(failure));
  if (condition(job, 'Complete')?.status === 'True') return READY;
  const count = (field: string): number => numberAt(job, 'status', field) ?? 0;
  return waiting(
    `the Job is not complete: ${count('active')} pods active, ${count('succeeded')} succeeded, ${count('failed')} failed`,
  );
}
