import { deploy } from '../engine/deployment';
import type { EngineReport } from '../engine/events';
import type { Project } from '../engine/project';
import { Failure, reason } from '../failure';
import type { Layout } from '../layout';
import type { Step } from '../progress';
import type { Session } from './session';

/** What the engine is to do. */
export interface DeployStepOptions {
  readonly project: () => Promise<Project>;
  readonly operation: 'up' | 'destroy';
  /** What a person should know when the engine fails. */
  readonly onFailure: () => string;
}

/** The engine could not do what it was asked; everything before it went well. */
export class DeploymentFailure extends Failure {}

/** What the engine has done. */
export interface Deployed {
  readonly project: Project;
  readonly report: EngineReport;
}

/** A step that runs the engine, and what came out of it once the step has ended. */
export function deployStep(
  { signal }: Session,
  layout: Layout,
  options: DeployStepOptions,
): { step: Step; result: () => Deployed } {
  let deployed: Deployed | undefined;
  const work = async (say: (message: string) => void): Promise<string> => {
    try {
      const project = await options.project();
      const report = await deploy(project, options.operation, {
        logs: layout.logs,
        engineRecord: layout.engineRecord,
        signal,
        onLine: say,
      });
      deployed = { project, report };
      return changes(report);
    } catch (thrown) {
      signal.throwIfAborted();
      throw new DeploymentFailure(reason(thrown), options.onFailure(), { cause: thrown });
    }
  };
  const result = (): Deployed => {
    if (deployed === undefined) throw new Error('the engine has not run');
    return deployed;
  };
  return { step: { title: `pulumi ${options.operation}`, work }, result };
}

/** `3 created, 12 unchanged`. */
function changes({ changes: counts }: EngineReport): string {
  const words: Readonly<Record<string, string>> = {
    create: 'created',
    update: 'updated',
    delete: 'deleted',
    replace: 'replaced',
    same: 'unchanged',
  };
  const told = Object.entries(words).flatMap(([operation, word]) => {
    const count = counts[operation] ?? 0;
    return count === 0 ? [] : [`${count} ${word}`];
  });
  return told.length === 0 ? 'nothing to do' : told.join(', ');
}
