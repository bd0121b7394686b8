import { isFields, type Fields } from '../manifest';
import type { ItemKey, Step } from './field-path';
import { keyed, type KeyedList } from './merge-keys';
import { sameQuantity } from './quantity-value';

/** One change of plain data. Applied in order, the changes of an object turn its old data into its new data. */
export interface DataChange {
  /** `reordered`: the items of a list that both sides have stand in another order; `before` and `after` are their keys. */
  readonly kind: 'added' | 'removed' | 'changed' | 'reordered';
  readonly path: readonly Step[];
  readonly before?: unknown;
  readonly after?: unknown;
  /** Where an added item of a list with keys stands in the new list. */
  readonly index?: number;
}

/**
 * What changed between two values. Fields are compared by name in the order of their names, items of lists by their merge keys
 * where they have some, other lists by position; lists of another length whole. Quantities are compared as amounts.
 */
export function dataChanges(before: unknown, after: unknown, path: readonly Step[] = []): DataChange[] {
  if (Object.is(before, after)) return [];
  if (Array.isArray(before) && Array.isArray(after)) return listChanges(before, after, path);
  if (isFields(before) && isFields(after)) return fieldChanges(before, after, path);
  const [parent, field] = path.slice(-2);
  if (typeof field === 'string' && sameQuantity(typeof parent === 'string' ? parent : undefined, field, before, after))
    return [];
  return [{ kind: 'changed', path, before, after }];
}

function fieldChanges(before: Fields, after: Fields, path: readonly Step[]): DataChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.flatMap((name): DataChange[] => {
    const inner = [...path, name];
    const [old, now] = [own(before, name), own(after, name)];
    if (old === undefined && now === undefined) return [];
    if (old === undefined) return [{ kind: 'added', path: inner, after: now }];
    return now === undefined ? [{ kind: 'removed', path: inner, before: old }] : dataChanges(old, now, inner);
  });
}

function listChanges(before: readonly unknown[], after: readonly unknown[], path: readonly Step[]): DataChange[] {
  const name = path.findLast((step) => typeof step === 'string') ?? '';
  // a list that becomes empty, or was, tells its items one by one too
  const lists = before.length + after.length === 0 ? undefined : keyed(name, before, after);
  if (lists !== undefined) return itemChanges(...lists, path);
  if (before.length === after.length)
    return before.flatMap((item, index) => dataChanges(item, after[index], [...path, index]));
  return [{ kind: 'changed', path, before, after }];
}

function itemChanges(before: KeyedList, after: KeyedList, path: readonly Step[]): DataChange[] {
  const removed = [...before].flatMap(([id, { key, item }]): DataChange[] =>
    after.has(id) ? [] : [{ kind: 'removed', path: [...path, key], before: item }],
  );
  const changed = [...before].flatMap(([id, { key, item }]) => {
    const now = after.get(id);
    return now === undefined ? [] : dataChanges(item, now.item, [...path, key]);
  });
  const added = [...after].flatMap(([id, { key, item }], index): DataChange[] =>
    before.has(id) ? [] : [{ kind: 'added', path: [...path, key], after: item, index }],
  );
  const [old, now] = [keysIn(before, after), keysIn(after, before)];
  const reordered: DataChange[] =
    JSON.stringify(old) === JSON.stringify(now) ? [] : [{ kind: 'reordered', path, before: old, after: now }];
  return [...removed, ...changed, ...reordered, ...added];
}

/** Keys of the items that both lists have, in the order of the first. */
function keysIn(list: KeyedList, other: KeyedList): ItemKey[] {
  return [...list].filter(([id]) => other.has(id)).map(([, { key }]) => key);
}

function own(fields: Fields, name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}
