import { valueAt } from '../data';
import { cronJob, shop } from '../examples';
import { ofKinds } from '../look';
import type { Rule } from '../rule';

/** The controller looks for runs that are due this often; a shorter deadline is missed. */
const SHORTEST_SECONDS = 10;

/** Runs that are caught up with, or never started again. */
export const cronJobStartDeadline: Rule = {
  id: 'cron-job-start-deadline',
  title: 'A CronJob says how late a run may start.',
  why: 'After an outage it otherwise starts a run of last night in the middle of the day, and after a hundred missed runs none ever again.',
  fix: 'set startingDeadlineSeconds to how late a run is still of use, 10 or more',
  severity: 'error',
  bad: () => shop([cronJob({ startingDeadlineSeconds: undefined })]),
  good: () => shop([cronJob({ startingDeadlineSeconds: 600 })]),
  check: ofKinds(['batch CronJob'], (at) => {
    const deadline = valueAt(at.manifest, 'spec', 'startingDeadlineSeconds');
    if (deadline === undefined) return [{ at, message: 'has no startingDeadlineSeconds' }];
    if (typeof deadline !== 'number' || deadline >= SHORTEST_SECONDS) return [];
    const message = `startingDeadlineSeconds ${deadline} is less than the ${SHORTEST_SECONDS} s after which the controller looks again`;
    return [{ at, message }];
  }),
};
