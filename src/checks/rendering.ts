import type { Capabilities } from '../core/capabilities';
import { hasToken } from '../core/token';
import { all, any, sameText } from './certainty';
import type { Answer } from './certainty';
import { matchLabelsOf, PodIndex } from './pod-index';
import { podOwner } from './pod-owner';
import type { PodOwner } from './pod-owner';
import { renderedObject } from './rendered-object';
import type { CheckedObject, RenderedObject } from './rendered-object';
import { selects } from './selector';
import { isData } from './data';

/** What a cluster serves, as far as checks ask. */
export type ServedApis = Pick<Capabilities, 'kubernetes' | 'customResources'>;

/** Everything that would be deployed, as rules read it. Look-ups do not walk all objects. */
export class Rendering {
  public readonly objects: readonly RenderedObject[];
  /** The objects that make pods. */
  public readonly podOwners: readonly PodOwner[];
  /** The same by namespace and label. */
  public readonly pods: PodIndex;
  private readonly byKind: ReadonlyMap<string, readonly RenderedObject[]>;
  private readonly byIdentity: ReadonlyMap<string, readonly RenderedObject[]>;
  /** Objects of a kind whose name or namespace only a deployment knows. */
  private readonly unnamed: ReadonlyMap<string, readonly RenderedObject[]>;

  public constructor(
    objects: readonly CheckedObject[],
    /** What the cluster serves, where the environment declares it. */
    public readonly served: ServedApis | undefined,
  ) {
    this.objects = objects.map(renderedObject);
    this.podOwners = this.objects.map(podOwner).filter((owner) => owner !== undefined);
    this.byKind = groupBy(this.objects, ({ group, kind }) => key(group, kind));
    this.byIdentity = groupBy(this.objects, ({ group, kind, namespace, name }) => key(group, kind, namespace, name));
    const late = this.objects.filter(({ namespace, name }) => hasToken(namespace) || hasToken(name));
    this.unnamed = groupBy(late, ({ group, kind }) => key(group, kind));
    this.pods = new PodIndex(this.podOwners);
  }

  /** All objects of a kind. */
  public ofKind(group: string, kind: string): readonly RenderedObject[] {
    return this.byKind.get(key(group, kind)) ?? [];
  }

  /** The object of a name, or nothing. */
  public find(group: string, kind: string, namespace: string, name: string): RenderedObject | undefined {
    return this.byIdentity.get(key(group, kind, namespace, name))?.[0];
  }

  /** Whether there is an object of a name: unknown where a token decides. */
  public has(group: string, kind: string, namespace: string, name: string): Answer {
    if (this.find(group, kind, namespace, name)) return 'yes';
    // what a token names may be in the cluster already
    if (hasToken(name)) return 'unknown';
    const candidates = hasToken(namespace) ? this.ofKind(group, kind) : this.unnamed.get(key(group, kind));
    return any(
      (candidates ?? []).map((object) => all([sameText(object.name, name), sameText(object.namespace, namespace)])),
    );
  }

  /** The makers of pods in a namespace that a label selector certainly selects. No selector selects none, an empty one all. */
  public selectedPods(namespace: string, selector: unknown): PodOwner[] {
    if (!isData(selector)) return [];
    const candidates = this.pods.candidates(namespace, matchLabelsOf(selector));
    return candidates.filter(
      (owner) => sameText(owner.object.namespace, namespace) === 'yes' && selects(selector, owner.labels) === 'yes',
    );
  }
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

function key(...parts: readonly string[]): string {
  return parts.join(' ');
}
