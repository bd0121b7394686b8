import type { App } from 'cdk8s';
import { check, type CheckOptions } from '../checks/check';
import type { Finding } from '../checks/finding';
import type { CheckedObject } from '../checks/rendered-object';
import { environmentOf } from '../core/environment';
import type { Problem } from './problem';

/** What the rules of `seaworthy/checks` find in an App: errors keep it from being rendered, warnings are told. */
export interface AppFindings {
  readonly problems: readonly Problem[];
  readonly warnings: readonly Finding[];
}

/** Holds all rules against an App's objects, with what its environment declares. */
export function checkApp(app: App, objects: readonly CheckedObject[], checks: CheckOptions): AppFindings {
  const findings = check({ objects, capabilities: environmentOf(app)?.capabilities }, checks);
  return {
    problems: findings
      .filter(({ severity }) => severity === 'error')
      .map(({ rule, path, object, message, fix }) => ({
        path,
        message: `${object}: ${message}; ${fix} (rule ${rule})`,
      })),
    warnings: findings.filter(({ severity }) => severity === 'warning'),
  };
}
