import { jobLimitRefusals, JOB_LIMITS_SHAPES, type JobBudget, type JobLimits } from '../core/job-limits';
import type { Refusal } from '../core/refusal';
import { optional, type Shapes } from '../core/shape';
import { PROCESS_SHUTDOWN_SHAPE, shutdownRefusals, type ProcessShutdown, type ShutdownBudget } from '../core/shutdown';
import type { PodProps } from './pod-props';
import { POD_SHAPES } from './pod-refusals';

/** What all workloads whose pods end by themselves say of them. */
export interface JobProps extends PodProps, JobLimits {
  /**
   * How a pod ends when it is told to, such as by the drain of a node.
   * @default - 20 seconds to stop where it can go on later, 25 seconds in all
   */
  readonly shutdown?: ProcessShutdown;
}

/** What the props of such workloads must be before they are read. */
export const JOB_SHAPES: Shapes = { ...POD_SHAPES, ...JOB_LIMITS_SHAPES, shutdown: optional(PROCESS_SHUTDOWN_SHAPE) };

/** Everything that is wrong with such workloads beside their pods. */
export function jobRefusals(budget: JobBudget, shutdown: ShutdownBudget): Refusal[] {
  return [...jobLimitRefusals(budget), ...shutdownRefusals('shutdown', shutdown)];
}
