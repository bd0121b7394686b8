import type { Duration } from 'cdk8s';
import type { Refusal } from './refusal';
import { secondsOf } from './whole-seconds';

/** A time as Karpenter writes it: `720h`, `90m`, `30s`. */
export function karpenterDuration(duration: Duration): string {
  const seconds = secondsOf(duration);
  if (seconds % 3600 === 0 && seconds > 0) return `${seconds / 3600}h`;
  return seconds % 60 === 0 && seconds > 0 ? `${seconds / 60}m` : `${seconds}s`;
}

/** What is wrong with a time in whole minutes, or nothing: Karpenter's budgets count no less. */
export function wholeMinutesRefusal(prop: string, duration: Duration): Refusal | undefined {
  const seconds = secondsOf(duration);
  if (seconds > 0 && Number.isInteger(seconds / 60)) return undefined;
  return {
    prop,
    value: `${seconds}s`,
    problem: 'is not a time in whole minutes',
    allowed: 'whole minutes, 1 or more',
    fix: 'round it, such as Duration.hours(8)',
  };
}
