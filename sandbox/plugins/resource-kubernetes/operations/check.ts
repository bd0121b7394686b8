import { at, isObject, objectAt, textAt, textOf, without, type JsonObject } from '../../protocol/json';
import { revealedObject, UNKNOWN } from '../../protocol/property-map';
import { autonamed, isAutonamed, waitedFor } from '../annotations';
import { parseWaitFor } from '../await/wait-for';
import { uniqueName } from '../naming';
import { objectType, type ResourceIdentity } from '../resource-type';
import { withSecrets } from '../secrets';

/** What the engine asks to check. */
export interface CheckInput {
  readonly resource: ResourceIdentity;
  /** Inputs of last time; empty for a new resource. */
  readonly olds: JsonObject;
  readonly news: JsonObject;
  /** Makes names the same in preview and update. */
  readonly seed: Uint8Array;
  /** Name that the engine wants for an object without one. */
  readonly proposedName: string | undefined;
  /** Namespace of an object that names none; nothing for an object of the cluster. */
  readonly namespace: string | undefined;
}

export interface CheckFailure {
  readonly property: string;
  readonly reason: string;
}

/** Inputs as they are to be used, or why they cannot be. */
export interface CheckResult {
  readonly inputs: JsonObject;
  readonly failures: readonly CheckFailure[];
}

/** Completes a manifest: its API version and kind, a name, a namespace. */
export function check(input: CheckInput): CheckResult {
  const failures = refusals(input);
  if (failures.length > 0) return { inputs: input.news, failures };
  const type = objectType(input.resource.token);
  // the status is the cluster's to write, and a class that only declares it sends none
  const given = { ...type, ...without(revealedObject(input.news), 'status') };
  const complete = inNamespace(named(given, input), input.namespace);
  return { inputs: withSecrets(complete, input.news), failures: [] };
}

function refusals({ resource, news }: CheckInput): CheckFailure[] {
  const type = objectType(resource.token);
  const plain = revealedObject(news);
  const failures: CheckFailure[] = [];
  for (const property of ['apiVersion', 'kind'] as const) {
    const value = plain[property];
    if (value !== undefined && value !== type[property] && value !== UNKNOWN) {
      failures.push({
        property,
        reason: `${property} '${textOf(value)}' does not fit the type ${resource.token}; allowed: '${type[property]}', or leave it out`,
      });
    }
  }
  if (plain.metadata !== undefined && plain.metadata !== UNKNOWN && !isObject(plain.metadata)) {
    failures.push({ property: 'metadata', reason: 'metadata is not an object; allowed: an object with a name' });
  }
  for (const field of ['name', 'namespace']) {
    const value = at(plain, 'metadata', field);
    if (value !== undefined && typeof value !== 'string') {
      failures.push({ property: `metadata.${field}`, reason: `metadata.${field} is not a text; allowed: a text` });
    }
  }
  if (at(plain, 'metadata', 'generateName') !== undefined && at(plain, 'metadata', 'name') === undefined) {
    failures.push({
      property: 'metadata.generateName',
      reason: 'metadata.generateName is not supported with server-side apply; write metadata.name, or neither',
    });
  }
  const unread = unreadWaitFor(plain);
  if (unread !== undefined) failures.push({ property: 'metadata.annotations', reason: unread });
  return failures;
}

/** Why the annotation that names what to wait for cannot be read. One that is not known yet is read when it is used. */
function unreadWaitFor(object: JsonObject): string | undefined {
  const wanted = waitedFor(object);
  if (wanted === undefined || wanted === UNKNOWN) return undefined;
  try {
    parseWaitFor(wanted);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function named(object: JsonObject, { resource, olds, seed, proposedName }: CheckInput): JsonObject {
  if (object.metadata === UNKNOWN || (textAt(object, 'metadata', 'name') ?? '') !== '') return object;
  const old = revealedObject(olds);
  const oldName = textAt(old, 'metadata', 'name');
  if (oldName !== undefined && isAutonamed(old)) return autonamed(object, oldName);
  return autonamed(object, proposedName ?? uniqueName(`${resource.name}-`, seed));
}

function inNamespace(object: JsonObject, namespace: string | undefined): JsonObject {
  if (namespace === undefined || object.metadata === UNKNOWN) return object;
  if ((textAt(object, 'metadata', 'namespace') ?? '') !== '') return object;
  return { ...object, metadata: { ...objectAt(object, 'metadata'), namespace } };
}
