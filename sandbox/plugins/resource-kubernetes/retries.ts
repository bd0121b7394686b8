import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiRequest, Send } from './api-client';
import { ApiError, UnreachableError } from './api-error';

/** How often a request is sent again that the API server put off, as client-go does it. */
const MOST_DELAYS = 10;

/** Pauses before a request is sent again that the connection lost: an API server that starts anew is back by then. */
const LOST_PAUSES_MS = [100, 250, 500, 1000, 2000, 4000];

/** How requests are sent again. */
export interface RetryOptions {
  /**
   * Pauses before each new attempt after a lost connection, in milliseconds.
   * @default - some seconds in all
   */
  readonly lostPauses?: readonly number[];
  /** @default - real time */
  readonly pause?: Pause;
}

/** Pauses; ends early when the signal aborts. */
export type Pause = (milliseconds: number, signal: AbortSignal) => Promise<void>;

const pauseFor: Pause = async (milliseconds, signal) => {
  await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
};

/**
 * Sends requests again that the API server asks to repeat later (429, or 5xx with `Retry-After`), and those whose
 * connection was lost, where doing it twice does no harm. A cancelled operation is not sent again.
 */
export function withRetries(
  send: Send,
  signal: AbortSignal,
  { lostPauses = LOST_PAUSES_MS, pause = pauseFor }: RetryOptions = {},
): Send {
  return async (request) => {
    let delays = 0;
    let losses = 0;
    for (;;) {
      try {
        return await send(request);
      } catch (error) {
        let wait: number | undefined;
        if (isDelay(error)) wait = delays < MOST_DELAYS ? (error.retryAfterSeconds ?? 1) * 1000 : undefined;
        else if (isLost(error, request)) wait = lostPauses[losses];
        if (wait === undefined) throw error;
        if (isDelay(error)) delays += 1;
        else losses += 1;
        await pause(wait, signal);
        // without this, a cancelled operation would start what it was to do
        if (signal.aborted) throw error;
      }
    }
  };
}

function isDelay(error: unknown): error is ApiError {
  return (
    error instanceof ApiError && (error.code === 429 || (error.code >= 500 && error.retryAfterSeconds !== undefined))
  );
}

/** What was never sent can be sent; so can what gives the same result the second time. */
function isLost(error: unknown, request: ApiRequest): boolean {
  if (!(error instanceof UnreachableError)) return false;
  if (error.code === 'ECONNREFUSED') return true;
  return LOSSES.includes(error.code) && (request.method !== 'PATCH' || isApply(request)) && request.method !== 'POST';
}

const LOSSES: readonly string[] = ['ECONNRESET', 'EPIPE', 'ECONNABORTED'];

function isApply({ contentType }: ApiRequest): boolean {
  return contentType === 'application/apply-patch+yaml';
}
