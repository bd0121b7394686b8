import type { Percent } from './percent';
import type { Refusal } from './refusal';
import type { NumberToken } from './token';

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

/** Whether an autoscaler owns the number of pods. */
export function isAutomatic(scale: Scale): scale is AutomaticScale {
  return 'max' in scale;
}

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
  for (const load of ['cpu', 'memory'] as const) {
    if (scale[load]?.value === 0)
      refusals.push({
        prop: `${prop}.${load}`,
        value: 0,
        problem: 'can never be held',
        allowed: 'more than 0 %',
        fix: 'give the use at which a pod is well loaded',
      });
  }
  if (typeof scale.requestsPerSecond === 'number' && !(scale.requestsPerSecond > 0)) {
    refusals.push({
      prop: `${prop}.requestsPerSecond`,
      value: scale.requestsPerSecond,
      problem: 'can never be held',
      allowed: 'more than 0',
      fix: 'give the rate that one pod serves well',
    });
  }
  return refusals;
}

function countRefusals(prop: string, count: number | NumberToken): Refusal[] {
  if (typeof count !== 'number' || (Number.isInteger(count) && count >= 1)) return [];
  return [
    {
      prop,
      value: count,
      problem: 'is not a number of pods',
      allowed: 'a whole number, 1 or more',
      fix: 'give the number of pods',
    },
  ];
}
