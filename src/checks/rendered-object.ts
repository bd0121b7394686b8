import type { Data } from './data';

/** An object as it would be deployed, and the construct that renders it. */
export interface CheckedObject {
  /** Path of the construct. */
  readonly path: string;
  /** The object as plain data. Text that only a deployment knows stands in it as tokens. */
  readonly manifest: object;
}

/** A checked object that is written already. */
export interface WrittenObject extends CheckedObject {
  /**
   * Its YAML, of which a look tells more quickly than of all its fields what cannot stand in the object. Content that no rule
   * reads is not held then.
   * @default - the fields are gone through, and all content is held
   */
  readonly yaml?: string;
}

/** A checked object with what all rules read of it. */
export interface RenderedObject {
  readonly path: string;
  readonly manifest: Data;
  readonly apiVersion: string;
  /** API group, empty for the core group. */
  readonly group: string;
  readonly kind: string;
  /** Group and kind: `apps Deployment`, and ` Service` for the core group. */
  readonly type: string;
  readonly name: string;
  /** Empty for what belongs to no namespace. */
  readonly namespace: string;
  readonly labels: Data;
  readonly annotations: Data;
  readonly spec: Data;
  /** Its place among all objects, from 0. */
  readonly position: number;
  /** Whether any text in it may be a credential. Of nearly every object its YAML tells at a glance that none is. */
  readonly mayHoldCredential: boolean;
  /** The most bytes that its texts together may have, as the length of its YAML tells; endless where there is no YAML. */
  readonly mostBytes: number;
}

/** Objects by their namespace, in their order. */
export function byNamespace(objects: readonly RenderedObject[]): ReadonlyMap<string, readonly RenderedObject[]> {
  const groups = new Map<string, RenderedObject[]>();
  for (const object of objects) {
    const group = groups.get(object.namespace);
    if (group) group.push(object);
    else groups.set(object.namespace, [object]);
  }
  return groups;
}

/** The object in words: `apps/v1 Deployment shop/api`. */
export function describeObject({ apiVersion, kind, namespace, name }: RenderedObject): string {
  return `${apiVersion} ${kind} ${namespace === '' ? name : `${namespace}/${name}`}`;
}

/** Kind and name, for a sentence about objects of one namespace: `Deployment api`. */
export function shortName({ kind, name }: RenderedObject): string {
  return `${kind} ${name}`;
}

/** API group of an apiVersion, empty for the core group. */
export function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}
