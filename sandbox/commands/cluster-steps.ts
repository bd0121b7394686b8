import { runSteps, type Step } from '../progress';
import type { Sandbox } from '../sandbox';
import { DeploymentFailure } from './deploy-step';
import type { Session } from './session';
import { toolchainStep } from './toolchain-step';

/**
 * Runs a step of the engine on a control plane that works: tools, processes and custom resources come first.
 *
 * @throws whatever a step throws. A control plane that was started here is stopped again, unless it was only the engine
 * that failed: a stack that does not deploy is looked at on the running cluster
 */
export async function onSandbox(session: Session, sandbox: Sandbox, deployment: Step): Promise<void> {
  const { signal } = session;
  const here = { started: false };
  const startControlPlane = async (): Promise<string> => {
    const outcome = await sandbox.startControlPlane(signal);
    here.started = outcome === 'started';
    return outcome;
  };
  try {
    await runSteps([
      toolchainStep(session),
      { title: 'Control plane', work: startControlPlane },
      { title: 'Custom resource definitions', work: () => sandbox.applyCustomResources(signal) },
      deployment,
    ]);
  } catch (thrown) {
    if (here.started && !(thrown instanceof DeploymentFailure)) await sandbox.stop();
    throw thrown;
  }
}

/** What a person should know when the engine has failed: whether the control plane is the reason, and what of it runs. */
export function afterFailure(sandbox: Sandbox): string {
  const { environment } = sandbox;
  const dead = sandbox.deadProcesses();
  if (dead.length === 0) {
    return `The control plane of ${environment} keeps running ('make down ENV=${environment}' stops it).`;
  }
  const told = dead.map(({ name, pid, log }) => `${name} (process ${pid}) has ended meanwhile; its log is ${log}`);
  return [...told, `Run again: the control plane is started with the data it has, and the run goes on.`].join('\n');
}
