import { JSONPath } from 'jsonpath-plus';
import { textOf, type Json, type JsonObject } from '../../protocol/json';

/** The values that a path of kubectl's JSONPath (without its braces) selects in an object. @throws when it cannot be read */
export function selected(object: JsonObject, path: string): Json[] {
  const rooted = path.startsWith('$') ? path : `$${path}`;
  // `safe` evaluates filters with a small interpreter, never with JavaScript's own
  const found: unknown = JSONPath({ path: rooted, json: object, wrap: true, eval: 'safe' });
  // what is selected from plain data is plain data
  return Array.isArray(found) ? (found as Json[]) : [];
}

/** A scalar as it is compared: as text. */
export function scalarText(value: Json): string | undefined {
  return typeof value === 'object' && value !== null ? undefined : textOf(value);
}
