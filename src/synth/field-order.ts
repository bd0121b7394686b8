import type { ApiObject } from 'cdk8s';
import { isFields } from './manifest';
import { patchesOf } from './patches';

const FIRST: readonly string[] = ['apiVersion', 'kind', 'metadata'];

/**
 * What an object renders to, with its fields in an order that does not depend on the one in which maps were filled. cdk8s
 * sorts fields before it applies JSON patches: maps that a patch brings are as they were written.
 */
export function renderOrdered(object: ApiObject): unknown {
  const rendered: unknown = object.toJson();
  // sorting every object again would cost for nothing
  if (patchesOf(object).length === 0 || !isFields(rendered)) return rendered;
  const sorted = sortFields(rendered);
  const others = Object.keys(sorted).filter((field) => !FIRST.includes(field));
  return Object.fromEntries(
    [...FIRST, ...others].filter((field) => field in sorted).map((field) => [field, sorted[field]]),
  );
}

function sortFields(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const keys = Object.keys(fields).sort();
  return Object.fromEntries(keys.map((key) => [key, sortInside(fields[key])]));
}

function sortInside(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortInside);
  return isFields(value) ? sortFields(value) : value;
}
