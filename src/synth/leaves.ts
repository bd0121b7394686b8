import { isFields } from './manifest';

/** What `eachLeaf` tells of: a value that holds no others, or a key of a map. */
export interface Leaf {
  /** Where it is in the object: `spec.containers[0].image`, `metadata.annotations["a.b/c"]`. */
  readonly field: string;
  readonly value: unknown;
  readonly isKey: boolean;
}

/** Visits every leaf and every key of plain data, in order. */
export function eachLeaf(data: unknown, visit: (leaf: Leaf) => void, field = ''): void {
  if (Array.isArray(data)) {
    data.forEach((item: unknown, index) => {
      eachLeaf(item, visit, `${field}[${index}]`);
    });
  } else if (isFields(data)) {
    for (const [key, value] of Object.entries(data)) {
      const inner = fieldPath(field, key);
      visit({ field: inner, value: key, isKey: true });
      eachLeaf(value, visit, inner);
    }
  } else {
    visit({ field, value: data, isKey: false });
  }
}

/** A field path, one key longer. */
export function fieldPath(field: string, key: string): string {
  if (!/^[A-Za-z_$][\w$-]*$/.test(key)) return `${field}[${JSON.stringify(key)}]`;
  return field === '' ? key : `${field}.${key}`;
}
