import { setTimeout as sleep } from 'node:timers/promises';
import { textAt, without, type JsonObject } from '../../protocol/json';
import { containsUnknown, revealedObject } from '../../protocol/property-map';
import { forcesPatch, skipsReadiness, wantedFieldManager } from '../annotations';
import { ApiError, isNotFound, KindMissingError } from '../api-error';
import { AwaitError, untilReady, type Patience } from '../await/wait';
import type { Cluster } from '../cluster';
import { explained } from '../conflict';
import { initializationError } from '../failure';
import { uniqueName } from '../naming';
import { keyOf } from '../objects';
import { previewCreate } from '../preview';
import { objectId } from '../resource-type';
import { redactor } from '../secrets';
import { isLeaving, stateOf, withoutReadOnly } from '../state';
import { gone, patienceFor } from './patience';

/** An object that the engine wants to be made. */
export interface CreateInput {
  readonly urn: string;
  readonly inputs: JsonObject;
  /** Seconds; 0 where the program sets none. */
  readonly timeout: number;
}

/** An object as the engine records it. */
export interface Created {
  readonly id: string;
  readonly state: JsonObject;
}

/** A namespace, or the definition of a custom resource, may be on its way: the API server is asked again. */
const RETRY_PAUSES_MS = [250, 500, 1000, 2000, 4000];

/** Shows what making the object would give. What cannot be known yet is left open. */
export async function createPreview(cluster: Cluster, { inputs }: CreateInput): Promise<Created> {
  const object = withoutReadOnly(revealedObject(inputs));
  if (containsUnknown(object)) return { id: '', state: inputs };
  const fieldManager = newFieldManager(object);
  const preview = await previewCreate(cluster.objects, object, fieldManager);
  if (preview === undefined) return { id: '', state: inputs };
  // a status of a dry run says nothing of the status to come
  const state = stateOf(without(preview, 'status'), inputs, { fieldManager, apiVersion: keyOf(object).apiVersion });
  return { id: '', state };
}

/** Makes an object and waits until it is ready. */
export async function create(cluster: Cluster, { urn, inputs, timeout }: CreateInput): Promise<Created> {
  const { objects } = cluster;
  const object = withoutReadOnly(revealedObject(inputs));
  const fieldManager = newFieldManager(object);
  const redact = redactor(inputs);
  const patience = patienceFor(cluster, object, { urn, timeout }, redact);
  let live: JsonObject;
  try {
    live = await applyNew(cluster, object, fieldManager, patience);
  } catch (error) {
    throw new Error(
      redact(
        `resource "${urn}" was not successfully created by the Kubernetes API server: ${explained(error, fieldManager)}`,
      ),
      { cause: error },
    );
  }
  const record = (made: JsonObject): Created => ({
    id: objectId(textAt(made, 'metadata', 'namespace'), keyOf(made).name),
    state: stateOf(made, inputs, { fieldManager, apiVersion: keyOf(object).apiVersion }),
  });
  if (skipsReadiness(object)) return record(live);
  try {
    return record(await untilReady(live, objects, patience));
  } catch (error) {
    const made = error instanceof AwaitError ? error.object : live;
    const reasons = error instanceof AwaitError ? error.reasons : [];
    throw initializationError(
      redact(
        `resource "${urn}" was successfully created, but the Kubernetes API server reported that it failed to fully initialize or become live: ${explained(error, fieldManager)}`,
      ),
      reasons.map(redact),
      record(made),
    );
  }
}

function newFieldManager(object: JsonObject): string {
  return wantedFieldManager(object) ?? uniqueName('pulumi-kubernetes-', new Uint8Array());
}

async function applyNew(
  cluster: Cluster,
  object: JsonObject,
  fieldManager: string,
  patience: Patience,
): Promise<JsonObject> {
  const { objects, configuration, signal } = cluster;
  const force = configuration.enablePatchForce || forcesPatch(object);
  for (const pause of [...RETRY_PAUSES_MS, undefined]) {
    try {
      if (!configuration.upsertExistingObjects) await refuseExisting(cluster, object);
      const live = await objects.apply(object, { fieldManager, force, dryRun: false });
      if (!isLeaving(live)) return live;
      // what is being deleted takes the change and goes all the same: the object is made after it
      await gone(cluster, live, patience);
      return await objects.apply(object, { fieldManager, force, dryRun: false });
    } catch (error) {
      const mayCome = isNotFound(error) || error instanceof KindMissingError;
      if (!mayCome || pause === undefined) throw error;
      patience.progress(`not yet: ${explained(error, fieldManager)}`);
      await sleep(pause, undefined, { signal }).catch(() => undefined);
      if (isAborted(signal)) throw error;
    }
  }
  throw new Error('unreachable: the last attempt returns or throws');
}

/** Asked anew: an abort may have come since the last time. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

/** Server-side apply would silently take an object over that somebody else made. */
async function refuseExisting({ objects }: Cluster, object: JsonObject): Promise<void> {
  const key = keyOf(object);
  try {
    await objects.get(key);
  } catch (error) {
    if (isNotFound(error)) return;
    throw error;
  }
  const collection = await objects.collection(key);
  throw new ApiError(409, 'AlreadyExists', `${collection?.plural ?? key.kind} "${key.name}" already exists`);
}
