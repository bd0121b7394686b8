import type { Container } from './container';
import type { PodOwner } from './pod-owner';
import type { Severity } from './finding';
import type { RenderedObject } from './rendered-object';
import type { Rendering } from './rendering';

/** What a rule found at one object. */
export interface Found {
  readonly at: RenderedObject;
  readonly message: string;
  /**
   * How to mend it here.
   * @default - the rule's own fix
   */
  readonly fix?: string;
  /**
   * How bad it is here.
   * @default - the rule's own severity
   */
  readonly severity?: Severity;
}

/** Nothing, without a list made for it: what looks find nearly always. */
export const NOTHING_FOUND: readonly Found[] = Object.freeze([]);

/** What is wrong at an object, sentence by sentence. */
export function foundAt(at: RenderedObject, messages: readonly string[]): readonly Found[] {
  return messages.length === 0 ? NOTHING_FOUND : messages.map((message) => ({ at, message }));
}

/** What is wrong with a container, as the rest of a sentence that begins with it. */
export function foundIn(container: Container, { object: at }: PodOwner, messages: readonly string[]): readonly Found[] {
  return messages.length === 0
    ? NOTHING_FOUND
    : messages.map((message) => ({ at, message: `container ${container.name} ${message}` }));
}

/** What a rule finds at one object, with everything else at hand. */
export type Find<Subject> = (subject: Subject, rendering: Rendering) => readonly Found[];

/** The same at one container of the pods that an object makes. */
export type FindInContainer = (container: Container, owner: PodOwner, rendering: Rendering) => readonly Found[];

/**
 * What a rule looks at. Objects are gone through in blocks: a look that has something to say of a kind is shown those of the
 * block, one after the other. Most rules never see most objects, and both the code of a look and the objects are at hand.
 */
export type Look =
  | { readonly at: 'kinds'; readonly kinds: ReadonlySet<string>; readonly find: Find<RenderedObject> }
  | { readonly at: 'objects'; readonly find: Find<RenderedObject> }
  | { readonly at: 'pods'; readonly find: Find<PodOwner> }
  | { readonly at: 'containers'; readonly find: FindInContainer }
  | { readonly at: 'everything'; readonly find: (rendering: Rendering) => readonly Found[] };

/** Looks at each object of some kinds, as `group Kind`: `apps Deployment`, and ` Service` for the core group. */
export function ofKinds(kinds: readonly string[], find: Find<RenderedObject>): Look {
  return { at: 'kinds', kinds: new Set(kinds), find };
}

/** Looks at each object that makes pods. */
export function ofPods(find: Find<PodOwner>): Look {
  return { at: 'pods', find };
}

/** Looks at each container of the pods that objects make, one after the other. */
export function ofContainers(find: FindInContainer): Look {
  return { at: 'containers', find };
}

/** Looks at each object, whatever its kind. */
export function ofObjects(find: Find<RenderedObject>): Look {
  return { at: 'objects', find };
}

/** Looks at each object that may have something wrong with it, whatever its kind: of nearly all a glance tells that it has not. */
export function ofObjectsThat(
  isWorthALook: (object: RenderedObject) => boolean,
  find: (object: RenderedObject) => readonly Found[],
): Look {
  return ofEverything(({ objects }) => objects.filter(isWorthALook).flatMap(find));
}

/** Looks at everything at once, where objects are held against each other. */
export function ofEverything(find: (rendering: Rendering) => readonly Found[]): Look {
  return { at: 'everything', find };
}
