import type { Edge } from '../core/edge';
import { hasToken } from '../core/token';
import { all, any, sameText } from './certainty';
import type { Answer } from './certainty';
import type { CheckInput, ServedApis } from './check-input';
import { matchLabelsOf, PodIndex } from './pod-index';
import { podOwner } from './pod-owner';
import type { PodOwner } from './pod-owner';
import { renderedObject } from './rendered-object';
import type { RenderedObject } from './rendered-object';
import { selects } from './selector';
import { isData } from './data';

/** Everything that would be deployed, as rules read it. Look-ups do not walk all objects. */
export class Rendering {
  public readonly objects: readonly RenderedObject[];
  /** The objects that make pods. */
  public readonly podOwners: readonly PodOwner[];
  /** The same by namespace and label. */
  public readonly pods: PodIndex;
  /** What the cluster offers, where the environment declares it. */
  public readonly served: ServedApis | undefined;
  /** Who calls whom, as declared. */
  public readonly calls: readonly Edge[];
  private readonly byKind: ReadonlyMap<string, readonly RenderedObject[]>;
  private readonly byIdentity: ReadonlyMap<string, readonly RenderedObject[]>;
  /** Objects of a kind whose name or namespace only a deployment knows. */
  private readonly unnamed: ReadonlyMap<string, readonly RenderedObject[]>;
  private readonly owners: ReadonlyMap<RenderedObject, PodOwner>;
  private readonly views = new Map<unknown, unknown>();
  private readonly selections = new WeakMap<
    object,
    { readonly namespace: string; readonly pods: readonly PodOwner[] }
  >();

  public constructor({ objects, capabilities, calls = [] }: CheckInput) {
    this.served = capabilities;
    this.calls = calls;
    this.objects = objects.map(renderedObject);
    this.podOwners = this.objects.map(podOwner).filter((owner) => owner !== undefined);
    this.owners = new Map(this.podOwners.map((owner) => [owner.object, owner]));
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

  /** What makes the pods of an object, or nothing when it makes none. */
  public ownerOf(object: RenderedObject): PodOwner | undefined {
    return this.owners.get(object);
  }

  /** What several rules derive from all objects, derived once. */
  public view<View>(derive: (rendering: Rendering) => View): View {
    if (!this.views.has(derive)) this.views.set(derive, derive(this));
    // kept under the function that derived it
    return this.views.get(derive) as View;
  }

  /** The makers of pods in a namespace that a label selector certainly selects. No selector selects none, an empty one all. */
  public selectedPods(namespace: string, selector: unknown): PodOwner[] {
    if (!isData(selector)) return [];
    // several rules ask for the same selector of the same object
    const known = this.selections.get(selector);
    if (known?.namespace === namespace) return [...known.pods];
    const pods = this.pods
      .candidates(namespace, matchLabelsOf(selector))
      .filter(
        (owner) => sameText(owner.object.namespace, namespace) === 'yes' && selects(selector, owner.labels) === 'yes',
      );
    this.selections.set(selector, { namespace, pods });
    return [...pods];
  }

  /** The makers of pods that a label selector selects, or may select once tokens are known. */
  public possiblySelected(namespace: string, selector: unknown): PodOwner[] {
    const isLate = hasToken(selector);
    if (!isLate && !isData(selector)) return [];
    const candidates = isLate ? this.podOwners : this.pods.candidates(namespace, matchLabelsOf(selector));
    return candidates.filter(
      ({ object, labels }) =>
        sameText(object.namespace, namespace) !== 'no' && (!isData(selector) || selects(selector, labels) !== 'no'),
    );
  }
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const id = keyOf(item);
    const group = groups.get(id);
    if (group) group.push(item);
    else groups.set(id, [item]);
  }
  return groups;
}

function key(...parts: readonly string[]): string {
  return parts.join(' ');
}
