import { applyRules } from './apply-rules';
import type { CheckInput, ExaminedInput } from './check-input';
import type { Finding } from './finding';
import { Rendering } from './rendering';
import type { Rule } from './rule';
import { RULES } from './rules';
import { covers, isOver, MISSING_NOW, overdue, WAIVER_SHAPE, waiverProblems } from './waiver';
import type { Waiver, WaiverUse } from './waiver';
import { explain } from '../core/refusal';
import { date, list, optional, requireKnown, type Shapes } from '../core/shape';

/** How checks are run. */
export interface CheckOptions {
  /**
   * Rules that are not applied somewhere for a while, each with its reason, owner and last day.
   * @default - every rule is applied everywhere
   */
  readonly waivers?: readonly Waiver[];
  /**
   * The time that waivers are held against. The library reads no clock: pass the current Date where your program starts.
   * @default - none; needed where there are waivers
   */
  readonly now?: Date;
}

/** What an App is found to be. */
export interface Examination {
  /** What was found and not waived, in the order of the rules and then of the objects. */
  readonly findings: readonly Finding[];
  /** Waivers that hold, in their order, each with what it covers. */
  readonly waivers: readonly WaiverUse[];
}

/** A rule as it is documented: its texts, and an example of what it refuses and of what it accepts. */
export interface RuleDescription extends Omit<Rule, 'check' | 'bad' | 'good'> {
  readonly bad: CheckInput;
  readonly good: CheckInput;
}

/**
 * Checks everything that would be deployed against all rules.
 *
 * @returns what was found and not waived, in the order of the rules and then of the objects. A waiver whose last day is over
 * is an error
 * @throws when a waiver names no rule, or has no reason, owner or day; all problems at once
 */
export function check(input: CheckInput, options: CheckOptions = {}): Finding[] {
  return [...examine(input, options).findings];
}

/**
 * Checks as `check` does, and tells which waivers were used.
 * @throws as `check` does
 */
export function examine(input: ExaminedInput, options: CheckOptions = {}): Examination {
  const { waivers = [], now } = options;
  requireWaivers(options);
  const rendering = new Rendering(input);
  const all = applyRules(RULES, rendering);
  const [over, holding] = [true, false].map((ended) =>
    waivers.filter((waiver) => (now !== undefined && isOver(waiver, now)) === ended),
  );
  const ended = (over ?? []).map((waiver) =>
    overdue(
      waiver,
      all.some((finding) => covers(waiver, finding)),
    ),
  );
  const uses = (holding ?? []).map((waiver) => ({ waiver, findings: all.filter((one) => covers(waiver, one)) }));
  const waived = new Set(uses.flatMap(({ findings }) => findings));
  return { findings: [...ended, ...all.filter((finding) => !waived.has(finding))], waivers: uses };
}

/** Every rule, with its texts and examples for documentation, in the order in which they are applied. */
export function rules(): readonly RuleDescription[] {
  return RULES.map(({ id, title, why, fix, severity, bad, good }) => ({
    id,
    title,
    why,
    fix,
    severity,
    bad: bad(),
    good: good(),
  }));
}

const SHAPES: Shapes = { waivers: optional(list(WAIVER_SHAPE)), now: optional(date) };

function requireWaivers(options: CheckOptions): void {
  requireKnown('checks', options, SHAPES);
  const known = RULES.map(({ id }) => id);
  const { waivers = [], now } = options;
  const problems = [
    ...(waivers.length > 0 && now === undefined ? [explain(MISSING_NOW)] : []),
    ...waiverProblems(waivers, known),
  ];
  if (problems.length > 0) throw new Error(`checks: ${problems.join('\n  ')}`);
}
