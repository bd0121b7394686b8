import { EXPOSURE_SHAPES } from '../core/exposure-refusals';
import { HEALTH_SHAPE, healthRefusals } from '../core/health-refusals';
import { portRefusal } from '../core/port';
import { allRefusals, type Refusal } from '../core/refusal';
import { ROLLING_UPDATE_SHAPE, rollingUpdateRefusals } from '../core/rolling-update';
import { isAutomatic, SCALE_SHAPE, scaleRefusals } from '../core/scale';
import { closed, group, number, optional, type Shapes } from '../core/shape';
import { SHUTDOWN_SHAPE, shutdownRefusals, type ShutdownBudget } from '../core/shutdown';
import { secondsOf } from '../core/whole-seconds';
import { podStartSeconds } from './extra-container';
import { TRAFFIC_LIMITS_SHAPES } from '../core/traffic-limits';
import { POD_SHAPES } from './pod-refusals';
import type { WebServiceProps } from './web-service-props';

/** What the props of a web service must be before they are read. */
export const WEB_SERVICE_SHAPES: Shapes = {
  ...POD_SHAPES,
  port: number,
  scale: SCALE_SHAPE,
  health: optional(HEALTH_SHAPE),
  shutdown: optional(SHUTDOWN_SHAPE),
  rollout: optional(ROLLING_UPDATE_SHAPE),
  servicePort: optional(number),
  exposedAt: optional(group(EXPOSURE_SHAPES)),
  traffic: optional(closed(TRAFFIC_LIMITS_SHAPES)),
};

/** Everything that is wrong with the props of a web service beside its pods. What its parts judge is left to them. */
export function webServiceRefusals(props: WebServiceProps, shutdown: ShutdownBudget): Refusal[] {
  const { health = {}, rollout = {}, scale } = props;
  return allRefusals(
    portRefusal('port', props.port),
    props.servicePort === undefined ? undefined : portRefusal('servicePort', props.servicePort),
    isAutomatic(scale) ? undefined : scaleRefusals('scale', scale),
    healthRefusals('health', health),
    rollingUpdateRefusals('rollout', rollout, podStartSeconds(health, props.sidecars)),
    shutdownRefusals('shutdown', shutdown),
    exposedTimeRefusal(props, shutdown),
  );
}

/** A request that the entry still waits for must be finished by a pod that ends. */
function exposedTimeRefusal({ exposedAt }: WebServiceProps, { drain }: ShutdownBudget): Refusal | undefined {
  const timeout = exposedAt?.timeout;
  if (timeout === undefined || secondsOf(timeout) <= secondsOf(drain)) return undefined;
  return {
    prop: 'exposedAt.timeout',
    value: `${secondsOf(timeout)}s`,
    problem: `is more than a pod that ends has for its requests (shutdown.drain, ${secondsOf(drain)}s)`,
    allowed: `at most ${secondsOf(drain)}s`,
    fix: 'shorten it, or raise shutdown.longestRequest to it',
  };
}
