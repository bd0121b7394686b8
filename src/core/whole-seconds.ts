import type { Duration } from 'cdk8s';
import type { Refusal } from './refusal';

/** Longest time that a 32-bit field of Kubernetes holds: 68 years. */
const LONGEST = 2 ** 31 - 1;

/** A time span in seconds, fractions included: one with a fraction is refused, not thrown at. */
export function secondsOf(duration: Duration): number {
  return duration.toSeconds({ integral: false });
}

/** What is wrong with a time span that an object holds in whole seconds, or nothing. */
export function wholeSecondsRefusal(prop: string, duration: Duration): Refusal | undefined {
  const seconds = secondsOf(duration);
  if (Number.isInteger(seconds) && seconds >= 0 && seconds <= LONGEST) return undefined;
  return {
    prop,
    value: `${seconds}s`,
    problem: 'cannot be written in whole seconds',
    allowed: `whole seconds, 0 to ${LONGEST}`,
    fix: 'round it, such as Duration.seconds(2)',
  };
}
