import type { Finding } from './finding';
import type { Find, FindInContainer, Found, Look } from './look';
import type { PodOwner } from './pod-owner';
import { describeObject, type RenderedObject } from './rendered-object';
import type { Rendering } from './rendering';
import type { Rule } from './rule';

/** A look of a rule, and where what it finds is kept. */
interface Step<Finder> {
  readonly find: Finder;
  readonly found: Found[];
}

/** The looks that have something to say of objects of one kind. */
type ObjectSteps = readonly Step<Find<RenderedObject>>[];

/** The looks that have something to say of pods, and of each of their containers. */
interface PodSteps {
  readonly atPods: readonly Step<Find<PodOwner>>[];
  readonly atContainers: readonly Step<FindInContainer>[];
}

/** A look with what it found. */
interface Result {
  readonly look: Look;
  readonly found: Found[];
}

/** What rules find in everything that would be deployed, in the order of the rules and then of the objects. */
export function applyRules(rules: readonly Rule[], rendering: Rendering): Finding[] {
  const results = rules.map((rule) => ({ rule, looks: [rule.check].flat().map(unused) }));
  const looks = results.flatMap((one) => one.looks);
  const podSteps = podStepsOf(looks);
  const stepsByType = new Map<string, ObjectSteps>();
  for (const object of rendering.objects) {
    let steps = stepsByType.get(object.type);
    if (steps === undefined) stepsByType.set(object.type, (steps = objectStepsOf(looks, object.type)));
    lookAt(object, steps, rendering);
    // a Rollout may take the template of its pods from elsewhere: then it makes none of its own
    const owner = rendering.ownerOf(object);
    if (owner !== undefined) lookAtPods(owner, podSteps, rendering);
  }
  for (const { look, found } of looks) if (look.at === 'everything') found.push(...look.find(rendering));
  return results.flatMap((one) => findings(one.rule, one.looks));
}

/** Nearly every look finds nothing: that has to cost nearly nothing. */
function lookAt<Subject>(subject: Subject, steps: readonly Step<Find<Subject>>[], rendering: Rendering): void {
  for (const step of steps) {
    const found = step.find(subject, rendering);
    if (found.length > 0) step.found.push(...found);
  }
}

function lookAtPods(owner: PodOwner, { atPods, atContainers }: PodSteps, rendering: Rendering): void {
  lookAt(owner, atPods, rendering);
  for (const container of owner.containers)
    for (const step of atContainers) {
      const found = step.find(container, owner, rendering);
      if (found.length > 0) step.found.push(...found);
    }
}

function unused(look: Look): Result {
  return { look, found: [] };
}

function objectStepsOf(looks: readonly Result[], type: string): ObjectSteps {
  return looks.flatMap(({ look, found }) =>
    look.at === 'objects' || (look.at === 'kinds' && look.kinds.has(type)) ? [{ find: look.find, found }] : [],
  );
}

function podStepsOf(looks: readonly Result[]): PodSteps {
  return {
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
