import type { IJob } from 'kubernetes-models/batch/v1/Job' with { 'resolution-mode': 'import' };
import { jobLimitFields, type JobBudget } from '../core/job-limits';
import type { WithTokens } from '../core/token';
import type { Pods } from './pods';

/** The spec of a Job, as plain data. */
export type JobSpec = WithTokens<NonNullable<IJob['spec']>>;

/** The spec of a Job with these pods. */
export function jobSpec(pods: Pods, budget: JobBudget): JobSpec {
  return { ...jobLimitFields(budget, pods.name), template: pods.template() };
}
