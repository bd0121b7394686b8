import type { Edge } from '../core/edge';
import { hasToken } from './token';
import { any, both, sameText } from './certainty';
import type { Answer } from './certainty';
import type { ExaminedInput, ServedApis } from './check-input';
import { KindIndex } from './kind-index';
import { matchLabelsOf, PodIndex } from './pod-index';
import { podOwner } from './pod-owner';
import type { PodOwner } from './pod-owner';
import { ReadObjects } from './read-objects';
import type { RenderedObject } from './rendered-object';
import { selects } from './selector';
import { isData, type Data } from './data';

/** The makers of pods that a selector selects in a namespace: certainly, and once tokens are known. */
interface Selection {
  readonly namespace: string;
  readonly certain: readonly PodOwner[];
  readonly possible: readonly PodOwner[];
}

const NOTHING = new KindIndex('', '');
const NO_PODS: readonly PodOwner[] = Object.freeze([]);

/** Everything that would be deployed, as rules read it. Look-ups do not walk all objects. */
export class Rendering {
  public readonly objects: readonly RenderedObject[];
  /** The same by kind, in the order in which kinds come up. */
  public readonly kinds: readonly KindIndex[];
  /** The objects that make pods. */
  public readonly podOwners: readonly PodOwner[];
  /** The same by namespace and label. */
  public readonly pods: PodIndex;
  /** What the cluster offers, where the environment declares it. */
  public readonly served: ServedApis | undefined;
  /** Who calls whom, as declared. */
  public readonly calls: readonly Edge[];
  /** By group and kind: rules have these apart, and no text is put together to look one up. */
  private readonly byKind = new Map<string, Map<string, KindIndex>>();
  /** By the position of the object. */
  private readonly owners: readonly (PodOwner | undefined)[];
  private readonly views = new Map<unknown, unknown>();
  private readonly selections = new Map<object, Selection>();

  public constructor({ objects, capabilities, calls = [] }: ExaminedInput) {
    this.served = capabilities;
    this.calls = calls;
    const read = objects instanceof ReadObjects ? objects : new ReadObjects(objects);
    this.objects = read.all;
    this.kinds = read.kinds;
    const owners = new Array<PodOwner | undefined>(this.objects.length);
    for (const index of this.kinds) {
      const { group, kind, podTemplate } = index;
      this.byKind.set(group, (this.byKind.get(group) ?? new Map<string, KindIndex>()).set(kind, index));
      if (podTemplate === undefined) continue;
      index.objects.forEach((object) => {
        owners[object.position] = podOwner(object, podTemplate);
      });
    }
    this.owners = owners;
    this.podOwners = owners.filter((owner) => owner !== undefined);
    this.pods = new PodIndex(this.podOwners);
  }

  /** All objects of a kind. */
  public ofKind(group: string, kind: string): readonly RenderedObject[] {
    return this.indexOf(group, kind).objects;
  }

  /** All objects of the kinds that are wanted, kind by kind. */
  public objectsOf(isWanted: (group: string, kind: string) => boolean): readonly RenderedObject[] {
    return this.kinds.flatMap(({ group, kind, objects }) => (isWanted(group, kind) ? objects : []));
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
    return isData(selector) ? this.selection(namespace, selector).certain : NO_PODS;
  }

  /** The makers of pods that a label selector selects, or may select once tokens are known. */
  public possiblySelected(namespace: string, selector: unknown): readonly PodOwner[] {
    if (isData(selector)) return this.selection(namespace, selector).possible;
    return this.candidates(namespace, selector).filter((owner) => maySelect(namespace, selector, owner));
  }

  /** Whether a label selector selects no pods here, whatever tokens turn out to be. The first one found ends the search. */
  public selectsNone(namespace: string, selector: unknown): boolean {
    for (const owner of this.candidates(namespace, selector)) if (maySelect(namespace, selector, owner)) return false;
    return true;
  }

  /** Several rules ask for the same selector of the same object. */
  private selection(namespace: string, selector: Data): Selection {
    const known = this.selections.get(selector);
    if (known?.namespace === namespace) return known;
    const certain: PodOwner[] = [];
    const possible: PodOwner[] = [];
    this.pods.candidates(namespace, matchLabelsOf(selector)).forEach((owner) => {
      const answer = both(sameText(owner.object.namespace, namespace), selects(selector, owner.labels));
      if (answer !== 'no') possible.push(owner);
      if (answer === 'yes') certain.push(owner);
    });
    const selection = { namespace, certain, possible };
    this.selections.set(selector, selection);
    return selection;
  }

  private candidates(namespace: string, selector: unknown): readonly PodOwner[] {
    if (hasToken(selector)) return this.podOwners;
    return isData(selector) ? this.pods.candidates(namespace, matchLabelsOf(selector)) : [];
  }

  private indexOf(group: string, kind: string): KindIndex {
    return this.byKind.get(group)?.get(kind) ?? NOTHING;
  }
}

function maySelect(namespace: string, selector: unknown, { object, labels }: PodOwner): boolean {
  return sameText(object.namespace, namespace) !== 'no' && (!isData(selector) || selects(selector, labels) !== 'no');
}
