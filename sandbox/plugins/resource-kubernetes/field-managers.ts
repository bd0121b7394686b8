import type { Owner } from './conflict';
import { isObject, objectAt, objectsAt, own, textAt, type Json, type JsonObject } from '../protocol/json';

/**
 * Changes that a person makes with kubectl, and those of old versions of the provider, are taken over by an update: it
 * then wins back their fields without a conflict. Controllers (an autoscaler, say) are never overruled in this way.
 */
const TAKEN_OVER: readonly { readonly prefix: string; readonly operations: readonly string[] }[] = [
  { prefix: 'kubectl', operations: ['Apply', 'Update'] },
  { prefix: 'before-first-apply', operations: ['Update'] },
  { prefix: 'pulumi-kubernetes', operations: ['Update'] },
  { prefix: 'pulumi-resource-kubernetes', operations: ['Update'] },
];

function isTakenOver(entry: JsonObject): boolean {
  const manager = textAt(entry, 'manager') ?? '';
  const operation = textAt(entry, 'operation') ?? '';
  return (
    entry.subresource === undefined &&
    TAKEN_OVER.some(({ prefix, operations }) => manager.startsWith(prefix) && operations.includes(operation))
  );
}

/** Whether an update takes the fields of this owner over. `former` is the name that we had before. */
export function yields({ manager, subresource }: Owner, former?: string): boolean {
  return (
    subresource === undefined && (manager === former || TAKEN_OVER.some(({ prefix }) => manager.startsWith(prefix)))
  );
}

/**
 * The ownership of an object's fields after `manager` took over, or nothing where there is nothing to take. What we owned
 * under a former name is ours too: so the former name gives its fields up, and those that are no longer asked for go.
 */
export function takenOver(object: JsonObject, manager: string, former?: string): JsonObject[] | undefined {
  const entries = objectsAt(object, 'metadata', 'managedFields');
  const taken = entries.filter(
    (entry) => !isOurs(entry, manager) && (isTakenOver(entry) || (former !== undefined && isOurs(entry, former))),
  );
  if (taken.length === 0) return undefined;
  const own = entries.find((entry) => isOurs(entry, manager));
  const [first] = taken;
  const fieldsV1 = [...taken, ...(own === undefined ? [] : [own])]
    .map((entry) => objectAt(entry, 'fieldsV1'))
    .reduce<JsonObject>(union, {});
  return [
    ...entries.filter((entry) => !taken.includes(entry) && entry !== own),
    { ...(own ?? first), manager, operation: 'Apply', fieldsV1 },
  ];
}

function isOurs(entry: JsonObject, manager: string): boolean {
  return entry.manager === manager && entry.operation === 'Apply' && entry.subresource === undefined;
}

function union(left: JsonObject, right: JsonObject): JsonObject {
  const merged: JsonObject = { ...left };
  for (const [key, value] of Object.entries(right)) {
    const other: Json | undefined = own(merged, key);
    merged[key] = isObject(other) && isObject(value) ? union(other, value) : value;
  }
  return merged;
}

/** A JSON patch that hands over ownership, unless the object changed in the meantime. */
export function ownershipPatch(object: JsonObject, managedFields: JsonObject[]): Json[] {
  const version = textAt(object, 'metadata', 'resourceVersion') ?? '';
  return [
    { op: 'test', path: '/metadata/resourceVersion', value: version },
    { op: 'replace', path: '/metadata/managedFields', value: managedFields },
  ];
}
