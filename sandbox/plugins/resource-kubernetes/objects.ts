import { objectsAt, textAt, type Json, type JsonObject } from '../protocol/json';
import type { Send } from './api-client';
import { KindMissingError } from './api-error';
import type { Collection, Discovery } from './discovery';
import type { ObjectType } from './resource-type';

/** Which object. */
export interface ObjectKey extends ObjectType {
  readonly namespace: string | undefined;
  readonly name: string;
}

/** How an object is applied. */
export interface ApplyOptions {
  /** Who owns the fields that are sent. */
  readonly fieldManager: string;
  /** Whether fields of other managers are taken from them. */
  readonly force: boolean;
  /** Whether the API server only says what would happen. */
  readonly dryRun: boolean;
}

/** The objects of a cluster. */
export class Objects {
  constructor(
    private readonly send: Send,
    private readonly discovery: Discovery,
  ) {}

  /** Where a kind is kept, or nothing where the API server does not have it. */
  public collection(type: ObjectType): Promise<Collection | undefined> {
    return this.discovery.find(type);
  }

  public async get(key: ObjectKey): Promise<JsonObject> {
    return this.send({ method: 'GET', path: await this.path(key) });
  }

  /** Server-side apply: creates the object or changes the fields that are given. */
  public async apply(object: JsonObject, options: ApplyOptions): Promise<JsonObject> {
    return this.send({
      method: 'PATCH',
      path: await this.path(keyOf(object)),
      query: {
        fieldManager: options.fieldManager,
        force: String(options.force),
        ...(options.dryRun ? { dryRun: 'All' } : {}),
      },
      // JSON is YAML
      contentType: 'application/apply-patch+yaml',
      body: object,
    });
  }

  /** Changes an object by a JSON patch. */
  public async patch(key: ObjectKey, operations: Json[]): Promise<JsonObject> {
    return this.send({
      method: 'PATCH',
      path: await this.path(key),
      contentType: 'application/json-patch+json',
      body: operations,
    });
  }

  public async remove(key: ObjectKey, propagationPolicy: string): Promise<void> {
    await this.send({ method: 'DELETE', path: await this.path(key), query: { propagationPolicy } });
  }

  /** The objects of a namespace whose labels a selector (`app=web,tier in (a,b)`) picks. */
  public async list(type: ObjectType, namespace: string, labelSelector: string): Promise<JsonObject[]> {
    const path = await this.path({ ...type, namespace, name: '' });
    return objectsAt(await this.send({ method: 'GET', path, query: { labelSelector } }), 'items');
  }

  private async path({ name, namespace, ...type }: ObjectKey): Promise<string> {
    const collection = await this.collection(type);
    if (collection === undefined) throw new KindMissingError(type.apiVersion, type.kind);
    const scope = collection.namespaced ? `/namespaces/${encodeURIComponent(namespace ?? 'default')}` : '';
    const object = name === '' ? '' : `/${encodeURIComponent(name)}`;
    return `${collection.root}${scope}/${collection.plural}${object}`;
  }
}

/** Which object a manifest describes. */
export function keyOf(object: JsonObject): ObjectKey {
  return {
    apiVersion: textAt(object, 'apiVersion') ?? '',
    kind: textAt(object, 'kind') ?? '',
    namespace: textAt(object, 'metadata', 'namespace'),
    name: textAt(object, 'metadata', 'name') ?? '',
  };
}
