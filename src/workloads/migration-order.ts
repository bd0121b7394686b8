import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { ARGO_CD } from '../core/conventions';
import { explain, type Refusal } from '../core/refusal';

/**
 * The phase of a change of a schema. `expand` adds what the new code needs and the old code does not mind; `backfill` fills
 * it for the data that is there; `enforce` takes away or forbids what only the old code needed.
 */
export type MigrationPhase = 'expand' | 'backfill' | 'enforce';

/** The phases in their order. */
export const PHASES: readonly MigrationPhase[] = ['expand', 'backfill', 'enforce'];

/** A step of a change, as the others of its App know it. */
export interface MigrationStep extends IConstruct {
  readonly change: string;
  readonly phase: MigrationPhase;
  readonly release: string;
}

const stepsByApp = new WeakMap<IConstruct, MigrationStep[]>();

/**
 * Orders a step after the earlier phases of its change, and before the later ones. An enforce in the release of an earlier
 * phase is refused: pods of the old code still run then, and the new code has not been seen to work without it.
 */
export function orderStep(step: MigrationStep): void {
  const steps = stepsByApp.get(step.node.root) ?? [];
  stepsByApp.set(step.node.root, [...steps, step]);
  for (const other of steps.filter(({ change }) => change === step.change)) {
    const distance = PHASES.indexOf(step.phase) - PHASES.indexOf(other.phase);
    if (distance > 0) step.node.addDependency(other);
    if (distance < 0) other.node.addDependency(step);
  }
  step.node.addValidation({ validate: () => earlyEnforce(step, stepsByApp.get(step.node.root) ?? []).map(explain) });
}

function earlyEnforce(step: MigrationStep, steps: readonly MigrationStep[]): Refusal[] {
  if (step.phase !== 'enforce') return [];
  return steps
    .filter(({ change, phase, release }) => change === step.change && phase !== 'enforce' && release === step.release)
    .map((other) => ({
      prop: 'release',
      value: step.release,
      problem: `is the release of the ${other.phase} of '${step.change}' (${other.node.path}): pods of the old code run meanwhile`,
      allowed: 'a release after that',
      fix: 'leave the enforce out until no pod of the release before is left, and add it in the next one',
    }));
}

/** How Argo CD orders a migration. */
export interface ArgoCdOrder {
  /**
   * Sync wave of the Job. What it needs is in wave 0, what waits for it in the wave after it.
   * @default 1
   */
  readonly wave?: number;
}

const DEFAULT_WAVE = 1;

/** What is wrong with the order for Argo CD. */
export function argoCdRefusals({ wave = DEFAULT_WAVE }: ArgoCdOrder): Refusal[] {
  if (Number.isInteger(wave) && wave >= 1 && wave < 1000) return [];
  return [
    {
      prop: 'argoCd.wave',
      value: wave,
      problem: 'is not a wave after that of what the Job needs (0)',
      allowed: 'a whole number from 1 to 999',
      fix: 'leave it out for 1',
    },
  ];
}

/**
 * Orders a Job and what waits for it by sync waves. The Job is a hook that is made anew in each sync: a Job cannot be
 * changed. It is a hook of the sync itself, not one before it, since its Secret and ServiceAccount come with the sync too.
 */
export function orderByWaves(
  job: ApiObject,
  waiting: readonly IConstruct[],
  { wave = DEFAULT_WAVE }: ArgoCdOrder,
): void {
  job.metadata.addAnnotation(ARGO_CD.hook, 'Sync');
  job.metadata.addAnnotation(ARGO_CD.hookDeletePolicy, 'BeforeHookCreation');
  job.metadata.addAnnotation(ARGO_CD.syncWave, String(wave));
  const objects = waiting.flatMap((construct) => construct.node.findAll()).filter((one) => ApiObject.isApiObject(one));
  for (const object of objects) object.metadata.addAnnotation(ARGO_CD.syncWave, String(wave + 1));
}
