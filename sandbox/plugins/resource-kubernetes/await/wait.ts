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
  /** Hears what is waited for, whenever that changes. */
  readonly progress: (message: string) => void;
}

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1000;

/** Waits until an object is ready, and returns it as it then is. @throws AwaitError */
export async function untilReady(made: JsonObject, objects: Objects, patience: Patience): Promise<JsonObject> {
  const check = readinessCheck(made);
  const name = keyOf(made).name;
  let object = made;
  let reported = false;
  for (const wait of pauses(patience)) {
    const readiness = await check(object, objects);
    if (readiness.state === 'ready') {
      // an empty line takes the last progress away
      if (reported) patience.progress('');
      return object;
    }
    if (readiness.state === 'failed') throw new AwaitError(`'${name}' failed`, readiness.reasons, object);
    patience.progress(readiness.reasons[0] ?? '');
    reported = true;
    const ended = await wait();
    if (ended !== undefined) {
      throw new AwaitError(
        `'${name}' ${ended === 'cancelled' ? 'was cancelled' : `timed out after ${patience.timeoutSeconds} s`} waiting to be Ready`,
        readiness.reasons,
        object,
      );
    }
    object = await objects.get(keyOf(made));
  }
  return object;
}

/** Waits until an object is gone. @throws AwaitError */
export async function untilGone(object: JsonObject, objects: Objects, patience: Patience): Promise<void> {
  const key = keyOf(object);
  for (const wait of pauses(patience)) {
    let remaining: JsonObject;
    try {
      remaining = await objects.get(key);
    } catch (error) {
      if (isNotFound(error)) return;
      throw error;
    }
    // an object of this name that somebody made since is another one
    if (uidOf(remaining) !== uidOf(object)) return;
    patience.progress('waiting for it to be deleted');
    const ended = await wait();
    if (ended !== undefined) {
      throw new AwaitError(
        `'${key.name}' ${ended === 'cancelled' ? 'was cancelled' : `timed out after ${patience.timeoutSeconds} s`} waiting to be deleted`,
        [],
        remaining,
      );
    }
  }
}

function uidOf(object: JsonObject): string | undefined {
  return textAt(object, 'metadata', 'uid');
}

/** Endless pauses that grow, each telling whether waiting is over. */
function* pauses({ timeoutSeconds, signal }: Patience): Generator<() => Promise<'timeout' | 'cancelled' | undefined>> {
  const end = Date.now() + timeoutSeconds * 1000;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    yield async () => {
      if (Date.now() >= end) return 'timeout';
      await sleep(Math.min(pause, Math.max(end - Date.now(), 0)), undefined, { signal }).catch(() => undefined);
      return signal.aborted ? 'cancelled' : undefined;
    };
  }
}
