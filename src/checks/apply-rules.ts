import type { Finding } from './finding';
import type { Find, FindInContainer, Found, Look } from './look';
import type { Container } from './container';
import type { PodOwner } from './pod-owner';
import { describeObject, type RenderedObject } from './rendered-object';
import type { Rendering } from './rendering';
import type { Rule } from './rule';

/** A look of a rule, and where what it finds is kept. */
interface Step<Finder> {
  readonly find: Finder;
  readonly found: Found[];
}

type Steps<Subject> = readonly Step<Find<Subject>>[];

/** The looks at objects of all kinds, at pods, and at each of their containers. */
interface CommonSteps {
  readonly atObjects: Steps<RenderedObject>;
  readonly atPods: Steps<PodOwner>;
  readonly atContainers: readonly Step<FindInContainer>[];
}

/** A look with what it found. */
interface Result {
  readonly look: Look;
  readonly found: Found[];
}

/** How many objects are shown to one look after the other: its code is at hand then, and the objects still are. */
const BLOCK = 400;

/** What rules find in everything that would be deployed, in the order of the rules and then of the objects. */
export function applyRules(rules: readonly Rule[], rendering: Rendering): Finding[] {
  const results = rules.map((rule) => ({ rule, looks: [rule.check].flat().map(unused) }));
  const looks = results.flatMap((one) => one.looks);
  const { atObjects, atPods, atContainers } = stepsOf(looks);
  const atKinds = new Map<string, Steps<RenderedObject>>();
  for (let start = 0; start < rendering.objects.length; start += BLOCK) {
    const { objects, byType, owners, containers } = blockOf(rendering, start);
    for (const step of atObjects) showEach(step, objects, rendering);
    for (const [type, same] of byType) {
      const steps = atKinds.get(type) ?? kindStepsOf(looks, type);
      atKinds.set(type, steps);
      for (const step of steps) showEach(step, same, rendering);
    }
    for (const step of atPods) showEach(step, owners, rendering);
    for (const step of atContainers) showContainers(step, containers, rendering);
  }
  for (const { look, found } of looks) if (look.at === 'everything') found.push(...look.find(rendering));
  return results.flatMap((one) => findings(one.rule, one.looks));
}

/** A container with what makes its pods. */
interface Place {
  readonly container: Container;
  readonly owner: PodOwner;
}

/** Some objects, the same by their kind, and the pods that they make. */
interface Block {
  readonly objects: readonly RenderedObject[];
  readonly byType: ReadonlyMap<string, readonly RenderedObject[]>;
  readonly owners: readonly PodOwner[];
  readonly containers: readonly Place[];
}

function blockOf(rendering: Rendering, start: number): Block {
  const objects = rendering.objects.slice(start, start + BLOCK);
  const byType = new Map<string, RenderedObject[]>();
  const owners: PodOwner[] = [];
  const containers: Place[] = [];
  for (const object of objects) {
    const same = byType.get(object.type);
    if (same === undefined) byType.set(object.type, [object]);
    else same.push(object);
    // a Rollout may take the template of its pods from elsewhere: then it makes none of its own
    const owner = rendering.ownerOf(object);
    if (owner === undefined) continue;
    owners.push(owner);
    for (const container of owner.containers) containers.push({ container, owner });
  }
  return { objects, byType, owners, containers };
}

/** Nearly every look finds nothing: that has to cost nearly nothing. */
function showEach<Subject>(step: Step<Find<Subject>>, subjects: readonly Subject[], rendering: Rendering): void {
  const { find, found: all } = step;
  subjects.forEach((subject) => {
    const found = find(subject, rendering);
    if (found.length > 0) all.push(...found);
  });
}

function showContainers(step: Step<FindInContainer>, places: readonly Place[], rendering: Rendering): void {
  const { find, found: all } = step;
  places.forEach(({ container, owner }) => {
    const found = find(container, owner, rendering);
    if (found.length > 0) all.push(...found);
  });
}

function unused(look: Look): Result {
  return { look, found: [] };
}

function kindStepsOf(looks: readonly Result[], type: string): Steps<RenderedObject> {
  return looks.flatMap(({ look, found }) =>
    look.at === 'kinds' && look.kinds.has(type) ? [{ find: look.find, found }] : [],
  );
}

function stepsOf(looks: readonly Result[]): CommonSteps {
  return {
    atObjects: looks.flatMap(({ look, found }) => (look.at === 'objects' ? [{ find: look.find, found }] : [])),
    atPods: looks.flatMap(({ look, found }) => (look.at === 'pods' ? [{ find: look.find, found }] : [])),
    atContainers: looks.flatMap(({ look, found }) => (look.at === 'containers' ? [{ find: look.find, found }] : [])),
  };
}

/** Of one object, what the first look of the rule found comes first. */
function findings(rule: Rule, looks: readonly Result[]): Finding[] {
  return looks
    .flatMap(({ found }) => found)
    .sort((a, b) => a.at.position - b.at.position)
    .map(({ at, message, fix = rule.fix, severity = rule.severity }) => ({
      rule: rule.id,
      severity,
      path: at.path,
      object: describeObject(at),
      message,
      fix,
    }));
}
