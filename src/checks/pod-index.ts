import { hasToken } from '../core/token';
import { dataAt, isData, shown, textAt } from './data';
import type { Data } from './data';
import type { PodOwner } from './pod-owner';

/** Makers of pods by namespace and label, so that a selector does not have to be held against all of them. */
export class PodIndex {
  private readonly byNamespace = new Map<string, PodOwner[]>();
  private readonly byLabel = new Map<string, PodOwner[]>();
  /** Those whose namespace or labels only a deployment knows: any selector may mean them. */
  private readonly late: readonly PodOwner[];

  public constructor(private readonly owners: readonly PodOwner[]) {
    this.late = owners.filter(
      ({ object, labels }) =>
        hasToken(object.namespace) || labels === undefined || Object.values(labels).some(hasToken),
    );
    for (const owner of owners) {
      const { namespace } = owner.object;
      put(this.byNamespace, namespace, owner);
      for (const [key, value] of Object.entries(owner.labels ?? {}))
        put(this.byLabel, labelKey(namespace, key, shown(value)), owner);
    }
  }

  /** Those in a namespace, in the order of the objects. */
  public in(namespace: string): readonly PodOwner[] {
    return this.byNamespace.get(namespace) ?? [];
  }

  /** Those in a namespace that may have all of some labels. Others certainly do not have them. */
  public candidates(namespace: string, matchLabels: Data): readonly PodOwner[] {
    if (hasToken(namespace)) return this.owners;
    const known = Object.keys(matchLabels).find(
      (key) => textAt(matchLabels, key) !== undefined && !hasToken(matchLabels[key]),
    );
    const near =
      known === undefined
        ? this.in(namespace)
        : (this.byLabel.get(labelKey(namespace, known, shown(matchLabels[known]))) ?? []);
    return this.late.length === 0 ? near : [...new Set([...near, ...this.late])];
  }
}

/** The `matchLabels` of a label selector. */
export function matchLabelsOf(selector: unknown): Data {
  return isData(selector) ? dataAt(selector, 'matchLabels') : {};
}

function put(index: Map<string, PodOwner[]>, key: string, owner: PodOwner): void {
  const owners = index.get(key);
  if (owners) owners.push(owner);
  else index.set(key, [owner]);
}

function labelKey(namespace: string, key: string, value: string): string {
  return `${namespace} ${key}=${value}`;
}
