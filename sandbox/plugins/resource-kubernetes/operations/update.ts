import { without, type JsonObject } from '../../protocol/json';
import { containsUnknown, revealedObject } from '../../protocol/property-map';
import { forcesPatch, skipsReadiness, wantedFieldManager } from '../annotations';
import { isInvalid, isNotFound } from '../api-error';
import { AwaitError, untilReady, type Patience } from '../await/wait';
import type { Cluster } from '../cluster';
import { conflictingOwners, explained } from '../conflict';
import { initializationError } from '../failure';
import { ownershipPatch, takenOver, yields } from '../field-managers';
import { withoutIgnored } from '../ignored-fields';
import { uniqueName } from '../naming';
import { keyOf, type ObjectKey } from '../objects';
import { isOpen } from '../preview';
import { redactor } from '../secrets';
import { initialApiVersion, isLeaving, lastSeen, stateOf, withoutReadOnly } from '../state';
import { gone, patienceFor } from './patience';

/** A change that the engine wants to be made. */
export interface UpdateInput {
  readonly urn: string;
  readonly id: string;
  /** State of last time. */
  readonly olds: JsonObject;
  readonly inputs: JsonObject;
  /** Paths that the program leaves to others. */
  readonly ignoreChanges: readonly string[];
  /** Seconds; 0 where the program sets none. */
  readonly timeout: number;
}

/** Shows what a change would give. What cannot be known yet is left open. */
export async function updatePreview(cluster: Cluster, input: UpdateInput): Promise<JsonObject> {
  const { inputs, olds, ignoreChanges, urn } = input;
  const object = withoutReadOnly(revealedObject(inputs));
  if (containsUnknown(object) || isLeaving(lastSeen(olds).live)) return inputs;
  const fieldManager = managerOf(olds, object);
  const redact = redactor(inputs);
  try {
    const live = await cluster.objects.get(keyOf(lastSeen(olds).live));
    const wanted = withoutIgnored(object, live, ignoreChanges, fieldManager);
    const result = await dryRun(cluster, wanted, fieldManager, lastSeen(olds).fieldManager);
    return state(without(result, 'status'), input, fieldManager);
  } catch (error) {
    if (isOpen(error)) return inputs;
    throw new Error(redact(`update of resource "${urn}" failed: ${explained(error, fieldManager)}`), { cause: error });
  }
}

/** A real update takes some fields over first; a dry run cannot, and forces where only those are in the way. */
async function dryRun(
  cluster: Cluster,
  object: JsonObject,
  fieldManager: string,
  former: string | undefined,
): Promise<JsonObject> {
  const force = cluster.configuration.enablePatchForce || forcesPatch(object);
  try {
    return await cluster.objects.apply(object, { fieldManager, force, dryRun: true });
  } catch (error) {
    if (conflictingOwners(error)?.every((owner) => yields(owner, former)) !== true) throw error;
    return await cluster.objects.apply(object, { fieldManager, force: true, dryRun: true });
  }
}

/** Changes an object and waits until it is ready again. */
export async function update(cluster: Cluster, input: UpdateInput): Promise<JsonObject> {
  const { urn, inputs, olds } = input;
  const object = withoutReadOnly(revealedObject(inputs));
  const fieldManager = managerOf(olds, object);
  const redact = redactor(inputs);
  const patience = patienceFor(cluster, object, input, redact);
  let live: JsonObject;
  try {
    live = await change(cluster, input, object, fieldManager, patience);
  } catch (error) {
    throw new Error(redact(`update of resource "${urn}" failed: ${explained(error, fieldManager)}`), { cause: error });
  }
  if (skipsReadiness(object)) return state(live, input, fieldManager);
  try {
    return state(await untilReady(live, cluster.objects, patience), input, fieldManager);
  } catch (error) {
    const changed = error instanceof AwaitError ? error.object : live;
    const reasons = error instanceof AwaitError ? error.reasons : [];
    throw initializationError(
      redact(
        `the Kubernetes API server reported that "${input.id}" failed to fully initialize or become live: ${explained(error, fieldManager)}`,
      ),
      reasons.map(redact),
      { id: input.id, state: state(changed, input, fieldManager) },
    );
  }
}

async function change(
  cluster: Cluster,
  { olds, ignoreChanges }: UpdateInput,
  object: JsonObject,
  fieldManager: string,
  patience: Patience,
): Promise<JsonObject> {
  const { objects, configuration } = cluster;
  const { live: last, fieldManager: former } = lastSeen(olds);
  const live = await owned(cluster, keyOf(last), fieldManager, former).catch((error: unknown) => {
    if (isNotFound(error) && isLeaving(last)) return undefined;
    throw error;
  });
  const force = configuration.enablePatchForce || forcesPatch(object);
  const options = { fieldManager, force, dryRun: false };
  if (live !== undefined && !isLeaving(live))
    return objects.apply(withoutIgnored(object, live, ignoreChanges, fieldManager), options);
  // it would take the change and go all the same: it is made anew
  if (live !== undefined) await gone(cluster, live, patience);
  return objects.apply(object, options);
}

/** How often ownership is handed over anew when somebody else wrote to the object in between: its controller, most often. */
const MOST_HANDOVERS = 5;

/** The object as it is, once all is ours that an update takes over. */
async function owned(
  { objects }: Cluster,
  key: ObjectKey,
  fieldManager: string,
  former: string | undefined,
): Promise<JsonObject> {
  for (let attempt = 1; ; attempt++) {
    const live = await objects.get(key);
    const ownership = takenOver(live, fieldManager, former);
    if (ownership === undefined) return live;
    try {
      return await objects.patch(key, ownershipPatch(live, ownership));
    } catch (error) {
      // the patch holds only for the version that was looked at
      if (!isInvalid(error) || attempt === MOST_HANDOVERS) throw error;
    }
  }
}

function managerOf(olds: JsonObject, object: JsonObject): string {
  return (
    wantedFieldManager(object) ?? lastSeen(olds).fieldManager ?? uniqueName('pulumi-kubernetes-', new Uint8Array())
  );
}

function state(live: JsonObject, { inputs, olds }: UpdateInput, fieldManager: string): JsonObject {
  const apiVersion = initialApiVersion(olds) ?? keyOf(revealedObject(inputs)).apiVersion;
  return stateOf(live, inputs, { fieldManager, apiVersion });
}
