import { isObject, own, type Json, type JsonObject } from '../protocol/json';
import { UNKNOWN } from '../protocol/property-map';

/** The way to a value: keys of objects, positions in lists. */
export type Path = readonly (string | number)[];

/** One change between two objects, at the deepest place where they part. */
export interface Change {
  readonly path: Path;
  readonly kind: 'add' | 'delete' | 'update';
  /** What is there afterwards: nothing for a deletion. */
  readonly value: Json | undefined;
  /** What was there before: nothing for an addition. */
  readonly before: Json | undefined;
}

/** All changes from one object to another. A value that is not known yet may be another one: it is a change. */
export function changes(before: JsonObject, after: JsonObject): Change[] {
  return compare([], before, after);
}

function compare(path: Path, before: Json | undefined, after: Json | undefined): Change[] {
  if (before === undefined && after === undefined) return [];
  if (before === undefined) return [{ path, kind: 'add', value: after, before }];
  if (after === undefined) return [{ path, kind: 'delete', value: after, before }];
  if (isObject(before) && isObject(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => compare([...path, key], own(before, key), own(after, key)));
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const longest = Math.max(before.length, after.length);
    return Array.from({ length: longest }, (_, index) => compare([...path, index], before[index], after[index])).flat();
  }
  return before === after && after !== UNKNOWN ? [] : [{ path, kind: 'update', value: after, before }];
}

/** The engine's way to write a path: `spec.containers[0].env`, `metadata.annotations["a.b/c"]`. */
export function pathText(path: Path): string {
  return path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`;
      if (step === '' || /[."[\]]/.test(step)) return `["${step.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"]`;
      return index === 0 ? step : `.${step}`;
    })
    .join('');
}
