import type { JsonObject } from '../../protocol/json';
import { deletionPropagation, skipsDeletion, timeoutSeconds } from '../annotations';
import { isNotFound, KindMissingError } from '../api-error';
import { AwaitError, untilGone } from '../await/wait';
import type { Cluster } from '../cluster';
import { keyOf } from '../objects';
import { lastSeen } from '../state';

/** An object that the engine wants to be deleted. */
export interface RemoveInput {
  readonly urn: string;
  /** State of last time. */
  readonly olds: JsonObject;
  /** Seconds; 0 where the program sets none. */
  readonly timeout: number;
}

/** Deletes an object and waits until it is gone. One that is gone already, or whose kind is, is deleted. */
export async function remove(cluster: Cluster, { urn, olds, timeout }: RemoveInput): Promise<void> {
  const { live, inputs } = lastSeen(olds);
  try {
    await cluster.objects.remove(keyOf(live), deletionPropagation(inputs));
    if (skipsDeletion(inputs)) return;
    await untilGone(live, cluster.objects, {
      timeoutSeconds: timeoutSeconds(inputs, timeout),
      signal: cluster.signal,
      progress: (message) => {
        cluster.log.status(message, urn);
      },
    });
  } catch (error) {
    if (isNotFound(error) || error instanceof KindMissingError) return;
    if (!(error instanceof AwaitError)) throw error;
    throw new Error([error.message, ...error.reasons].join('\n'), { cause: error });
  }
}
