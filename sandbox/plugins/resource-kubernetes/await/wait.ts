import { setTimeout as sleep } from 'node:timers/promises';
import { textAt, type JsonObject } from '../../protocol/json';
import { isNotFound } from '../api-error';
import { keyOf, type Objects } from '../objects';
import { readinessCheck } from './checks';

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

/** Waits until an object is ready, and returns it as it then is. @throws AwaitError */
export async function untilReady(made: JsonObject, objects: Objects, patience: Patience): Promise<JsonObject> {
  const check = readinessCheck(made);
  const wait = new Wait(patience);
  let object = made;
  for (;;) {
    const readiness = await check(object, objects);
    if (readiness.state === 'ready') {
      wait.over();
      return object;
    }
    const name = keyOf(made).name;
    if (readiness.state === 'failed') throw new AwaitError(`'${name}' failed`, readiness.reasons, object);
    const end = await wait.pause(readiness.reasons[0] ?? '');
    if (end !== undefined) throw new AwaitError(`'${name}' ${end} waiting to be Ready`, readiness.reasons, object);
    object = await objects.get(keyOf(made));
  }
}

/** Waits until an object is gone. @throws AwaitError */
export async function untilGone(object: JsonObject, objects: Objects, patience: Patience): Promise<void> {
  const key = keyOf(object);
  const wait = new Wait(patience);
  for (;;) {
    const remaining = await objects.get(key).catch((error: unknown) => {
      if (isNotFound(error)) return undefined;
      throw error;
    });
    // an object of this name that somebody made since is another one
    if (remaining === undefined || uidOf(remaining) !== uidOf(object)) {
      wait.over();
      return;
    }
    const end = await wait.pause('waiting for it to be deleted');
    if (end !== undefined) throw new AwaitError(`'${key.name}' ${end} waiting to be deleted`, [], remaining);
  }
}

function uidOf(object: JsonObject): string | undefined {
  return textAt(object, 'metadata', 'uid');
}

/** Pauses that grow, until time is up. */
class Wait {
  private readonly start = Date.now();
  private readonly end: number;
  private next = FIRST_PAUSE_MS;
  private spoke = false;

  constructor(private readonly patience: Patience) {
    this.end = this.start + patience.timeoutSeconds * 1000;
  }

  /** Pauses and returns nothing, or says why waiting is over. */
  public async pause(message: string): Promise<string | undefined> {
    const { timeoutSeconds, signal, progress } = this.patience;
    const left = this.end - Date.now();
    if (left <= 0) return `timed out after ${timeoutSeconds} s`;
    if (Date.now() - this.start >= QUIET_MS) {
      this.spoke = true;
      progress(message);
    }
    // an abort ends the pause early, and is told below
    await sleep(Math.min(this.next, left), undefined, { signal }).catch(() => undefined);
    this.next = Math.min(this.next * 2, LONGEST_PAUSE_MS);
    return signal.aborted ? 'was cancelled' : undefined;
  }

  /** Takes the last message away. */
  public over(): void {
    if (this.spoke) this.patience.progress('');
  }
}
