import type { Duration } from 'cdk8s';
import type { CallOptions } from './call-options';

/** How long a call may take, in milliseconds. */
export interface CallTimes {
  /** How often it is tried, the first try among them. */
  readonly tries: number;
  /** Longest that the caller waits, all tries together. Infinity: nobody said. */
  readonly timeout: number;
  /** Longest that one try may take. Infinity: nobody said. */
  readonly perTry: number;
  /** Longest that all waits between tries take together. */
  readonly waits: number;
}

/** Wait before the second try, in milliseconds: that of Envoy. */
export const BACKOFF = 25;
/** How much longer than the first wait a wait may become: that of Envoy. */
const BACKOFF_GROWTH = 10;

/** How long a call may take. What is not declared follows from the rest. */
export function timesOf({ timeout, retries }: CallOptions): CallTimes {
  const tries = 1 + (retries?.attempts ?? 0);
  const waits = retries === undefined ? 0 : longestWaits(retries.attempts, retries.backoff);
  const whole = timeout && milliseconds(timeout);
  const perTry = retries?.perTry && milliseconds(retries.perTry);
  const longest = whole ?? (perTry === undefined ? Infinity : tries * perTry + waits);
  return {
    tries,
    timeout: longest,
    perTry: perTry ?? (Number.isFinite(longest) ? Math.floor((longest - waits) / tries) : Infinity),
    waits,
  };
}

/** A time span in milliseconds, fractions included. */
export function milliseconds(duration: Duration): number {
  return duration.toMilliseconds({ integral: false });
}

/** The wait before try n + 1 is at most (2^n - 1) times the first, and never more than ten times it. */
function longestWaits(attempts: number, backoff: Duration | undefined): number {
  const first = backoff === undefined ? BACKOFF : milliseconds(backoff);
  let waits = 0;
  for (let attempt = 1; attempt <= attempts; attempt++) waits += Math.min(2 ** attempt - 1, BACKOFF_GROWTH) * first;
  return waits;
}
