import { setTimeout as sleep } from 'node:timers/promises';
import { textAt, type JsonObject } from '../../protocol/json';
import { isNotFound, isPassing } from '../api-error';
import { keyOf, type Objects } from '../objects';
import { readinessCheck } from './checks';
import { remainingContent } from './namespace';
import { waiting, type Readiness } from './readiness';

/** Waiting ended without the object being as it should. */
export class AwaitError extends Error {
  constructor(
    message: string,
    public readonly reasons: readonly string[],
    /** The object as it was last seen. */
    public readonly object: JsonObject,
  ) {
    super(message);
  }
}

/** Bounds of a wait. */
export interface Patience {
  readonly timeoutSeconds: number;
  /** Aborted when the user cancels. */
  readonly signal: AbortSignal;
  /** Hears what is waited for; an empty text when waiting is over. */
  readonly progress: (message: string) => void;
}

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1000;

/** What is ready sooner than this is not worth a message. */
const QUIET_MS = 1000;

/** An API server that starts anew, or whose etcd elects a leader, answers again before this. One that is dead never does. */
const LONGEST_SILENCE_MS = 60_000;

/** Waits until an object is ready, and returns it as it then is. @throws AwaitError */
export async function untilReady(made: JsonObject, objects: Objects, patience: Patience): Promise<JsonObject> {
  const check = readinessCheck(made);
  const { name } = keyOf(made);
  const wait = new Wait(patience);
  let object = made;
  for (;;) {
    let readiness: Readiness;
    try {
      if (wait.paused) object = await objects.get(keyOf(made));
      readiness = await check(object, objects, wait.seconds);
      wait.answered();
    } catch (error) {
      readiness = waiting(wait.silence(error));
    }
    if (readiness.state === 'ready') {
      wait.over();
      return object;
    }
    if (readiness.state === 'failed') throw new AwaitError(`'${name}' failed`, readiness.reasons, object);
    const end = await wait.pause(readiness.reasons.join('; '));
    if (end !== undefined) throw new AwaitError(`'${name}' ${end} waiting to be Ready`, readiness.reasons, object);
  }
}

/** Waits until an object is gone. @throws AwaitError */
export async function untilGone(object: JsonObject, objects: Objects, patience: Patience): Promise<void> {
  const key = keyOf(object);
  const wait = new Wait(patience);
  let last = object;
  for (;;) {
    let obstacles: string[];
    try {
      last = await objects.get(key);
      // an object of this name that somebody made since is another one
      if (uidOf(last) !== uidOf(object)) break;
      obstacles = remainingContent(last);
      wait.answered();
    } catch (error) {
      if (isNotFound(error)) break;
      obstacles = [wait.silence(error)];
    }
    const end = await wait.pause(['waiting for it to be deleted', ...obstacles].join('; '));
    if (end !== undefined) throw new AwaitError(`'${key.name}' ${end} waiting to be deleted`, obstacles, last);
  }
  wait.over();
}

function uidOf(object: JsonObject): string | undefined {
  return textAt(object, 'metadata', 'uid');
}

/** Pauses that grow, until time is up. */
class Wait {
  // not the time of day, which may be set while we wait
  private readonly start = performance.now();
  private readonly end: number;
  private next = FIRST_PAUSE_MS;
  private spoke = false;
  private pauses = 0;
  private silentSince: number | undefined;

  constructor(private readonly patience: Patience) {
    this.end = this.start + patience.timeoutSeconds * 1000;
  }

  /** Whether there was a pause yet. */
  public get paused(): boolean {
    return this.pauses > 0;
  }

  /** How long it has taken so far. */
  public get seconds(): number {
    return (performance.now() - this.start) / 1000;
  }

  /** The API server has answered. */
  public answered(): void {
    this.silentSince = undefined;
  }

  /** What is told while the API server gives no answer. @throws its error where it is a refusal, or was all there was for long */
  public silence(error: unknown): string {
    if (!isPassing(error)) throw error;
    this.silentSince ??= performance.now();
    if (performance.now() - this.silentSince > LONGEST_SILENCE_MS) throw error;
    return error.message;
  }

  /** Pauses and returns nothing, or says why waiting is over. */
  public async pause(message: string): Promise<string | undefined> {
    const { timeoutSeconds, signal, progress } = this.patience;
    this.pauses += 1;
    if (isAborted(signal)) return 'was cancelled';
    const left = this.end - performance.now();
    if (left <= 0) return `timed out after ${timeoutSeconds} s`;
    if (performance.now() - this.start >= QUIET_MS) {
      this.spoke = true;
      progress(message);
    }
    // an abort ends the pause early, and is told below
    await sleep(Math.min(this.next, left), undefined, { signal }).catch(() => undefined);
    this.next = Math.min(this.next * 2, LONGEST_PAUSE_MS);
    return isAborted(signal) ? 'was cancelled' : undefined;
  }

  /** Takes the last message away. */
  public over(): void {
    if (this.spoke) this.patience.progress('');
  }
}

/** Asked anew: an abort may have come since the last time. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
