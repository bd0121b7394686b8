import { basename } from 'node:path';
import { Failure } from '../failure';
import { stateFiles } from './state-folder';
import { readState, type StackState } from './stack-state';
import { makeVariables, stackName, targetOf, type StackTarget } from './stack-target';
import { kubernetesObjects } from './summary';

/** A stack that holds objects. */
export interface HoldingStack {
  readonly target: StackTarget;
  readonly objects: number;
}

/** How many objects of a system a state holds. Their logical names are construct paths, which begin with a chart of the system. */
export function objectsOf(system: string, state: StackState | undefined): number {
  return kubernetesObjects(state).filter(({ urn }) => {
    const [chart = ''] = urn.slice(urn.lastIndexOf('::') + 2).split('/');
    return chart === system || chart.startsWith(`${system}-`);
  }).length;
}

/** Stacks of single systems of an environment that hold objects. */
export function systemStacks(backend: string, environment: string): readonly HoldingStack[] {
  return stateFiles(backend)
    .map((file) => ({ target: targetOf(environment, basename(file, '.json')), file }))
    .filter(({ target }) => target.system !== undefined)
    .map(({ target, file }) => ({ target, objects: kubernetesObjects(readState(file)).length }))
    .filter(({ objects }) => objects > 0);
}

/**
 * Makes sure that no other stack of the environment holds what a stack is about to deploy: both would own it, and destroying
 * one would take it from the other.
 *
 * @throws Failure with the stacks that hold it, and how to let go of them
 */
export function requireOwn(backend: string, target: StackTarget): void {
  const { environment, system } = target;
  const holding = system === undefined ? systemStacks(backend, environment) : wholeStack(backend, environment, system);
  if (holding.length === 0) return;
  throw new Failure(
    holding
      .map(({ target: other, objects }) => {
        const held = system ?? other.system ?? '';
        return `The stack '${stackName(other)}' holds ${objects} objects of ${held}, which '${stackName(target)}' would deploy too.`;
      })
      .join('\n'),
    `Go on with 'make up ${makeVariables(holding[0]?.target ?? target)}', or first run ${holding
      .map(({ target: other }) => `'make destroy ${makeVariables(other)}'`)
      .join(', ')}.`,
  );
}

/** The stack of all systems of an environment, where it holds objects of one of them. */
function wholeStack(backend: string, environment: string, system: string): readonly HoldingStack[] {
  return stateFiles(backend)
    .filter((file) => basename(file, '.json') === environment)
    .map((file) => ({ target: { environment }, objects: objectsOf(system, readState(file)) }))
    .filter(({ objects }) => objects > 0);
}
