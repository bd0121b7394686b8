import { join } from 'node:path';
import type { RuleDescription } from 'seaworthy/checks';
import { ruleIndex, rulePage } from './rule-page';

/** Where the pages of rules are. */
export const CHECKS = join('docs', 'checks');

/** Every page below docs/checks, by file name: one for each rule, and the index. */
export function rulePages(rules: readonly RuleDescription[]): ReadonlyMap<string, string> {
  return new Map([
    ...rules.map((rule): [string, string] => [`${rule.id}.md`, rulePage(rule)]),
    ['README.md', ruleIndex(rules)],
  ]);
}
