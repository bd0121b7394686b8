import type { ApiObject } from 'cdk8s';
import type { ConstructEdges } from './construct-edges';
import { identityOf, showIdentity } from './identity';
import { IdentityNumbers } from './identity-numbers';
import type { ManifestHead } from './manifest';
import type { Problem } from './problem';
import { provides, references } from './references';
import type { RenderedObject } from './rendered';
import type { Scopes } from './scope';

const NONE: readonly number[] = [];

/** What is left of an object once its manifest is gone. */
interface NamedObject {
  readonly object: ApiObject;
  readonly path: string;
  readonly head: ManifestHead;
  /** Numbers of what it refers to, and of what it answers for besides itself. */
  readonly references: readonly number[];
  readonly provides: readonly number[];
}

/** The names that objects have of each other, as dependencies. A manifest is read once and not kept. */
export class NameEdges {
  readonly #numbers = new IdentityNumbers();
  readonly #objects: NamedObject[] = [];

  public read({ object, path, manifest }: RenderedObject, head: ManifestHead): void {
    const names = new Set<number>();
    for (const identity of references(manifest)) names.add(this.#numbers.of(identity));
    const provided = provides(manifest);
    this.#objects.push({
      object,
      path,
      head,
      references: [...names],
      provides: provided.length === 0 ? NONE : provided.map((identity) => this.#numbers.of(identity)),
    });
  }

  /** Adds an edge from each object to those that it names. Two objects of one identity are a problem of both. */
  public addTo(edges: ConstructEdges, scopes: Scopes): Problem[] {
    const problems: Problem[] = [];
    // by number
    const owners: NamedObject[] = [];
    const providers: ApiObject[] = [];
    for (const named of this.#objects) {
      const identity = identityOf(named.head, scopes.of(named.head));
      const own = this.#numbers.of(identity);
      const twin = owners[own];
      if (twin === undefined) owners[own] = named;
      else
        problems.push({
          path: named.path,
          message: `is ${showIdentity(identity)}, and so is [${twin.path}]; give one of them another name or namespace, or remove it`,
        });
      providers[own] ??= named.object;
      for (const provided of named.provides) providers[provided] ??= named.object;
    }
    for (const { object, references: names } of this.#objects) {
      const waitedFor: ApiObject[] = [];
      for (const name of names) {
        const provider = providers[name];
        if (provider !== undefined) waitedFor.push(provider);
      }
      edges.add(object, waitedFor);
    }
    return problems;
  }
}
