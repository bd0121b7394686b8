import { ANY_SCALE_SHAPE, isEventDriven } from '../core/event-scale';
import { HEALTH_SHAPE, healthRefusals } from '../core/health-refusals';
import { portRefusal } from '../core/port';
import type { Refusal } from '../core/refusal';
import { ROLLING_UPDATE_SHAPE, rollingUpdateRefusals } from '../core/rolling-update';
import { isAutomatic, scaleRefusals } from '../core/scale';
import { number, optional, type Shapes } from '../core/shape';
import { PROCESS_SHUTDOWN_SHAPE, shutdownRefusals, type ShutdownBudget } from '../core/shutdown';
import { podStartSeconds } from './extra-container';
import { POD_SHAPES } from './pod-refusals';
import type { WorkerProps } from './worker-props';

/** What the props of a worker must be before they are read. */
export const WORKER_SHAPES: Shapes = {
  ...POD_SHAPES,
  scale: ANY_SCALE_SHAPE,
  health: HEALTH_SHAPE,
  metricsPort: optional(number),
  healthPort: optional(number),
  shutdown: optional(PROCESS_SHUTDOWN_SHAPE),
  rollout: optional(ROLLING_UPDATE_SHAPE),
};

/** Everything that is wrong with the props of a worker beside its pods. What its parts judge is left to them. */
export function workerRefusals(props: WorkerProps, shutdown: ShutdownBudget): Refusal[] {
  const { health, rollout = {}, scale, metricsPort, healthPort } = props;
  const ports = [
    metricsPort === undefined ? undefined : portRefusal('metricsPort', metricsPort),
    healthPort === undefined ? undefined : portRefusal('healthPort', healthPort),
    portTwice(props),
    portMissing(props),
  ];
  return [
    ...ports.filter((refusal) => refusal !== undefined),
    ...(isEventDriven(scale) || isAutomatic(scale) ? [] : scaleRefusals('scale', scale)),
    ...healthRefusals('health', health),
    ...rollingUpdateRefusals('rollout', rollout, podStartSeconds(health, props.sidecars)),
    ...shutdownRefusals('shutdown', shutdown),
  ];
}

function portTwice({ metricsPort, healthPort }: WorkerProps): Refusal | undefined {
  if (healthPort === undefined || healthPort !== metricsPort) return undefined;
  return {
    prop: 'healthPort',
    value: healthPort,
    problem: 'is metricsPort too',
    allowed: 'another port, or none',
    fix: 'leave it out: health is asked on metricsPort then',
  };
}

function portMissing({ health, metricsPort, healthPort }: WorkerProps): Refusal | undefined {
  const asksPort = health.probe !== 'exec' && health.probe !== 'none';
  if (!asksPort || metricsPort !== undefined || healthPort !== undefined) return undefined;
  return {
    prop: 'health',
    problem: `asks over ${health.probe ?? 'http'}, and the worker has no port`,
    allowed: 'healthPort or metricsPort beside it, or a command',
    fix: "name the port, or write { probe: 'exec', readyCommand: [...] }",
  };
}
