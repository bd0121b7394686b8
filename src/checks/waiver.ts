import type { Finding } from './finding';
import { explain, type Refusal } from '../core/refusal';
import { closed, optional, text, type Shape } from '../core/shape';

/** A rule that is not applied somewhere, for a while: why, who answers for it, and until when. */
export interface Waiver {
  /** Id of the rule. */
  readonly rule: string;
  /**
   * Path of a construct: the rule is not applied to it and to all below it.
   * @default - the rule is applied nowhere
   */
  readonly path?: string;
  /** Why this is right here. People read it later. */
  readonly reason: string;
  /** Who is asked when it ends: a team or a person. */
  readonly owner: string;
  /** Last day on which it holds, in UTC: `2027-03-31`. From the day after, it is an error. */
  readonly until: string;
}

/** A waiver that holds, and what it kept from being told. */
export interface WaiverUse {
  readonly waiver: Waiver;
  readonly findings: readonly Finding[];
}

/** What a waiver must be before it is read. */
export const WAIVER_SHAPE: Shape = closed({
  rule: text,
  reason: text,
  owner: text,
  until: text,
  path: optional(text),
});

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MILLISECONDS_OF_A_DAY = 24 * 60 * 60 * 1000;
const PATH = /^[^/]+(\/[^/]+)*$/;

/** Whether a finding is at what a waiver names. */
export function covers({ rule, path }: Waiver, finding: Finding): boolean {
  return rule === finding.rule && (path === undefined || finding.path === path || finding.path.startsWith(`${path}/`));
}

/** Whether a waiver's last day is over. */
export function isOver({ until }: Waiver, now: Date): boolean {
  return now.getTime() >= Date.parse(until) + MILLISECONDS_OF_A_DAY;
}

/** What is wrong with waivers, as lines: names of no rule, empty texts, days that there are not. */
export function waiverProblems(waivers: readonly Waiver[], rules: readonly string[]): string[] {
  return waivers.flatMap((waiver, index) => refusals(waiver, `waivers[${index}]`, rules)).map(explain);
}

/** What is wrong when there are waivers and no time to hold them against. */
export const MISSING_NOW: Refusal = {
  prop: 'now',
  problem: 'is missing, and waivers end',
  allowed: 'a Date',
  fix: 'pass the current Date where your program starts: the library reads no clock',
};

/** A waiver as one line: `waived until 2027-03-31 by team-shop: unpinned-image at shop/api (1 finding): demo data`. */
export function explainWaiver({ waiver: { rule, path, reason, owner, until }, findings }: WaiverUse): string {
  const where = path === undefined ? 'everywhere' : `at ${path}`;
  const count = findings.length === 1 ? '1 finding' : `${findings.length} findings`;
  return `waived until ${until} by ${owner}: ${rule} ${where} (${count}): ${reason}`;
}

/** What is told of a waiver whose last day is over. What it covered is told too. */
export function overdue({ rule, path, reason, owner, until }: Waiver, isNeeded: boolean): Finding {
  return {
    rule,
    severity: 'error',
    path: path ?? '',
    object: 'waiver',
    message: `the waiver of ${owner} ended on ${until} (${reason})`,
    fix: isNeeded
      ? 'mend what it covered and remove it, or agree with its owner on another day'
      : 'remove it: it covers nothing',
  };
}

function refusals({ rule, path, reason, owner, until }: Waiver, at: string, rules: readonly string[]): Refusal[] {
  const sentence = { problem: 'is empty', allowed: 'a sentence', fix: 'say why it is right here' };
  const name = { problem: 'is empty', allowed: 'a team or a person', fix: 'name who is asked when it ends' };
  return [
    ...(rules.includes(rule)
      ? []
      : [
          {
            prop: `${at}.rule`,
            value: rule,
            problem: 'is no rule',
            allowed: rules.join(', '),
            fix: 'correct the name',
          },
        ]),
    ...(path === undefined || PATH.test(path)
      ? []
      : [
          {
            prop: `${at}.path`,
            value: path,
            problem: 'is no path of a construct',
            allowed: 'ids with / between them, such as shop/api',
            fix: 'correct it, or leave it out',
          },
        ]),
    ...(reason.trim() === '' ? [{ prop: `${at}.reason`, ...sentence }] : []),
    ...(owner.trim() === '' ? [{ prop: `${at}.owner`, ...name }] : []),
    ...(isDay(until)
      ? []
      : [
          {
            prop: `${at}.until`,
            value: until,
            problem: 'is no day',
            allowed: 'year-month-day, such as 2027-03-31',
            fix: 'write the last day on which it holds',
          },
        ]),
  ];
}

/** Days that no month has are read as others: the 30th of February as the 2nd of March. */
function isDay(text: string): boolean {
  const at = DAY.test(text) ? Date.parse(text) : NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
