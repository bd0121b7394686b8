import { at, isObject, objectAt, objectsAt, type Json, type JsonObject } from '../protocol/json';

/**
 * A manifest without the fields that the program leaves to others (`ignoreChanges`). What only another manager owns is not
 * sent, so that it stays that manager's; what nobody else owns is sent as it is now. Plain dotted paths only, as in the
 * real provider.
 */
export function withoutIgnored(
  object: JsonObject,
  live: JsonObject,
  ignoreChanges: readonly string[],
  fieldManager: string,
): JsonObject {
  return ignoreChanges.reduce((result, ignored) => {
    const path = ignored.split('.');
    const owners = objectsAt(live, 'metadata', 'managedFields').filter((entry) =>
      owns(objectAt(entry, 'fieldsV1'), path),
    );
    const ours = owners.some((entry) => entry.manager === fieldManager);
    if (owners.length > 0 && !ours) return changed(result, path, undefined);
    const current = at(live, ...path);
    return current === undefined ? result : changed(result, path, current);
  }, object);
}

function owns(fields: JsonObject, path: readonly string[]): boolean {
  return at(fields, ...path.map((step) => `f:${step}`)) !== undefined;
}

/** A copy with another value at a path; without a value, the path is removed. */
function changed(object: JsonObject, [step, ...rest]: readonly string[], value: Json | undefined): JsonObject {
  if (step === undefined) return object;
  const copy = { ...object };
  if (rest.length > 0) {
    const child = copy[step];
    if (isObject(child)) copy[step] = changed(child, rest, value);
    return copy;
  }
  if (value === undefined) {
    return Object.fromEntries(Object.entries(copy).filter(([key]) => key !== step));
  }
  return { ...copy, [step]: value };
}
