import { without, type JsonObject } from '../../protocol/json';
import { containsUnknown, revealedObject } from '../../protocol/property-map';
import { forcesPatch, skipsReadiness, timeoutSeconds, wantedFieldManager } from '../annotations';
import { AwaitError, untilReady } from '../await/wait';
import type { Cluster } from '../cluster';
import { conflictingOwners, explained } from '../conflict';
import { initializationError } from '../failure';
import { ownershipPatch, takenOver, yields } from '../field-managers';
import { withoutIgnored } from '../ignored-fields';
import { uniqueName } from '../naming';
import { keyOf } from '../objects';
import { isOpen } from '../preview';
import { redactor } from '../secrets';
import { initialApiVersion, lastSeen, stateOf, withoutReadOnly } from '../state';

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
  if (containsUnknown(object)) return inputs;
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
  let live: JsonObject;
  try {
    live = await change(cluster, input, object, fieldManager);
  } catch (error) {
    throw new Error(redact(`update of resource "${urn}" failed: ${explained(error, fieldManager)}`), { cause: error });
  }
  if (skipsReadiness(object)) return state(live, input, fieldManager);
  try {
    const patience = {
      timeoutSeconds: timeoutSeconds(object, input.timeout),
      signal: cluster.signal,
      progress: (message: string) => {
        cluster.log.status(redact(message), urn);
      },
    };
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
): Promise<JsonObject> {
  const { objects, configuration } = cluster;
  const seen = lastSeen(olds);
  const key = keyOf(seen.live);
  const found = await objects.get(key);
  const ownership = takenOver(found, fieldManager, seen.fieldManager);
  const live = ownership === undefined ? found : await objects.patch(key, ownershipPatch(found, ownership));
  const wanted = withoutIgnored(object, live, ignoreChanges, fieldManager);
  const force = configuration.enablePatchForce || forcesPatch(object);
  return objects.apply(wanted, { fieldManager, force, dryRun: false });
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
