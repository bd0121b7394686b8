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

/** A step, and its wave where Argo CD orders it. */
interface OrderedStep {
  readonly step: MigrationStep;
  readonly wave?: number;
}

const stepsByApp = new WeakMap<IConstruct, OrderedStep[]>();

/**
 * Orders a step after the earlier phases of its change, and before the later ones. An enforce that is in no later release than
 * an earlier phase is refused: pods of the old code still run then, and the new code has not been seen to work without it.
 */
export function orderStep(step: MigrationStep, argoCd?: ArgoCdOrder): void {
  const known = stepsByApp.get(step.node.root) ?? [];
  const ordered = { step, ...(argoCd && { wave: argoCd.wave ?? DEFAULT_WAVE }) };
  stepsByApp.set(step.node.root, [...known, ordered]);
  for (const { step: other } of known.filter((one) => one.step.change === step.change)) {
    if (isBefore(other, step)) step.node.addDependency(other);
    if (isBefore(step, other)) other.node.addDependency(step);
  }
  step.node.addValidation({
    validate: () => {
      const earlier = (stepsByApp.get(step.node.root) ?? []).filter(
        (one) => one.step.change === step.change && isBefore(one.step, step),
      );
      return [...earlyEnforce(step, earlier), ...earlyWave(ordered, earlier)].map(explain);
    },
  });
}

function isBefore(one: MigrationStep, other: MigrationStep): boolean {
  return PHASES.indexOf(one.phase) < PHASES.indexOf(other.phase);
}

function earlyEnforce(step: MigrationStep, earlier: readonly OrderedStep[]): Refusal[] {
  if (step.phase !== 'enforce') return [];
  return earlier
    .filter(({ step: other }) => !isLater(step.release, other.release))
    .map(({ step: other }) => ({
      prop: 'release',
      value: step.release,
      problem: `is not after the release of the ${other.phase} of '${step.change}' (${other.node.path}, '${other.release}'): pods of the old code run meanwhile`,
      allowed: 'a release after that',
      fix: 'leave the enforce out until no pod of the release before is left, and add it in the next one',
    }));
}

const NUMBERED = /^v?(\d+(?:\.\d+)*)$/;

/** Whether a release comes after another: by their numbers where both are numbered, such as `1.5.0`; others are only the same or not. */
function isLater(release: string, than: string): boolean {
  const [later, earlier] = [release, than].map((one) => NUMBERED.exec(one.trim())?.[1]?.split('.').map(Number));
  if (!later || !earlier) return release.trim() !== than.trim();
  const length = Math.max(later.length, earlier.length);
  const differs = Array.from({ length }, (_, at) => (later[at] ?? 0) - (earlier[at] ?? 0)).find((one) => one !== 0);
  return (differs ?? 0) > 0;
}

/** Argo CD makes all of a wave at once. */
function earlyWave({ step, wave }: OrderedStep, earlier: readonly OrderedStep[]): Refusal[] {
  return earlier.flatMap(({ step: other, wave: before }) =>
    wave === undefined || before === undefined || wave > before
      ? []
      : [
          {
            prop: 'argoCd.wave',
            value: wave,
            problem: `is not after the wave of the ${other.phase} of '${step.change}' (${other.node.path}, ${before}): Argo CD would run both at once`,
            allowed: `${before + 1} or more`,
            fix: 'raise it',
          },
        ],
  );
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
  const raise = (): string[] => {
    for (const object of waiting.flatMap((construct) => construct.node.findAll()))
      if (ApiObject.isApiObject(object)) raiseWave(object, wave + 1);
    return [];
  };
  raise();
  // what waits may get more objects until the App is rendered, from calls that are declared later. The root is validated before
  // anything is rendered
  job.node.root.node.addValidation({ validate: raise });
}

/** It may wait for several migrations: the last of them counts. */
function raiseWave(object: ApiObject, wave: number): void {
  if (waveOf(object) < wave) object.metadata.addAnnotation(ARGO_CD.syncWave, String(wave));
}

/** The wave that an object has by now. */
function waveOf(object: ApiObject): number {
  const { annotations } = object.metadata.toJson() as { readonly annotations?: Readonly<Record<string, string>> };
  return Number(annotations?.[ARGO_CD.syncWave] ?? 0);
}
