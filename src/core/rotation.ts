import { Duration } from 'cdk8s';
import type { Refusal } from './refusal';
import { duration, group, optional } from './shape';
import { secondsOf, wholeSecondsRefusal } from './whole-seconds';

/** How a secret is changed while it is in use. The store's owner changes it; the old value stays valid for the overlap. */
export interface Rotation {
  /** How often the value is changed at its source. */
  readonly every: Duration;
  /** How long the old value stays valid beside the new one. */
  readonly overlap: Duration;
  /**
   * Time that the pods need to start again with the new value.
   * @default Duration.minutes(15)
   */
  readonly restart?: Duration;
  /**
   * Age at which a value is too old.
   * @default - every and overlap together
   */
  readonly ageLimit?: Duration;
}

const DEFAULTS = { restart: Duration.minutes(15) } as const;

/** What a rotation must be before it is read. */
export const ROTATION_SHAPE = group({
  every: duration,
  overlap: duration,
  restart: optional(duration),
  ageLimit: optional(duration),
});

/** Age at which a value is too old, in seconds. */
export function ageLimitOf({ every, overlap, ageLimit }: Rotation): number {
  return ageLimit ? secondsOf(ageLimit) : secondsOf(every) + secondsOf(overlap);
}

/** How often the values are read again, and the prop that says so. */
export interface Refresh {
  readonly prop: string;
  readonly interval: Duration;
}

/** What is wrong with a rotation: an old value that ends before every pod has the new one. */
export function rotationRefusals(prop: string, rotation: Rotation, refresh: Refresh): Refusal[] {
  const { every, overlap, restart = DEFAULTS.restart } = rotation;
  const spans = { every, overlap, restart, ageLimit: rotation.ageLimit };
  const unwritable = Object.entries(spans)
    .map(([name, span]) => span && wholeSecondsRefusal(`${prop}.${name}`, span))
    .filter((refusal) => refusal !== undefined);
  if (unwritable.length > 0) return unwritable;
  const refusals: Refusal[] = [];
  const refreshed = secondsOf(refresh.interval);
  const needed = refreshed + secondsOf(restart);
  if (secondsOf(overlap) < needed)
    refusals.push({
      prop: `${prop}.overlap`,
      value: `${secondsOf(overlap)}s`,
      problem: 'ends before every pod has the new value',
      allowed: `at least ${needed}s: ${refresh.prop} (${refreshed}s) and ${prop}.restart (${secondsOf(restart)}s)`,
      fix: `keep the old value longer, or shorten ${refresh.prop}`,
    });
  if (secondsOf(overlap) >= secondsOf(every))
    refusals.push({
      prop: `${prop}.every`,
      value: `${secondsOf(every)}s`,
      problem: `is no longer than the overlap (${secondsOf(overlap)}s), so three values would be valid at once`,
      allowed: `more than ${secondsOf(overlap)}s`,
      fix: 'rotate less often, or end the old value sooner',
    });
  if (ageLimitOf(rotation) < secondsOf(every))
    refusals.push({
      prop: `${prop}.ageLimit`,
      value: `${ageLimitOf(rotation)}s`,
      problem: `is less than the time between rotations (${secondsOf(every)}s): each value would grow too old`,
      allowed: `at least ${secondsOf(every)}s`,
      fix: 'raise it, or rotate more often',
    });
  return refusals;
}
