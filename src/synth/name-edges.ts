import type { ApiObject } from 'cdk8s';
import type { ConstructEdges } from './construct-edges';
import { identityKey, identityOf, showIdentity } from './identity';
import type { ManifestHead } from './manifest';
import type { Problem } from './problem';
import { provides, references } from './references';
import type { RenderedObject } from './rendered';
import type { Scopes } from './scope';

/** What is left of an object once its manifest is gone. */
interface NamedObject {
  readonly object: ApiObject;
  readonly path: string;
  readonly head: ManifestHead;
  /** Numbers of the keys that it refers to, and of those that it answers for besides its identity. */
  readonly references: readonly number[];
  readonly provides: readonly number[];
}

/**
 * The names that objects have of each other, as dependencies. A manifest is read once and not kept; many objects name the
 * same things, so that each key is kept once and has a number.
 */
export class NameEdges {
  readonly #keys = new Map<string, number>();
  readonly #objects: NamedObject[] = [];

  public read({ object, path, manifest }: RenderedObject, head: ManifestHead): void {
    this.#objects.push({
      object,
      path,
      head,
      references: references(manifest).map((key) => this.#number(key)),
      provides: provides(manifest).map((key) => this.#number(key)),
    });
  }

  /** Adds an edge from each object to those that it names. Two objects of one identity are a problem of both. */
  public addTo(edges: ConstructEdges, scopes: Scopes): Problem[] {
    const problems: Problem[] = [];
    // by number of the key
    const owners: NamedObject[] = [];
    const providers: ApiObject[] = [];
    for (const named of this.#objects) {
      const identity = identityOf(named.head, scopes.of(named.head));
      const key = this.#number(identityKey(identity));
      const twin = owners[key];
      if (twin === undefined) owners[key] = named;
      else
        problems.push({
          path: named.path,
          message: `is ${showIdentity(identity)}, and so is [${twin.path}]; give one of them another name or namespace, or remove it`,
        });
      for (const provided of [key, ...named.provides]) providers[provided] ??= named.object;
    }
    for (const { object, references: names } of this.#objects)
      edges.add(
        object,
        names.flatMap((name) => providers[name] ?? []),
      );
    return problems;
  }

  #number(key: string): number {
    const known = this.#keys.get(key) ?? this.#keys.size;
    if (known === this.#keys.size) this.#keys.set(key, known);
    return known;
  }
}
