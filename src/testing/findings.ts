import { App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { CheckOptions } from '../checks/check';
import type { Finding } from '../checks/finding';
import { examineApp } from '../synth/app-checks';
import { arrange } from '../synth/arrange';
import { noTokens } from '../synth/inspection';

/**
 * What the rules of `seaworthy/checks` find in a chart, a construct or a whole App: errors, which `render` throws, and warnings,
 * which it does not tell. What is waived is left out, and a waiver that has ended is found itself.
 *
 * @throws {SynthesisError} when the App cannot be rendered, such as for what a construct refuses
 * @throws when a waiver names no rule, or has no reason, owner or day; all problems at once
 */
export function findings(scope: IConstruct, options: CheckOptions = {}): readonly Finding[] {
  const app = App.of(scope);
  const { objects } = arrange(app, { checks: false, tokens: noTokens, keep: (manifest) => manifest });
  const checked = objects.map(({ path, kept }) => ({ path, manifest: kept }));
  const within = scope.node.path;
  return examineApp(app, checked, options).findings.filter(
    ({ path }) => path === '' || within === '' || path === within || path.startsWith(`${within}/`),
  );
}
