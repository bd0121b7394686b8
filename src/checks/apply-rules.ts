import type { Finding } from './finding';
import type { Look, Found } from './look';
import { makesPods, type PodOwner } from './pod-owner';
import { describeObject, type RenderedObject } from './rendered-object';
import type { Rendering } from './rendering';
import type { Rule } from './rule';

/** A look as it is taken at objects of one kind, and where what it finds is kept. */
interface Step {
  readonly find: (object: RenderedObject, owner: PodOwner | undefined) => readonly Found[];
  readonly found: Found[];
}

/** What rules find in everything that would be deployed, in the order of the rules and then of the objects. */
export function applyRules(rules: readonly Rule[], rendering: Rendering): Finding[] {
  const results = rules.map((rule) => ({ rule, looks: [rule.check].flat(), found: new Array<Found>() }));
  const steps = new Map<string, readonly Step[]>();
  for (const object of rendering.objects) {
    const known = steps.get(object.type);
    const own = known ?? results.flatMap(({ looks, found }) => stepsOf(looks, found, object.type, rendering));
    if (known === undefined) steps.set(object.type, own);
    const owner = rendering.ownerOf(object);
    for (const { find, found } of own) found.push(...find(object, owner));
  }
  for (const { looks, found } of results)
    for (const look of looks) if (look.at === 'everything') found.push(...look.find(rendering));
  return results.flatMap(({ rule, found }) => findings(rule, found));
}

/** How looks are taken at objects of one kind: those that have nothing to say of it are left out. */
function stepsOf(looks: readonly Look[], found: Found[], type: string, rendering: Rendering): Step[] {
  return looks.flatMap((look): Step[] => {
    switch (look.at) {
      case 'kinds':
        return look.kinds.has(type) ? [{ found, find: (object) => look.find(object, rendering) }] : [];
      case 'objects':
        return [{ found, find: (object) => look.find(object, rendering) }];
      case 'pods':
        // a Rollout may take the template of its pods from elsewhere: then it makes none of its own
        return makesPods(type)
          ? [{ found, find: (_object, owner) => (owner === undefined ? [] : look.find(owner, rendering)) }]
          : [];
      case 'everything':
        return [];
    }
  });
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
