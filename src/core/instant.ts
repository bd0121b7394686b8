import type { Refusal } from './refusal';

const INSTANT = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?Z$/;

/** Seconds since 1970 of a moment in UTC: `2026-11-21T18:00:00Z`. Nothing when it is none, such as the 30th of February. */
export function epochSeconds(instant: string): number | undefined {
  const parts: readonly (string | undefined)[] = INSTANT.exec(instant) ?? [];
  const [year, month, day, hour, minute, second = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  if (year === undefined || month === undefined || day === undefined || hour === undefined || minute === undefined)
    return undefined;
  const time = Date.UTC(year, month - 1, day, hour, minute, second);
  // what is out of range rolls over into something else
  const same = new Date(time).toISOString().slice(0, 16) === instant.slice(0, 16);
  return same && second < 60 && year >= 1970 ? time / 1000 : undefined;
}

/** What is wrong with a moment, or nothing. */
export function instantRefusal(prop: string, instant: string): Refusal | undefined {
  if (epochSeconds(instant) !== undefined) return undefined;
  return {
    prop,
    value: instant,
    problem: 'is no moment in time',
    allowed: 'date and time in UTC, such as 2026-11-21T18:00:00Z',
    fix: 'write it so, with the Z at its end',
  };
}
