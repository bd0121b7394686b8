import type { JsonObject } from '../../protocol/json';
import { deletionPropagation, skipsDeletion } from '../annotations';
import { isNotFound, KindMissingError } from '../api-error';
import type { Cluster } from '../cluster';
import { keyOf } from '../objects';
import { lastSeen } from '../state';
import { gone, patienceFor } from './patience';

/** An object that the engine wants to be deleted. */
export interface RemoveInput {
  readonly urn: string;
  /** State of last time. */
  readonly olds: JsonObject;
  /** Seconds; 0 where the program sets none. */
  readonly timeout: number;
}

/** Deletes an object and waits until it is gone. One that is gone already, or whose kind is, is deleted. */
export async function remove(cluster: Cluster, { olds, ...waiting }: RemoveInput): Promise<void> {
  const { live, inputs } = lastSeen(olds);
  try {
    await cluster.objects.remove(keyOf(live), deletionPropagation(inputs));
    if (!skipsDeletion(inputs)) await gone(cluster, live, patienceFor(cluster, inputs, waiting));
  } catch (error) {
    if (!isNotFound(error) && !(error instanceof KindMissingError)) throw error;
  }
}
