import type { Percent } from './percent';
import type { Refusal } from './refusal';
import { group, number, optional, percent, type Shape, type Shapes } from './shape';
import type { NumberToken } from './token';
import type { ReplicaRange } from './workload';

/** A fixed number of pods. */
export interface FixedScale {
  /** Number of pods, 1 or more. */
  readonly replicas: number | NumberToken;
}

/** A number of pods that follows load. At least one of `cpu`, `memory` and `requestsPerSecond` says what load is. */
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
  return isAutomatic(scale)
    ? { min: scale.min, max: scale.max, owner: 'autoscaler' }
    : { min: scale.replicas, max: scale.replicas, owner: 'workload' };
}

function isRange(scale: unknown): boolean {
  return typeof scale === 'object' && scale !== null && ('max' in scale || 'min' in scale);
}

/** Kubernetes counts no less than thousandths. */
const LOWEST_RATE = 0.001;

/** What is wrong with a scale. Numbers that only a deployment knows are judged by the cluster. */
export function scaleRefusals(prop: string, scale: Scale): Refusal[] {
  if (!isAutomatic(scale)) return countRefusals(`${prop}.replicas`, scale.replicas);
  const refusals = [...countRefusals(`${prop}.min`, scale.min), ...countRefusals(`${prop}.max`, scale.max)];
  if (typeof scale.min === 'number' && typeof scale.max === 'number' && scale.min > scale.max) {
    refusals.push({
      prop: `${prop}.min`,
      value: scale.min,
      problem: `is more than ${prop}.max (${scale.max})`,
      allowed: `at most ${scale.max}`,
      fix: `lower ${prop}.min or raise ${prop}.max`,
    });
  }
  if (scale.cpu === undefined && scale.memory === undefined && scale.requestsPerSecond === undefined) {
    refusals.push({
      prop,
      problem: 'names no load to scale on',
      allowed: 'cpu, memory or requestsPerSecond',
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
  for (const load of ['cpu', 'memory'] as const) {
    const use = scale[load]?.value;
    if (use !== undefined && !(Number.isInteger(use) && use > 0))
      refusals.push({
        prop: `${prop}.${load}`,
        value: `${use}%`,
        problem: use === 0 ? 'can never be held' : 'is no whole number, which an autoscaler needs',
        allowed: 'more than 0 %, in whole percent',
        fix: 'give the use at which a pod is well loaded',
      });
  }
  if (
    typeof scale.requestsPerSecond === 'number' &&
    !(scale.requestsPerSecond >= LOWEST_RATE && scale.requestsPerSecond <= MOST_PODS)
  ) {
    refusals.push({
      prop: `${prop}.requestsPerSecond`,
      value: scale.requestsPerSecond,
      problem: 'can never be held',
      allowed: `more than 0: ${LOWEST_RATE} to ${MOST_PODS}`,
      fix: 'give the rate that one pod serves well',
    });
  }
  return refusals;
}

function countRefusals(prop: string, count: number | NumberToken): Refusal[] {
  if (typeof count !== 'number' || (Number.isInteger(count) && count >= 1 && count <= MOST_PODS)) return [];
  return [
    {
      prop,
      value: count,
      problem: 'is not a number of pods',
      allowed: count > MOST_PODS ? `at most ${MOST_PODS}` : 'a whole number, 1 or more',
      fix: 'give the number of pods',
    },
  ];
}
