import type { JsonObject } from '../../protocol/json';
import { timeoutSeconds } from '../annotations';
import { AwaitError, untilGone, type Patience } from '../await/wait';
import type { Cluster } from '../cluster';

/** The operation that waits. */
export interface Waiting {
  readonly urn: string;
  /** Seconds; 0 where the program sets none. */
  readonly timeout: number;
}

/** How long an operation waits for an object; what it waits for is shown beside the resource. */
export function patienceFor(
  { log, signal }: Pick<Cluster, 'log' | 'signal'>,
  object: JsonObject,
  { urn, timeout }: Waiting,
  redact: (message: string) => string = (message) => message,
): Patience {
  return {
    timeoutSeconds: timeoutSeconds(object, timeout),
    signal,
    progress: (message) => {
      log.status(redact(message), urn);
    },
  };
}

/** Waits until an object is gone. @throws with what holds it, all in the message */
export async function gone({ objects }: Cluster, live: JsonObject, patience: Patience): Promise<void> {
  try {
    await untilGone(live, objects, patience);
  } catch (error) {
    if (!(error instanceof AwaitError)) throw error;
    throw new Error([error.message, ...error.reasons].join('\n'), { cause: error });
  }
}
