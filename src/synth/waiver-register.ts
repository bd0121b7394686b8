import type { App } from 'cdk8s';
import type { CheckOptions } from '../checks/check';
import { covers, isOver, type Waiver } from '../checks/waiver';
import { examineApp } from './app-checks';
import { arrange } from './arrange';
import { noTokens } from './inspection';

/** A waiver, and what it keeps from being told in an App. */
export interface RegisteredWaiver extends Waiver {
  /** Whether its last day is over. It covers nothing any more: synthesis stops until it is removed. */
  readonly ended: boolean;
  /** The objects that break the rule where it is waived: `apps/v1 Deployment shop/api`. None means that it can go. */
  readonly objects: readonly string[];
}

/**
 * Every waiver that an App is checked with, by its last day. What the rules find does not stop it: a register is asked for when
 * something has ended, too.
 * @throws {SynthesisError} when the App cannot be rendered
 * @throws when a waiver names no rule, or has no reason, owner or day; all problems at once
 */
export function waiverRegister(app: App, { waivers = [], now }: CheckOptions): RegisteredWaiver[] {
  const { objects } = arrange(app, { checks: false, tokens: noTokens, keep: (manifest) => manifest });
  const checked = objects.map(({ path, kept }) => ({ path, manifest: kept }));
  const examination = examineApp(app, checked, { waivers, now });
  const findings = [...examination.findings, ...examination.waivers.flatMap((use) => use.findings)];
  return waivers
    .map((waiver) => ({
      ...waiver,
      ended: now !== undefined && isOver(waiver, now),
      // what is told of an ended waiver is at no object
      objects: [
        ...new Set(findings.filter((one) => one.object !== 'waiver' && covers(waiver, one)).map((one) => one.object)),
      ],
    }))
    .sort((a, b) => (a.until < b.until ? -1 : Number(a.until > b.until)));
}
