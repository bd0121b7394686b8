import { dataAt, isData, textAt } from './data';
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
   * What must not stand in the object is looked for in its YAML first: that is faster than field by field.
   * @default - the fields are gone through
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
  /** Its YAML, where it is written already. */
  readonly yaml: string | undefined;
}

/** A kind in the words of rules. */
type KindName = Pick<RenderedObject, 'group' | 'type'>;

/** The names of kinds. Objects are many and kinds are few: each is named once. */
export class KindNames {
  private readonly byVersion = new Map<string, Map<string, KindName>>();

  public of(apiVersion: string, kind: string): KindName {
    let kinds = this.byVersion.get(apiVersion);
    if (kinds === undefined) this.byVersion.set(apiVersion, (kinds = new Map<string, KindName>()));
    let name = kinds.get(kind);
    if (name === undefined) {
      const group = groupOf(apiVersion);
      kinds.set(kind, (name = { group, type: `${group} ${kind}` }));
    }
    return name;
  }
}

/** Objects that are read one by one while they are rendered: each is at hand then, and thousands are not a moment later. */
export class ReadObjects {
  public readonly all: readonly RenderedObject[];
  private readonly read: RenderedObject[] = [];
  private readonly names = new KindNames();

  public constructor(objects: readonly WrittenObject[] = []) {
    this.all = this.read;
    for (const object of objects) this.add(object);
  }

  public add(object: WrittenObject): void {
    this.read.push(renderedObject(object, this.read.length, this.names));
  }
}

/** Reads what all rules need of an object. */
export function renderedObject(
  { path, manifest: given, yaml }: WrittenObject,
  position = 0,
  names = new KindNames(),
): RenderedObject {
  const manifest = isData(given) ? given : {};
  const apiVersion = textAt(manifest, 'apiVersion') ?? '';
  const kind = textAt(manifest, 'kind') ?? '';
  const { group, type } = names.of(apiVersion, kind);
  const metadata = dataAt(manifest, 'metadata');
  return {
    path,
    manifest,
    apiVersion,
    group,
    kind,
    type,
    name: textAt(metadata, 'name') ?? '',
    namespace: textAt(metadata, 'namespace') ?? '',
    labels: dataAt(metadata, 'labels'),
    annotations: dataAt(metadata, 'annotations'),
    spec: dataAt(manifest, 'spec'),
    position,
    yaml,
  };
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
