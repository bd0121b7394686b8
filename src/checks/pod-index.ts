import { hasToken } from './token';
import { asData, isData, shown, textAt, valueAt } from './data';
import type { Data } from './data';
import { InNamespaces } from './in-namespaces';
import type { PodOwner } from './pod-owner';

const NOBODY: readonly PodOwner[] = Object.freeze([]);

/** Makers of pods by namespace and label, so that a selector does not have to be held against all of them. */
export class PodIndex {
  private readonly byNamespace = new Map<string, PodOwner[]>();
  /** By the key of a label. Of most keys nobody asks. */
  private readonly byLabel = new Map<string, InNamespaces<PodOwner[]>>();
  /** Those whose namespace or labels only a deployment knows: any selector may mean them. */
  private readonly late: PodOwner[] = [];

  public constructor(private readonly owners: readonly PodOwner[]) {
    for (const owner of owners) {
      const owned = this.byNamespace.get(owner.object.namespace);
      if (owned) owned.push(owner);
      else this.byNamespace.set(owner.object.namespace, [owner]);
      if (isLate(owner)) this.late.push(owner);
    }
  }

  /** Those in a namespace, in the order of the objects. */
  public in(namespace: string): readonly PodOwner[] {
    return this.byNamespace.get(namespace) ?? NOBODY;
  }

  /** Those in a namespace that may have all of some labels. Others certainly do not have them. */
  public candidates(namespace: string, matchLabels: Data): readonly PodOwner[] {
    if (hasToken(namespace)) return this.owners;
    const near = this.near(namespace, matchLabels);
    return this.late.length === 0 ? near : [...new Set([...near, ...this.late])];
  }

  /** Those whose namespace, and one of whose labels, is known and right. */
  private near(namespace: string, matchLabels: Data): readonly PodOwner[] {
    for (const key in matchLabels) {
      const value = textAt(matchLabels, key);
      if (value !== undefined && !hasToken(value)) return this.byValueOf(key).get(namespace, value) ?? NOBODY;
    }
    return this.in(namespace);
  }

  private byValueOf(key: string): InNamespaces<PodOwner[]> {
    const known = this.byLabel.get(key);
    if (known !== undefined) return known;
    const byValue = new InNamespaces<PodOwner[]>();
    for (const owner of this.owners) {
      const value = owner.labels && valueAt(owner.labels, key);
      if (value === undefined) continue;
      const { namespace } = owner.object;
      const owners = byValue.get(namespace, shown(value));
      if (owners) owners.push(owner);
      else byValue.set(namespace, shown(value), [owner]);
    }
    this.byLabel.set(key, byValue);
    return byValue;
  }
}

/** The `matchLabels` of a label selector. */
export function matchLabelsOf(selector: unknown): Data {
  return isData(selector) ? asData(selector['matchLabels']) : {};
}

function isLate({ object, labels }: PodOwner): boolean {
  return hasToken(object.namespace) || labels === undefined || Object.values(labels).some(hasToken);
}
