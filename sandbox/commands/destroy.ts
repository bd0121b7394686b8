import { makeVariables, stackName } from '../engine/stack-target';
import { systemStacks } from '../engine/stacks-beside';
import { Sandbox } from '../sandbox';
import { afterFailure, onSandbox } from './cluster-steps';
import { deployStep } from './deploy-step';
import { alone, type Session } from './session';
import type { UpOptions } from './up';

/** Runs `pulumi destroy` on the stack of an environment, or of one of its systems. The control plane stays, and is started for it where it does not run. */
export async function destroy(session: Session, { environment, system, ports }: UpOptions): Promise<void> {
  const { stateDir } = session;
  const sandbox = await Sandbox.create({ stateDir, environment, ...(ports === undefined ? {} : { ports }) });
  await alone(sandbox.layout, 'destroy', async () => {
    const deployment = deployStep(session, sandbox.layout, {
      project: () => (system === undefined ? sandbox.project() : sandbox.systemProject(system)),
      operation: 'destroy',
      onFailure: () => afterFailure(sandbox),
    });
    await onSandbox(session, sandbox, deployment.step);
    for (const warning of deployment.result().report.warnings) session.print(`  warning: ${warning}`);
    const stack = stackName({ environment, system });
    session.print(`The stack '${stack}' is destroyed; the control plane of ${environment} keeps running.`);
    for (const { target, objects } of systemStacks(sandbox.layout.backend, environment)) {
      session.print(
        `  the stack '${stackName(target)}' still holds ${objects} objects ('make destroy ${makeVariables(target)}')`,
      );
    }
  });
}
