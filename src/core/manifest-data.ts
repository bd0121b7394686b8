import { hasToken } from './token';

/** Plain data as it stands in a manifest. A manifest may hold anything, so nothing is taken for granted. */
export type Data = Readonly<Record<string, unknown>>;

const { isArray } = Array;
const NOTHING: Data = Object.freeze({});
const NONE: readonly Data[] = Object.freeze([]);
const NO_TEXTS: readonly string[] = Object.freeze([]);

/** A field's value as an object, or an empty one when it is none. */
export function asData(value: unknown): Data {
  return isData(value) ? value : NOTHING;
}

/** The objects of a field's value as a list, or none. */
export function asList(value: unknown): readonly Data[] {
  if (!isArray(value)) return NONE;
  const list: unknown[] = value;
  return areData(list) ? list : list.filter(isData);
}

/** A field's value as text, or nothing when it is none. */
export function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/*
 * Rules read fields millions of times in a large App. One whose name is known is read where it is wanted, as `asText(spec['type'])`:
 * an engine remembers for each such place where the field is, and what comes from no manifest (the functions that every object
 * inherits) is no text, list or object. For paths, and for names that come from a manifest, there are those below. Steps are
 * written out as parameters: a list of them would have to be made for each question.
 */

/** The object at a path, or an empty one when there is none. */
export function dataAt(data: Data, key: string, second?: string, third?: string, fourth?: string): Data {
  const value = second === undefined ? data[key] : valueAt(data, key, second, third, fourth);
  return isData(value) && key !== '__proto__' ? value : NOTHING;
}

/** The objects of the list at a path, or none. */
export function listAt(data: Data, key: string, second?: string, third?: string, fourth?: string): readonly Data[] {
  // nothing that is inherited is a list
  return asList(second === undefined ? data[key] : valueAt(data, key, second, third, fourth));
}

/** The text at a path, or nothing. */
export function textAt(data: Data, key: string, second?: string, third?: string, fourth?: string): string | undefined {
  const value = second === undefined ? data[key] : valueAt(data, key, second, third, fourth);
  return typeof value === 'string' && key !== '__proto__' ? value : undefined;
}

/** The texts of the list at a path, or none. A list that only a deployment knows is its token alone. */
export function textsAt(data: Data, key: string, second?: string, third?: string, fourth?: string): readonly string[] {
  const value = second === undefined ? own(data, key) : valueAt(data, key, second, third, fourth);
  if (Array.isArray(value)) return value.filter(isText);
  return typeof value === 'string' && hasToken(value) ? [value] : NO_TEXTS;
}

/** The value at a path. Where something above it is a token, all below is unknown: that token is the value. */
export function valueAt(data: Data, key: string, second?: string, third?: string, fourth?: string): unknown {
  if (second === undefined) return own(data, key);
  const next = inner(data[key], second);
  if (third === undefined || next === undefined) return next;
  const last = inner(next, third);
  return fourth === undefined || last === undefined ? last : inner(last, fourth);
}

/** The value at a path of any length. */
export function valueAtPath(data: Data, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => inner(value, key), data);
}

/** One step of a path, into what may be anything. */
function inner(value: unknown, key: string): unknown {
  if (isData(value)) return own(value, key);
  // mostly there is nothing
  return typeof value === 'string' && hasToken(value) ? value : undefined;
}

/** A field. What every object inherits is no data. */
function own(data: Data, key: string): unknown {
  const found = data[key];
  return found === undefined || typeof found === 'function' || key === '__proto__' ? undefined : found;
}

/** Whether any text in a value is one that is looked for. Several times cheaper than `textsIn`, as it makes no paths. */
export function someText(value: unknown, isWanted: (text: string) => boolean): boolean {
  if (typeof value === 'string') return isWanted(value);
  if (Array.isArray(value)) {
    for (const item of value) if (someText(item, isWanted)) return true;
  } else if (isData(value)) {
    for (const key in value) if (someText(value[key], isWanted)) return true;
  }
  return false;
}

/** Every text in a value, with the path to it. */
export function* textsIn(value: unknown, path = ''): Generator<{ readonly path: string; readonly text: string }> {
  if (typeof value === 'string') yield { path, text: value };
  else if (Array.isArray(value)) for (const [index, item] of value.entries()) yield* textsIn(item, `${path}[${index}]`);
  else if (isData(value))
    for (const [key, item] of Object.entries(value)) yield* textsIn(item, path === '' ? key : `${path}.${key}`);
}

/** Whether a value is an object: no list, no plain value. */
export function isData(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !isArray(value);
}

/** Unlike `every`, this sees the holes of a list, too. */
function areData(list: unknown[]): list is Data[] {
  for (let index = 0; index < list.length; index += 1) if (!isData(list[index])) return false;
  return true;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** A value as it stands in a manifest, for messages. */
export function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}
