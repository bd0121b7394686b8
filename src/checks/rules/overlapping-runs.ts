import { hasToken } from '../token';
import { valueAt } from '../data';
import { cronJob, shop } from '../examples';
import { ofKinds } from '../look';
import type { Rule } from '../rule';

/** Runs that meet each other. */
export const overlappingRuns: Rule = {
  id: 'overlapping-runs',
  title: 'A CronJob does not start a run while an earlier one is still going.',
  why: 'A run that takes longer than usual is joined by the next one, which makes both slower: they pile up until the cluster is full.',
  fix: 'set concurrencyPolicy: Forbid, or Replace where only the newest run counts',
  severity: 'error',
  bad: () => shop([cronJob({ concurrencyPolicy: undefined })]),
  good: () => shop([cronJob({ concurrencyPolicy: 'Forbid' })]),
  check: ofKinds(['batch CronJob'], (at) => {
    const policy = valueAt(at.manifest, 'spec', 'concurrencyPolicy');
    if (policy === 'Forbid' || policy === 'Replace' || hasToken(policy)) return [];
    // who writes Allow has thought of it
    return policy === 'Allow'
      ? [{ at, message: 'lets runs overlap (concurrencyPolicy: Allow)', severity: 'warning' as const }]
      : [{ at, message: 'has no concurrencyPolicy, so runs may overlap' }];
  }),
};
