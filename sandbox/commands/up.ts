import { requireOwn } from '../engine/stacks-beside';
import { targetWords } from '../engine/stack-target';
import { Sandbox } from '../sandbox';
import { afterFailure, onSandbox } from './cluster-steps';
import { deployStep } from './deploy-step';
import { alone, type Session } from './session';
import { settledPods } from './settling';
import { summaryLines } from './summary-lines';

/** What `make up` is told. */
export interface UpOptions {
  readonly environment: string;
  /**
   * The one system to bring up, on a stack of its own.
   * @default - all systems
   */
  readonly system?: string | undefined;
  /**
   * The first of the control plane's ports.
   * @default - those it had before, or the environment's own
   */
  readonly ports?: number | undefined;
}

/**
 * Brings up an environment, or one system on the cluster of its environment: tools, control plane and stack. What is there
 * already is left as it is.
 */
export async function up(session: Session, options: UpOptions): Promise<void> {
  const { environment, system, ports } = options;
  const { stateDir } = session;
  const started = performance.now();
  const sandbox = await Sandbox.create({ stateDir, environment, ...(ports === undefined ? {} : { ports }) });
  await alone(sandbox.layout, 'up', async () => {
    requireOwn(sandbox.layout.backend, { environment, system });
    const deployment = deployStep(session, sandbox.layout, {
      project: () => (system === undefined ? sandbox.project() : sandbox.systemProject(system)),
      operation: 'up',
      onFailure: () => afterFailure(sandbox),
    });
    await onSandbox(session, sandbox, deployment.step);
    const { project, report } = deployment.result();
    const pods = await settledPods(sandbox, project, session.signal);
    const what = targetWords({ environment, system });
    session.print(`\n${what} is up on https://127.0.0.1:${sandbox.firstPort}, context ${sandbox.context}`);
    for (const line of summaryLines({ report, state: project.state(), pods })) session.print(line);
    if (project.standIns.length > 0) {
      session.print(`  stand-ins: ${project.standIns.join(', ')} (sandbox/README.md says what they do)`);
    }
    session.print(`  kubectl: export KUBECONFIG=${sandbox.kubeconfig}`);
    session.print(`  took ${((performance.now() - started) / 1000).toFixed(1)} s`);
  });
}
