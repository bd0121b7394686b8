import type { Percent } from './percent';
import { allRefusals, type Refusal } from './refusal';
import { SCALING_BEHAVIOR_SHAPE, scalingBehaviorRefusals, type ScalingBehavior } from './scaling-behavior';
import { LOAD_METRICS_SHAPE, loadMetricRefusals, perPodRefusal, type LoadMetric } from './scaling-metric';
import { group, number, optional, percent, type Shape, type Shapes } from './shape';
import type { NumberToken } from './token';
import type { ReplicaRange } from './workload';

/** A fixed number of pods. */
export interface FixedScale {
  /** Number of pods, 1 or more. */
  readonly replicas: number | NumberToken;
}

/** A number of pods that follows load. One of `cpu`, `memory`, `requestsPerSecond` and `metrics` or more say what load is. */
export interface AutomaticScale {
  /** Fewest pods, 1 or more. */
  readonly min: number | NumberToken;
  /** Most pods. */
  readonly max: number | NumberToken;
  /**
   * Average CPU use to hold, in percent of what a pod reserves.
   * @default - CPU does not scale the service
   */
  readonly cpu?: Percent;
  /**
   * Average memory use to hold, in percent of what a pod reserves.
   * @default - memory does not scale the service
   */
  readonly memory?: Percent;
  /**
   * Average requests per second and pod to hold. Needs a metrics adapter that serves `http_requests_per_second`.
   * @default - requests do not scale the service
   */
  readonly requestsPerSecond?: number | NumberToken;
  /**
   * Other loads, of the pods themselves or of something outside.
   * @default - none
   */
  readonly metrics?: readonly LoadMetric[];
  /**
   * How fast pods are added and taken away.
   * @default - added at once; taken away 5 minutes after the load went, 10 % in a minute
   */
  readonly behavior?: ScalingBehavior;
}

/** How many pods a workload has: a fixed number, or a range that an autoscaler owns. Never both. */
export type Scale = FixedScale | AutomaticScale;

/** What an automatic scale must be before it is read. */
export const AUTOMATIC_SCALE_SHAPE: Shapes = {
  min: number,
  max: number,
  cpu: optional(percent),
  memory: optional(percent),
  requestsPerSecond: optional(number),
  metrics: optional(LOAD_METRICS_SHAPE),
  behavior: optional(SCALING_BEHAVIOR_SHAPE),
};
const AUTOMATIC = group(AUTOMATIC_SCALE_SHAPE);
const FIXED = group({ replicas: number });

/** What a scale must be before it is read: one of both kinds, by what is in it. */
export const SCALE_SHAPE: Shape = {
  allowed: '{ replicas } or { min, max } with a load',
  fix: 'write an object, such as { replicas: 2 }',
  fits: FIXED.fits,
  inside: (prop, value) => (isRange(value) ? AUTOMATIC : FIXED).inside?.(prop, value) ?? [],
};

/** Most pods that a 32-bit field of Kubernetes holds. */
const MOST_PODS = 2 ** 31 - 1;

/** Whether an autoscaler owns the number of pods. */
export function isAutomatic(scale: Scale): scale is AutomaticScale {
  return isRange(scale);
}

/** How many pods a scale means, and who decides it. */
export function replicaRange(scale: Scale): ReplicaRange {
  if (!isAutomatic(scale)) return { min: scale.replicas, max: scale.replicas, owner: 'workload' };
  const { min, max } = scale;
  return { min, max, owner: 'autoscaler', scaledOn: (['cpu', 'memory'] as const).filter((load) => scale[load]) };
}

function isRange(scale: unknown): boolean {
  return typeof scale === 'object' && scale !== null && ('max' in scale || 'min' in scale);
}

/** What is wrong with a scale. Numbers that only a deployment knows are judged by the cluster. */
export function scaleRefusals(prop: string, scale: Scale): Refusal[] {
  if (!isAutomatic(scale)) return allRefusals(countRefusal(`${prop}.replicas`, scale.replicas));
  const refusals = rangeRefusals(prop, scale);
  const { cpu, memory, requestsPerSecond, metrics = [], behavior } = scale;
  if (cpu === undefined && memory === undefined && requestsPerSecond === undefined && metrics.length === 0) {
    refusals.push({
      prop,
      problem: 'names no load to scale on',
      allowed: 'cpu, memory, requestsPerSecond or metrics',
      fix: `add one, or write { replicas } for a fixed number`,
    });
  }
  if ('replicas' in scale && scale.replicas !== undefined) {
    refusals.push({
      prop: `${prop}.replicas`,
      problem: `is a fixed number beside ${prop}.min and ${prop}.max`,
      allowed: 'one owner of the number of pods',
      fix: `remove ${prop}.replicas, or ${prop}.min and ${prop}.max`,
    });
  }
  return allRefusals(
    refusals,
    utilizationRefusals(prop, scale),
    requestsPerSecond === undefined ? undefined : perPodRefusal(`${prop}.requestsPerSecond`, requestsPerSecond),
    loadMetricRefusals(`${prop}.metrics`, metrics),
    behavior && scalingBehaviorRefusals(`${prop}.behavior`, behavior),
  );
}

/** What is wrong with the ends of a range of pods. `least` is the fewest that may be. */
export function rangeRefusals(
  prop: string,
  { min, max }: Pick<AutomaticScale, 'min' | 'max'>,
  least: 0 | 1 = 1,
): Refusal[] {
  const refusals = allRefusals(countRefusal(`${prop}.min`, min, least), countRefusal(`${prop}.max`, max));
  if (typeof min === 'number' && typeof max === 'number' && !(min <= max))
    refusals.push({
      prop: `${prop}.min`,
      value: min,
      problem: `is more than ${prop}.max (${max})`,
      allowed: `at most ${max}`,
      fix: `lower ${prop}.min or raise ${prop}.max`,
    });
  return refusals;
}

/** What is wrong with the use of CPU and memory to hold. */
export function utilizationRefusals(prop: string, scale: Pick<AutomaticScale, 'cpu' | 'memory'>): Refusal[] {
  return allRefusals(useRefusal(`${prop}.cpu`, scale.cpu), useRefusal(`${prop}.memory`, scale.memory));
}

function useRefusal(prop: string, percent: Percent | undefined): Refusal | undefined {
  const use = percent?.value;
  if (use === undefined || (Number.isInteger(use) && use > 0)) return undefined;
  return {
    prop,
    value: `${use}%`,
    problem: use === 0 ? 'can never be held' : 'is no whole number, which an autoscaler needs',
    allowed: 'more than 0 %, in whole percent',
    fix: 'give the use at which a pod is well loaded',
  };
}

function countRefusal(prop: string, count: number | NumberToken, least: 0 | 1 = 1): Refusal | undefined {
  if (typeof count !== 'number' || (Number.isInteger(count) && count >= least && count <= MOST_PODS)) return undefined;
  return {
    prop,
    value: count,
    problem: 'is not a number of pods',
    allowed: count > MOST_PODS ? `at most ${MOST_PODS}` : `a whole number, ${least} or more`,
    fix: 'give the number of pods',
  };
}
