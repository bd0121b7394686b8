import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { contextFolder, currentContext, type CurrentContext } from '../engine/current-context';
import { prepareEngine } from '../engine/engine';
import { Project } from '../engine/project';
import { targetWords, type StackTarget } from '../engine/stack-target';
import { readState } from '../engine/stack-state';
import { stateFiles } from '../engine/state-folder';
import { requireOwn } from '../engine/stacks-beside';
import { kubernetesObjects } from '../engine/summary';
import { Failure } from '../failure';
import { layoutOf, type Layout } from '../layout';
import { readFileIfAny, writeFileWhole } from '../machine/atomic-file';
import { mustRun } from '../machine/command';
import { findOnPath } from '../machine/search-path';
import { runSteps } from '../progress';
import { Toolchain } from '../toolchain/toolchain';
import { deployStep } from './deploy-step';
import { alone, type Session } from './session';
import { summaryLines } from './summary-lines';
import { toolchainStep } from './toolchain-step';

/** What is asked before a cluster that is not ours is touched. */
export interface CurrentClusterOptions extends StackTarget {
  readonly operation: 'up' | 'destroy';
  /** Asks the person; resolves to whether to go on. */
  readonly confirm: (question: string) => Promise<boolean>;
}

/**
 * Deploys an environment's stack to, or destroys it on, the cluster of the current kubeconfig context. Nothing else is
 * done there: no custom resource definitions, no pretended nodes. Its state lies in a folder of that context.
 */
export async function onCurrentCluster(session: Session, options: CurrentClusterOptions): Promise<void> {
  const { root, signal, stateDir } = session;
  const { environment, system, operation } = options;
  const target = { environment, system };
  const what = targetWords(target);
  const ownKubectl = findOnPath('kubectl');
  await runSteps([toolchainStep(session, ownKubectl === undefined ? ['kubectl'] : [])]);
  const toolchain = new Toolchain(root);
  const kubectl = ownKubectl ?? toolchain.require('kubectl');
  const context = await currentContext(kubectl, signal);
  session.print(`The current context is ${context.name} (${context.server}).`);
  if (!(await options.confirm(`Run 'pulumi ${operation}' of ${what} on ${context.name}?`))) {
    throw new Failure('Nothing was done.', 'Choose another context, or answer yes.');
  }
  const folder = join(clustersDir(stateDir), contextFolder(context.name));
  const layout = layoutOf(root, folder, environment);
  await alone(layout, operation, async () => {
    if (operation === 'up') requireOwn(layout.backend, target);
    writeFileWhole(join(folder, 'context'), context.name);
    const deployment = deployStep(session, layout, {
      project: () => projectOn(layout, context, target, toolchain),
      operation,
      onFailure: () => `Some objects may be on ${context.name} already; running again goes on from there.`,
    });
    await runSteps([deployment.step]);
    const { project, report } = deployment.result();
    const get = [`--kubeconfig=${layout.kubeconfig}`, 'get', 'pods', '-A', '-o', 'json'];
    const pods = operation === 'up' ? await mustRun(kubectl, get, { signal }) : '';
    session.print(`\n'pulumi ${operation}' of ${what} on ${context.name} has ended well.`);
    if (operation === 'up') {
      for (const line of summaryLines({ report, state: project.state(), pods })) session.print(line);
    }
  });
}

/** A stack on a cluster that is not ours. */
export interface ClusterState {
  readonly context: string;
  readonly stack: string;
  readonly objects: number;
}

/** Stacks on clusters that are not ours, as far as their state lies here. */
export function clusterStates(stateDir: string): readonly ClusterState[] {
  return entries(clustersDir(stateDir)).flatMap((name) => {
    const folder = join(clustersDir(stateDir), name);
    const context = readFileIfAny(join(folder, 'context')) ?? name;
    return entries(folder).flatMap((environment) =>
      stateFiles(join(folder, environment, 'state')).map((file) => ({
        context,
        stack: basename(file, '.json'),
        objects: kubernetesObjects(readState(file)).length,
      })),
    );
  });
}

async function projectOn(
  layout: Layout,
  context: CurrentContext,
  target: StackTarget,
  toolchain: Toolchain,
): Promise<Project> {
  mkdirSync(layout.home, { recursive: true, mode: 0o700 });
  // a copy: a context that is switched meanwhile changes nothing
  writeFileWhole(layout.kubeconfig, context.kubeconfig);
  const engine = await prepareEngine(layout, toolchain);
  const config = { 'seaworthy:kubeconfig': layout.kubeconfig, 'seaworthy:kubeContext': context.name };
  const place = { folder: join(layout.home, 'project'), backend: layout.backend, engine };
  return Project.ofRepository(layout.root, target, config, place);
}

function clustersDir(stateDir: string): string {
  return join(stateDir, 'clusters');
}

function entries(folder: string): string[] {
  return existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
    : [];
}
