import { equal, isObject, objectAt, own, type Json, type JsonObject } from '../protocol/json';

/**
 * What the program asked for, as the cluster has it now. A field keeps the program's words unless its live value is
 * another one than last time: then somebody else changed it. So values that the API server writes in its own way (`1000m`
 * as `1`) are no drift, and neither is what the program never asked for.
 */
export function drifted(inputs: JsonObject, lastLive: JsonObject, live: JsonObject): JsonObject {
  const result = follow(inputs, withStringData(inputs, lastLive), withStringData(inputs, live));
  return isObject(result) ? result : {};
}

function follow(input: Json, last: Json | undefined, now: Json | undefined): Json | undefined {
  if (equal(last, now)) return input;
  if (now === undefined) return undefined;
  if (isObject(input) && isObject(last) && isObject(now)) return followObject(input, last, now);
  if (Array.isArray(input) && Array.isArray(last) && Array.isArray(now)) return followList(input, last, now);
  return now;
}

function followObject(input: JsonObject, last: JsonObject, now: JsonObject): JsonObject {
  const followed: JsonObject = {};
  for (const [key, value] of Object.entries(input)) {
    const result = follow(value, own(last, key), own(now, key));
    if (result !== undefined) followed[key] = result;
  }
  return followed;
}

function followList(input: Json[], last: Json[], now: Json[]): Json[] {
  if (isNamed(input) && isNamed(last) && isNamed(now)) {
    // items that somebody else added under other names are not ours
    return input.flatMap((item) => {
      const result = follow(item, named(last, item.name), named(now, item.name));
      return result === undefined ? [] : [result];
    });
  }
  if (input.length !== last.length || last.length !== now.length) return now;
  return input.map((item, index) => follow(item, last[index], now[index]) ?? null);
}

function isNamed(list: Json[]): list is (JsonObject & { name: string })[] {
  const names = list.map((item) => (isObject(item) ? item.name : undefined));
  return names.every((name) => typeof name === 'string') && new Set(names).size === names.length;
}

function named(list: readonly JsonObject[], name: string): JsonObject | undefined {
  return list.find((item) => item.name === name);
}

/** `stringData` of a Secret is write-only: the API server keeps it in `data`. Here it is read back from there. */
function withStringData(inputs: JsonObject, live: JsonObject): JsonObject {
  if (inputs.kind !== 'Secret' || !isObject(inputs.stringData)) return live;
  const data = objectAt(live, 'data');
  const stringData: JsonObject = {};
  for (const key of Object.keys(inputs.stringData)) {
    const value = own(data, key);
    if (typeof value === 'string') stringData[key] = Buffer.from(value, 'base64').toString('utf8');
  }
  return { ...live, stringData };
}
