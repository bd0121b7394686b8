import { isObject, objectAt, textAt, without, type JsonObject } from '../protocol/json';
import { revealedObject } from '../protocol/property-map';
import { withSecrets } from './secrets';

/** What the provider keeps of an object in the engine's state, beside the object itself. */
const KEY = { inputs: '__inputs', apiVersion: '__initialApiVersion', fieldManager: '__fieldManager' } as const;

/** An object as it was when it was last seen. */
export interface LastSeen {
  /** What the program asked for. */
  readonly inputs: JsonObject;
  /** What the API server had, status included. */
  readonly live: JsonObject;
  /** Who owns its fields on the API server; nothing before it exists. */
  readonly fieldManager: string | undefined;
}

/** Reads the state of a resource. Marks of secrecy are gone: the result must not leave the process. */
export function lastSeen(state: JsonObject): LastSeen {
  const plain = revealedObject(state);
  return {
    inputs: objectAt(plain, KEY.inputs),
    live: without(plain, ...Object.values(KEY)),
    fieldManager: textAt(plain, KEY.fieldManager),
  };
}

/** The version of the API that the object was made with. */
export function initialApiVersion(state: JsonObject): string | undefined {
  return textAt(state, KEY.apiVersion);
}

/** The state of a resource: the live object with its status, and what the provider needs next time. */
export function stateOf(
  live: JsonObject,
  inputs: JsonObject,
  kept: { readonly fieldManager: string; readonly apiVersion: string },
): JsonObject {
  return {
    ...withSecrets(withoutManagedFields(live), inputs),
    [KEY.inputs]: withSecrets(revealedObject(inputs), inputs),
    [KEY.apiVersion]: kept.apiVersion,
    [KEY.fieldManager]: kept.fieldManager,
  };
}

/** Who owns which field is asked of the API server when it matters. In the state it would only be noise. */
function withoutManagedFields(live: JsonObject): JsonObject {
  return isObject(live.metadata) ? { ...live, metadata: without(live.metadata, 'managedFields') } : live;
}

/** Whether an object is on its way out: it takes changes, and goes all the same. */
export function isLeaving(live: JsonObject): boolean {
  return textAt(live, 'metadata', 'deletionTimestamp') !== undefined;
}

const READ_ONLY_METADATA = [
  'creationTimestamp',
  'deletionGracePeriodSeconds',
  'deletionTimestamp',
  'generation',
  'managedFields',
  'resourceVersion',
  'selfLink',
  'uid',
] as const;

/** The inputs of an object that the program did not make: all that somebody could have written. */
export function importedInputs(live: JsonObject): JsonObject {
  return withoutReadOnly(without(live, 'status'));
}

/** Without the fields of metadata that only the API server writes. */
export function withoutReadOnly(object: JsonObject): JsonObject {
  return isObject(object.metadata) ? { ...object, metadata: without(object.metadata, ...READ_ONLY_METADATA) } : object;
}
