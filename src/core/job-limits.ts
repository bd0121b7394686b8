import { Duration } from 'cdk8s';
import type { Refusal } from './refusal';
import { duration, list, number, optional } from './shape';
import { secondsOf, wholeSecondsRefusal } from './whole-seconds';

/** What ends a job that does not end by itself, and what stays of it. */
export interface JobLimits {
  /**
   * Longest time for the job with all its retries. What runs longer is ended and counts as failed.
   * @default Duration.hours(1)
   */
  readonly deadline?: Duration;
  /**
   * How often a failed pod is tried again. Pods that were ended by the drain of a node do not count.
   * @default 3
   */
  readonly retries?: number;
  /**
   * Exit codes after which trying again is pointless, such as one for wrong input. 1 to 255.
   * @default - none: every failure is tried again
   */
  readonly fatalExitCodes?: readonly number[];
  /**
   * How long a finished job stays, with its logs. It must be long enough for somebody to look.
   * @default Duration.days(3)
   */
  readonly keptFor?: Duration;
}

/** Limits of a job with their defaults filled in. */
export type JobBudget = Required<JobLimits>;

/** What limits leave open. */
export const JOB_DEFAULTS: JobBudget = {
  deadline: Duration.hours(1),
  retries: 3,
  fatalExitCodes: [],
  keptFor: Duration.days(3),
};

/** What limits must be before they are read. */
export const JOB_LIMITS_SHAPES = {
  deadline: optional(duration),
  retries: optional(number),
  fatalExitCodes: optional(list(number)),
  keptFor: optional(duration),
};

/** Fills in what limits leave open. */
export function jobBudget(limits: JobLimits, defaults: Partial<JobBudget> = {}): JobBudget {
  const { deadline, retries, fatalExitCodes, keptFor } = limits;
  const otherwise = { ...JOB_DEFAULTS, ...defaults };
  return {
    deadline: deadline ?? otherwise.deadline,
    retries: retries ?? otherwise.retries,
    fatalExitCodes: fatalExitCodes ?? otherwise.fatalExitCodes,
    keptFor: keptFor ?? otherwise.keptFor,
  };
}

/** The fields of a Job that limit it, as plain data. */
export function jobLimitFields(budget: JobBudget, container: string) {
  const { fatalExitCodes } = budget;
  return {
    activeDeadlineSeconds: secondsOf(budget.deadline),
    backoffLimit: budget.retries,
    ttlSecondsAfterFinished: secondsOf(budget.keptFor),
    // a pod that a drain ended says nothing about the job
    podFailurePolicy: {
      rules: [
        { action: 'Ignore' as const, onPodConditions: [{ type: 'DisruptionTarget', status: 'True' as const }] },
        ...(fatalExitCodes.length > 0
          ? [
              {
                action: 'FailJob' as const,
                onExitCodes: {
                  containerName: container,
                  operator: 'In' as const,
                  values: [...new Set(fatalExitCodes)].sort((a, b) => a - b),
                },
              },
            ]
          : []),
      ],
    },
  };
}

/** Most retries: the delays between them double up to six minutes. */
const MOST_RETRIES = 100;

/** What is wrong with limits: no time to run, retries or exit codes that are none. */
export function jobLimitRefusals(budget: JobBudget): Refusal[] {
  const { deadline, retries, fatalExitCodes, keptFor } = budget;
  const uncountable = wholeSecondsRefusal('deadline', deadline);
  const noTime: Refusal = {
    prop: 'deadline',
    value: `${secondsOf(deadline)}s`,
    problem: 'leaves no time to run',
    allowed: 'more than 0s',
    fix: 'give the longest run that you have seen, with its retries',
  };
  const refusals = [
    uncountable ?? (secondsOf(deadline) > 0 ? undefined : noTime),
    wholeSecondsRefusal('keptFor', keptFor),
    Number.isInteger(retries) && retries >= 0 && retries <= MOST_RETRIES ? undefined : noRetries(retries),
    ...fatalExitCodes.map((code, index) =>
      Number.isInteger(code) && code >= 1 && code <= 255 ? undefined : noExitCode(index, code),
    ),
  ];
  return refusals.filter((refusal) => refusal !== undefined);
}

function noRetries(retries: number): Refusal {
  return {
    prop: 'retries',
    value: retries,
    problem: 'is not a number of retries',
    allowed: `a whole number from 0 to ${MOST_RETRIES}`,
    fix: 'give how often a failure is tried again',
  };
}

function noExitCode(index: number, code: number): Refusal {
  return {
    prop: `fatalExitCodes[${index}]`,
    value: code,
    problem: 'is not the exit code of a failure',
    allowed: 'a whole number from 1 to 255',
    fix: 'name the exit codes that the process documents',
  };
}
