import { Duration } from 'cdk8s';
import { allRefusals, type Refusal } from './refusal';
import { Percent } from './percent';
import { duration, group, optional, percent, type Shape } from './shape';
import { secondsOf, wholeSecondsRefusal } from './whole-seconds';

/** A number of pods, or a share of them. */
export type Pods = number | Percent;

/** How new pods take the place of old ones. */
export interface RollingUpdate {
  /**
   * Pods that may be there beyond their number: new ones come before old ones go.
   * @default Percent.of(25)
   */
  readonly maxSurge?: Pods;
  /**
   * Pods that may be missing.
   * @default 0
   */
  readonly maxUnavailable?: Pods;
  /**
   * How long a new pod must stay ready before it counts.
   * @default - as soon as it is ready
   */
  readonly minReady?: Duration;
  /**
   * Time without progress after which an update counts as failed. It must be longer than a pod takes to count.
   * @default - 10 minutes, or 5 minutes more than a pod takes to count where that is longer
   */
  readonly progressDeadline?: Duration;
}

/** The fields of a Deployment that follow, as plain data. */
export interface RollingUpdateFields {
  readonly strategy: {
    readonly type: 'RollingUpdate';
    readonly rollingUpdate: { readonly maxSurge: number | string; readonly maxUnavailable: number | string };
  };
  readonly minReadySeconds?: number;
  readonly progressDeadlineSeconds?: number;
}

const DEFAULTS = { maxSurge: Percent.of(25), maxUnavailable: 0, minReady: Duration.seconds(0) } as const;
/** What the controller takes where nothing is written. */
const PROGRESS_DEADLINE = 600;
const PROGRESS_MARGIN = 300;

const PODS: Shape = {
  allowed: 'a number of pods or a Percent',
  fix: 'write a number, or Percent.of(25)',
  fits: (value) => typeof value === 'number' || percent.fits(value),
};

/** What a rolling update must be before it is read. */
export const ROLLING_UPDATE_SHAPE = group({
  maxSurge: optional(PODS),
  maxUnavailable: optional(PODS),
  minReady: optional(duration),
  progressDeadline: optional(duration),
});

/** The fields of a Deployment; what is undefined is not rendered. `startsSeconds` is how long a pod may take to become ready. */
export function rollingUpdateFields(update: RollingUpdate, startsSeconds: number): RollingUpdateFields {
  const minReady = secondsOf(update.minReady ?? DEFAULTS.minReady);
  const counts = startsSeconds + minReady;
  const deadline = update.progressDeadline
    ? secondsOf(update.progressDeadline)
    : Math.max(PROGRESS_DEADLINE, counts + PROGRESS_MARGIN);
  return {
    strategy: {
      type: 'RollingUpdate',
      rollingUpdate: {
        maxSurge: rendered(update.maxSurge ?? DEFAULTS.maxSurge),
        maxUnavailable: rendered(update.maxUnavailable ?? DEFAULTS.maxUnavailable),
      },
    },
    minReadySeconds: minReady > 0 ? minReady : undefined,
    progressDeadlineSeconds: deadline === PROGRESS_DEADLINE ? undefined : deadline,
  };
}

/** What is wrong with a rolling update: pods that are no number, one that can never move, or no time to move. */
export function rollingUpdateRefusals(prop: string, update: RollingUpdate, startsSeconds: number): Refusal[] {
  const { maxSurge = DEFAULTS.maxSurge, maxUnavailable = DEFAULTS.maxUnavailable } = update;
  const refusals = allRefusals(
    podsRefusal(`${prop}.maxSurge`, maxSurge),
    podsRefusal(`${prop}.maxUnavailable`, maxUnavailable),
    update.minReady && wholeSecondsRefusal(`${prop}.minReady`, update.minReady),
    update.progressDeadline && wholeSecondsRefusal(`${prop}.progressDeadline`, update.progressDeadline),
  );
  if (refusals.length > 0) return refusals;
  if (amount(maxSurge) === 0 && amount(maxUnavailable) === 0)
    refusals.push({
      prop: `${prop}.maxSurge`,
      value: String(maxSurge),
      problem: `lets no pod come while ${prop}.maxUnavailable (${String(maxUnavailable)}) lets none go`,
      allowed: 'at least one of them more than 0',
      fix: 'raise maxSurge',
    });
  const counts = startsSeconds + secondsOf(update.minReady ?? DEFAULTS.minReady);
  if (update.progressDeadline && secondsOf(update.progressDeadline) <= counts)
    refusals.push({
      prop: `${prop}.progressDeadline`,
      value: `${secondsOf(update.progressDeadline)}s`,
      problem: `is not longer than a pod takes to count: ${startsSeconds}s to start + ${counts - startsSeconds}s minReady`,
      allowed: `more than ${counts}s`,
      fix: 'raise progressDeadline, or leave it out to have it computed',
    });
  return refusals;
}

function podsRefusal(prop: string, pods: Pods): Refusal | undefined {
  const value = amount(pods);
  if (Number.isInteger(value) && value >= 0) return undefined;
  return {
    prop,
    value: String(pods),
    problem: 'is not a number of pods',
    allowed: 'a whole number or whole percent, 0 or more',
    fix: 'round it',
  };
}

function amount(pods: Pods): number {
  return typeof pods === 'number' ? pods : pods.value;
}

function rendered(pods: Pods): number | string {
  return typeof pods === 'number' ? pods : pods.toString();
}
