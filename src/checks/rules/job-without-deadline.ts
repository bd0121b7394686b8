import { dataAt, valueAt } from '../data';
import { job, shop } from '../examples';
import type { RenderedObject } from '../rendered-object';
import { ofKinds } from '../look';
import type { Rule } from '../rule';

/** Tasks that may hang for ever. */
export const jobWithoutDeadline: Rule = {
  id: 'job-without-deadline',
  title: 'A Job ends after a given time, done or not.',
  why: 'A run that hangs never fails, so nobody is told; a CronJob that forbids overlaps then never runs again.',
  fix: 'set activeDeadlineSeconds to more than the longest run should take',
  severity: 'warning',
  bad: () => shop([job({ spec: { activeDeadlineSeconds: undefined } })]),
  good: () => shop([job({ spec: { activeDeadlineSeconds: 3600 } })]),
  check: ofKinds(['batch Job', 'batch CronJob'], (at) =>
    isLimited(at) ? [] : [{ at, message: 'its runs have no activeDeadlineSeconds' }],
  ),
};

/** The deadline of the Job, or of its pods. A template that only a deployment knows may have one. */
function isLimited({ kind, spec }: RenderedObject): boolean {
  const job = kind === 'CronJob' ? dataAt(spec, 'jobTemplate', 'spec') : spec;
  const field = 'activeDeadlineSeconds';
  return (
    valueAt(job, field) !== undefined ||
    valueAt(job, 'template', 'spec', field) !== undefined ||
    Object.keys(job).length === 0
  );
}
