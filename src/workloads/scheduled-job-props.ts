import type { Duration } from 'cdk8s';
import { scheduleRefusal, timeZoneRefusal } from '../core/cron';
import type { Refusal } from '../core/refusal';
import { duration, number, oneOf, optional, text, yesOrNo, type Shapes } from '../core/shape';
import { secondsOf, wholeSecondsRefusal } from '../core/whole-seconds';
import { JOB_SHAPES, type JobProps } from './job-props';

/** What a run does that is due while the one before it still runs. */
export type ConcurrencyPolicy = 'Forbid' | 'Replace' | 'Allow';

/** Properties for `ScheduledJob`. */
export interface ScheduledJobProps extends JobProps {
  /** When it runs: minute, hour, day of month, month, day of week, such as `30 3 * * mon-fri`. */
  readonly schedule: string;
  /**
   * Time zone of the schedule. In one with summer time an hour is there twice, and another not at all.
   * @default 'Etc/UTC'
   */
  readonly timeZone?: string;
  /**
   * What happens when a run is due while the one before it still runs: it is left out (`Forbid`), takes its place
   * (`Replace`), or runs beside it (`Allow`).
   * @default 'Forbid'
   */
  readonly concurrencyPolicy?: ConcurrencyPolicy;
  /**
   * How late a run may still start that was missed, such as while the control plane was away.
   * @default Duration.hours(1)
   */
  readonly startingDeadline?: Duration;
  /**
   * How many runs that succeeded are kept, no longer than `keptFor`.
   * @default 3
   */
  readonly successfulRunsKept?: number;
  /**
   * How many runs that failed are kept, no longer than `keptFor`.
   * @default 3
   */
  readonly failedRunsKept?: number;
  /**
   * Whether no run starts until this is taken away.
   * @default false
   */
  readonly suspended?: boolean;
}

/** What the props of a scheduled job must be before they are read. */
export const SCHEDULED_JOB_SHAPES: Shapes = {
  ...JOB_SHAPES,
  schedule: text,
  timeZone: optional(text),
  concurrencyPolicy: optional(oneOf('Forbid', 'Replace', 'Allow')),
  startingDeadline: optional(duration),
  successfulRunsKept: optional(number),
  failedRunsKept: optional(number),
  suspended: optional(yesOrNo),
};

/** When a job runs, with defaults filled in. */
export type Timing = Required<
  Pick<ScheduledJobProps, 'schedule' | 'timeZone' | 'startingDeadline' | 'successfulRunsKept' | 'failedRunsKept'>
>;

/** Longest name of a CronJob: its Jobs are named after it, with eleven more characters. */
const NAME_MAX = 52;
/** The controller looks every ten seconds: with less it may never find a run that it can still start. */
const SHORTEST_STARTING_SECONDS = 10;

/** What is wrong with the timing of a scheduled job, or with its name. */
export function scheduledJobRefusals({ name, ...timing }: Timing & { readonly name: string }): Refusal[] {
  const starting = secondsOf(timing.startingDeadline);
  const tooLong: Refusal = {
    prop: 'name',
    value: name,
    problem: `is ${name.length} characters long, and the runs of a job are named after it`,
    allowed: `at most ${NAME_MAX}`,
    fix: 'shorten it: a name is never cut for you',
  };
  const tooLate: Refusal = {
    prop: 'startingDeadline',
    value: `${starting}s`,
    problem: 'is shorter than the controller takes to look again: runs would be left out',
    allowed: `${SHORTEST_STARTING_SECONDS}s or more`,
    fix: 'give how late a run is still of use',
  };
  const refusals = [
    name.length > NAME_MAX && name.length <= 63 ? tooLong : undefined,
    scheduleRefusal('schedule', timing.schedule),
    timeZoneRefusal('timeZone', timing.timeZone),
    wholeSecondsRefusal('startingDeadline', timing.startingDeadline) ??
      (starting < SHORTEST_STARTING_SECONDS ? tooLate : undefined),
    keptRefusal('successfulRunsKept', timing.successfulRunsKept),
    keptRefusal('failedRunsKept', timing.failedRunsKept),
  ];
  return refusals.filter((refusal) => refusal !== undefined);
}

function keptRefusal(prop: string, kept: number): Refusal | undefined {
  if (Number.isInteger(kept) && kept >= 0 && kept <= 100) return undefined;
  return { prop, value: kept, problem: 'is not a number of runs', allowed: '0 to 100', fix: 'give how many are kept' };
}
