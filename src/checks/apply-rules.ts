import type { Finding } from './finding';
import type { Find, Found, Look } from './look';
import type { PodOwner } from './pod-owner';
import { describeObject, type RenderedObject } from './rendered-object';
import type { Rendering } from './rendering';
import type { Rule } from './rule';

/** A look of a rule, and where what it finds is kept. */
interface Step<Subject> {
  readonly find: Find<Subject>;
  readonly found: Found[];
}

/** The looks that have something to say of objects of one kind, and those that have of the pods that they make. */
interface Steps {
  readonly atObject: readonly Step<RenderedObject>[];
  readonly atPods: readonly Step<PodOwner>[];
}

/** What rules find in everything that would be deployed, in the order of the rules and then of the objects. */
export function applyRules(rules: readonly Rule[], rendering: Rendering): Finding[] {
  const results = rules.map((rule) => ({ rule, looks: [rule.check].flat(), found: new Array<Found>() }));
  const stepsByType = new Map<string, Steps>();
  for (const object of rendering.objects) {
    let steps = stepsByType.get(object.type);
    if (steps === undefined) stepsByType.set(object.type, (steps = stepsOf(results, object.type)));
    take(steps.atObject, object, rendering);
    // a Rollout may take the template of its pods from elsewhere: then it makes none of its own
    const owner = rendering.ownerOf(object);
    if (owner !== undefined) take(steps.atPods, owner, rendering);
  }
  for (const { looks, found } of results)
    for (const look of looks) if (look.at === 'everything') found.push(...look.find(rendering));
  return results.flatMap(({ rule, found }) => findings(rule, found));
}

/** Nearly every look finds nothing: that has to cost nearly nothing. */
function take<Subject>(steps: readonly Step<Subject>[], subject: Subject, rendering: Rendering): void {
  for (const step of steps) {
    const found = step.find(subject, rendering);
    if (found.length > 0) step.found.push(...found);
  }
}

function stepsOf(
  results: readonly { readonly looks: readonly Look[]; readonly found: Found[] }[],
  type: string,
): Steps {
  const all = results.flatMap(({ looks, found }) => looks.map((look) => ({ look, found })));
  return {
    atObject: all.flatMap(({ look, found }) =>
      look.at === 'objects' || (look.at === 'kinds' && look.kinds.has(type)) ? [{ find: look.find, found }] : [],
    ),
    atPods: all.flatMap(({ look, found }) => (look.at === 'pods' ? [{ find: look.find, found }] : [])),
  };
}

function findings(rule: Rule, found: readonly Found[]): Finding[] {
  return [...found]
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
