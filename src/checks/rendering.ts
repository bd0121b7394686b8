import type { Edge } from '../core/edge';
import { hasToken } from '../core/token';
import { any, both, sameText } from './certainty';
import type { Answer } from './certainty';
import type { CheckInput, ServedApis } from './check-input';
import { KindIndex } from './kind-index';
import { matchLabelsOf, PodIndex } from './pod-index';
import { podOwner } from './pod-owner';
import type { PodOwner } from './pod-owner';
import { KindNames, renderedObject } from './rendered-object';
import type { RenderedObject } from './rendered-object';
import { selects } from './selector';
import { isData } from './data';

const NOTHING = new KindIndex('');
const NO_PODS: readonly PodOwner[] = Object.freeze([]);

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
  private readonly byKind = new Map<string, KindIndex>();
  /** By the position of the object. */
  private readonly owners: (PodOwner | undefined)[] = [];
  private readonly views = new Map<unknown, unknown>();
  private readonly selections = new WeakMap<
    object,
    { readonly namespace: string; readonly pods: readonly PodOwner[] }
  >();

  public constructor({ objects, capabilities, calls = [] }: CheckInput) {
    this.served = capabilities;
    this.calls = calls;
    const names = new KindNames();
    this.objects = objects.map((object, position) => renderedObject(object, position, names));
    const podOwners: PodOwner[] = [];
    for (const object of this.objects) {
      let index = this.byKind.get(object.type);
      if (index === undefined) this.byKind.set(object.type, (index = new KindIndex(object.type)));
      index.objects.push(object);
      const owner = index.podTemplate && podOwner(object, index.podTemplate);
      if (owner !== undefined) podOwners.push(owner);
      this.owners.push(owner);
    }
    this.podOwners = podOwners;
    this.pods = new PodIndex(podOwners);
  }

  /** All objects of a kind. */
  public ofKind(group: string, kind: string): readonly RenderedObject[] {
    return this.indexOf(group, kind).objects;
  }

  /** All objects of the kinds that are wanted, kind by kind. */
  public objectsOf(isWanted: (group: string, kind: string) => boolean): readonly RenderedObject[] {
    return [...this.byKind.values()].flatMap(({ objects }) =>
      objects.slice(0, 1).some(({ group, kind }) => isWanted(group, kind)) ? objects : [],
    );
  }

  /** The object of a name, or nothing. */
  public find(group: string, kind: string, namespace: string, name: string): RenderedObject | undefined {
    return this.indexOf(group, kind).find(namespace, name);
  }

  /** Whether there is an object of a name: unknown where a token decides. */
  public has(group: string, kind: string, namespace: string, name: string): Answer {
    const index = this.indexOf(group, kind);
    if (index.find(namespace, name)) return 'yes';
    // what a token names may be in the cluster already
    if (hasToken(name)) return 'unknown';
    const candidates = hasToken(namespace) ? index.objects : index.unnamed();
    return any(candidates.map((object) => both(sameText(object.name, name), sameText(object.namespace, namespace))));
  }

  /** What makes the pods of an object, or nothing when it makes none. */
  public ownerOf(object: RenderedObject): PodOwner | undefined {
    return this.owners[object.position];
  }

  /** What several rules derive from all objects, derived once. */
  public view<View>(derive: (rendering: Rendering) => View): View {
    // kept under the function that derived it
    const known = this.views.get(derive) as View | undefined;
    if (known !== undefined) return known;
    const view = derive(this);
    this.views.set(derive, view);
    return view;
  }

  /** The makers of pods in a namespace that a label selector certainly selects. No selector selects none, an empty one all. */
  public selectedPods(namespace: string, selector: unknown): readonly PodOwner[] {
    if (!isData(selector)) return NO_PODS;
    // several rules ask for the same selector of the same object
    const known = this.selections.get(selector);
    if (known?.namespace === namespace) return known.pods;
    const pods: PodOwner[] = [];
    for (const owner of this.pods.candidates(namespace, matchLabelsOf(selector)))
      if (sameText(owner.object.namespace, namespace) === 'yes' && selects(selector, owner.labels) === 'yes')
        pods.push(owner);
    this.selections.set(selector, { namespace, pods });
    return pods;
  }

  /** The makers of pods that a label selector selects, or may select once tokens are known. */
  public possiblySelected(namespace: string, selector: unknown): PodOwner[] {
    return this.candidates(namespace, selector).filter((owner) => maySelect(namespace, selector, owner));
  }

  /** Whether a label selector selects no pods here, whatever tokens turn out to be. The first one found ends the search. */
  public selectsNone(namespace: string, selector: unknown): boolean {
    for (const owner of this.candidates(namespace, selector)) if (maySelect(namespace, selector, owner)) return false;
    return true;
  }

  private candidates(namespace: string, selector: unknown): readonly PodOwner[] {
    if (hasToken(selector)) return this.podOwners;
    return isData(selector) ? this.pods.candidates(namespace, matchLabelsOf(selector)) : [];
  }

  private indexOf(group: string, kind: string): KindIndex {
    return this.byKind.get(`${group} ${kind}`) ?? NOTHING;
  }
}

function maySelect(namespace: string, selector: unknown, { object, labels }: PodOwner): boolean {
  return sameText(object.namespace, namespace) !== 'no' && (!isData(selector) || selects(selector, labels) !== 'no');
}
