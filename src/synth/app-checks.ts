import type { App } from 'cdk8s';
import { examine, type CheckOptions, type Examination } from '../checks/check';
import type { ExaminedInput } from '../checks/check-input';
import type { Finding } from '../checks/finding';
import type { WaiverUse } from '../checks/waiver';
import { environmentOf } from '../core/environment';
import { Graph } from '../core/graph';
import type { Problem } from './problem';

/** What the rules of `seaworthy/checks` find in an App: errors keep it from being rendered, warnings are told. */
export interface AppFindings {
  readonly problems: readonly Problem[];
  readonly warnings: readonly Finding[];
  /** Waivers that hold, with what they cover. */
  readonly waivers: readonly WaiverUse[];
}

/** Holds all rules against an App's objects, with what its environment declares and who calls whom. */
export function examineApp(app: App, objects: ExaminedInput['objects'], checks: CheckOptions): Examination {
  return examine({ objects, capabilities: environmentOf(app)?.capabilities, calls: Graph.of(app).edges }, checks);
}

/** The same, told apart into what stops a rendering and what does not. */
export function checkApp(app: App, objects: ExaminedInput['objects'], checks: CheckOptions): AppFindings {
  const { findings, waivers } = examineApp(app, objects, checks);
  return {
    problems: findings
      .filter(({ severity }) => severity === 'error')
      .map(({ rule, path, object, message, fix }) => ({
        path,
        message: `${object}: ${message}; ${fix} (rule ${rule})`,
      })),
    warnings: findings.filter(({ severity }) => severity === 'warning'),
    waivers,
  };
}
