import { Sandbox } from '../sandbox';
import { afterFailure, onSandbox } from './cluster-steps';
import { deployStep } from './deploy-step';
import { alone, type Session } from './session';
import type { UpOptions } from './up';

/** Runs `pulumi destroy` on an environment's stack. The control plane stays, and is started for it where it does not run. */
export async function destroy(session: Session, { environment, ports }: UpOptions): Promise<void> {
  const { stateDir } = session;
  const sandbox = await Sandbox.create({ stateDir, environment, ...(ports === undefined ? {} : { ports }) });
  await alone(sandbox.layout, 'destroy', async () => {
    const deployment = deployStep(session, sandbox.layout, {
      project: () => sandbox.project(),
      operation: 'destroy',
      onFailure: () => afterFailure(sandbox),
    });
    await onSandbox(session, sandbox, deployment.step);
    for (const warning of deployment.result().report.warnings) session.print(`  warning: ${warning}`);
    session.print(`The stack of ${environment} is destroyed; its control plane keeps running.`);
  });
}
