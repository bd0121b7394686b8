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
  const { objects } = rendering;
  const kinds = rendering.kinds.map((kind) => ({
    steps: kindStepsOf(looks, kind.type),
    inTurn: new InTurn(kind.objects, positionOf),
  }));
  const makers = new InTurn(rendering.podOwners, ({ object }) => object.position);
  for (let start = 0; start < objects.length; start += BLOCK) {
    const end = start + BLOCK;
    const block = objects.slice(start, end);
    for (const step of atObjects) showEach(step, block, rendering);
    for (const { steps, inTurn } of kinds) {
      const same = inTurn.before(end);
      for (const step of steps) showEach(step, same, rendering);
    }
    const owners = makers.before(end);
    for (const step of atPods) showEach(step, owners, rendering);
    const containers = owners.flatMap((owner) => owner.containers.map((container) => ({ container, owner })));
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

/** Some of all objects, or what is of them, in their order: each block has its part. */
class InTurn<Subject> {
  private next = 0;

  public constructor(
    private readonly subjects: readonly Subject[],
    private readonly positionOf: (subject: Subject) => number,
  ) {}

  /** Those whose objects stand before a position, and were not had yet. */
  public before(position: number): readonly Subject[] {
    const start = this.next;
    let end = this.subjects.length;
    while (this.next < end) {
      const middle = (this.next + end) >> 1;
      const subject = this.subjects[middle];
      if (subject !== undefined && this.positionOf(subject) < position) this.next = middle + 1;
      else end = middle;
    }
    return this.subjects.slice(start, end);
  }
}

function positionOf({ position }: RenderedObject): number {
  return position;
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
