import type { Finding } from './finding';
import { describeObject } from './rendered-object';
import type { CheckedObject } from './rendered-object';
import { Rendering } from './rendering';
import type { ServedApis } from './rendering';
import type { Rule } from './rule';
import { RULES } from './rules';
import { group, list, optional, requireShape, text, type Shapes } from '../core/shape';

/** What is checked. */
export interface CheckInput {
  /** Every object that would be deployed. */
  readonly objects: readonly CheckedObject[];
  /**
   * What the cluster serves.
   * @default - unknown: whether an API is served is not checked
   */
  readonly capabilities?: ServedApis;
}

/** A rule that is not applied, and why. */
export interface Suppression {
  /** Id of the rule. */
  readonly rule: string;
  /**
   * Path of a construct: the rule is not applied to it and to all below it.
   * @default - the rule is applied nowhere
   */
  readonly path?: string;
  /** Why this is right here. People read it later. */
  readonly reason: string;
}

/** How checks are run. */
export interface CheckOptions {
  /**
   * Rules that are not applied, each with its reason.
   * @default - every rule is applied everywhere
   */
  readonly without?: readonly Suppression[];
}

/**
 * Checks everything that would be deployed against all rules.
 *
 * @returns what was found, in the order of the rules and then of the objects
 * @throws when a suppression has no reason or names no rule
 */
export function check(input: CheckInput, options: CheckOptions = {}): Finding[] {
  const { without = [] } = options;
  requireReasons(without);
  const rendering = new Rendering(input.objects, input.capabilities);
  const position = new Map(rendering.objects.map((object, index) => [object, index]));
  return RULES.flatMap((rule) => {
    const found = [...rule.check(rendering)].sort((a, b) => (position.get(a.at) ?? 0) - (position.get(b.at) ?? 0));
    return found.map(({ at, message, fix = rule.fix, severity = rule.severity }) => ({
      rule: rule.id,
      severity,
      path: at.path,
      object: describeObject(at),
      message,
      fix,
    }));
  }).filter((finding) => !without.some((suppression) => covers(suppression, finding)));
}

/** Every rule, with its texts for documentation, in the order in which they are applied. */
export function rules(): readonly Omit<Rule, 'check'>[] {
  return RULES.map(({ id, title, why, fix, severity }) => ({ id, title, why, fix, severity }));
}

function covers({ rule, path }: Suppression, finding: Finding): boolean {
  return rule === finding.rule && (path === undefined || finding.path === path || finding.path.startsWith(`${path}/`));
}

const SHAPES: Shapes = { without: list(group({ rule: text, reason: text, path: optional(text) })) };

function requireReasons(without: readonly Suppression[]): void {
  const known = RULES.map(({ id }) => id);
  requireShape('checks', { without }, SHAPES);
  const problems = without.flatMap(({ rule, reason, path }) => [
    ...(path === undefined || /^[^/]+(\/[^/]+)*$/.test(path)
      ? []
      : [
          `without '${rule}' has the path '${path}'; allowed: ids with / between them, such as shop/api; correct it, or leave it out`,
        ]),
    ...(known.includes(rule)
      ? []
      : [`without '${rule}' names no rule; allowed: ${known.join(', ')}; correct the name`]),
    ...(reason.trim() === '' ? [`without '${rule}' has no reason; allowed: a sentence; say why it is right here`] : []),
  ]);
  if (problems.length > 0) throw new Error(problems.join('\n'));
}
