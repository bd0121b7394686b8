import { at, objectsAt, textAt, type JsonObject } from '../protocol/json';
import { isNotFound } from './api-error';
import type { Send } from './api-client';
import type { ObjectType } from './resource-type';

/** Where the API server keeps the objects of a kind. */
export interface Collection {
  /** Path of the API version: `/apis/apps/v1`. */
  readonly root: string;
  /** `deployments`. */
  readonly plural: string;
  /** Whether its objects live in namespaces. */
  readonly namespaced: boolean;
}

/** Asks the API server which kinds it has. Answers are kept; a kind that is missing is asked for again. */
export class Discovery {
  private readonly versions = new Map<string, Promise<JsonObject>>();

  constructor(private readonly send: Send) {}

  /** The collection of a kind, or nothing where the API server has no such kind (yet). */
  public async find(type: ObjectType): Promise<Collection | undefined> {
    const cached = this.versions.get(type.apiVersion);
    const found = await this.lookUp(type);
    // a definition may have brought the kind since the answer was kept
    return found === undefined && cached !== undefined ? this.lookUp(type) : found;
  }

  /** Asks once; an answer without the kind is forgotten. */
  private async lookUp({ apiVersion, kind }: ObjectType): Promise<Collection | undefined> {
    const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const known = this.versions.get(apiVersion) ?? this.send({ method: 'GET', path: root });
    this.versions.set(apiVersion, known);
    try {
      const resource = objectsAt(await known, 'resources').find(
        (candidate) => candidate.kind === kind && !(textAt(candidate, 'name') ?? '/').includes('/'),
      );
      if (resource !== undefined) {
        return { root, plural: textAt(resource, 'name') ?? '', namespaced: at(resource, 'namespaced') === true };
      }
    } catch (error) {
      this.versions.delete(apiVersion);
      if (isNotFound(error)) return undefined;
      throw error;
    }
    this.versions.delete(apiVersion);
    return undefined;
  }
}
