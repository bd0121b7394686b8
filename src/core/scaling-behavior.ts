import { Duration } from 'cdk8s';
import type { Percent } from './percent';
import type { Refusal } from './refusal';
import { duration, group, list, number, oneOf, optional, percent, type Shape } from './shape';
import { secondsOf } from './whole-seconds';

/** How far the number of pods may move in a time: by a number of pods, or by a share of those that are there. */
export type ScalingPolicy =
  | { readonly pods: number; readonly per: Duration }
  | {
      /** 100 doubles the pods on the way up. */
      readonly percent: number;
      readonly per: Duration;
    };

/** How the number of pods moves in one direction. */
export interface ScalingDirection {
  /**
   * How far back recommendations are looked at: the most careful of them wins, so that a short dip moves nothing. At most
   * an hour.
   * @default - none upwards, Duration.minutes(5) downwards
   */
  readonly stabilization?: Duration;
  /**
   * How far the number may move in a time, at most half an hour.
   * @default - upwards those of Kubernetes (double or 4 pods in 15 seconds), downwards 10 % in a minute
   */
  readonly policies?: readonly ScalingPolicy[];
  /**
   * Which policy wins: the one that moves most, or least.
   * @default 'most'
   */
  readonly select?: 'most' | 'least';
  /**
   * How far a load may be from its target before anything moves. Needs Kubernetes 1.35.
   * @default - 10 %, Kubernetes' own
   */
  readonly tolerance?: Percent;
}

/** How the number of pods follows its load. */
export interface ScalingBehavior {
  /**
   * How pods are added; 'never' for none.
   * @default - at once, as Kubernetes does: a load that is there needs its pods now
   */
  readonly up?: ScalingDirection | 'never';
  /**
   * How pods are taken away; 'never' for none.
   * @default - 5 minutes after the load went, 10 % in a minute: Kubernetes would take all at once, and a load that an
   * outage upstream has cut off comes back at once
   */
  readonly down?: ScalingDirection | 'never';
}

const POLICY: Shape = {
  allowed: '{ pods, per } or { percent, per }',
  fix: 'write an object, such as { pods: 4, per: Duration.minutes(1) }',
  fits: group({}).fits,
  inside: (prop, value) => {
    const unit = typeof value === 'object' && value !== null && 'percent' in value ? 'percent' : 'pods';
    return group({ [unit]: number, per: duration }).inside?.(prop, value) ?? [];
  },
};
const DIRECTION: Shape = {
  allowed: "'never', or an object with stabilization, policies, select, tolerance",
  fix: 'write one of both',
  fits: (value) => value === 'never' || group({}).fits(value),
  inside: (prop, value) =>
    value === 'never'
      ? []
      : (group({
          stabilization: optional(duration),
          policies: optional(list(POLICY)),
          select: optional(oneOf('most', 'least')),
          tolerance: optional(percent),
        }).inside?.(prop, value) ?? []),
};
/** What a behaviour must be before it is read. */
export const SCALING_BEHAVIOR_SHAPE = group({ up: optional(DIRECTION), down: optional(DIRECTION) });

const DEFAULT_DOWN = {
  stabilization: Duration.minutes(5),
  policies: [{ percent: 10, per: Duration.minutes(1) }],
} as const;

/** `behavior` of an autoscaler, as plain data; what is undefined is not rendered. */
export function scalingBehavior({ up, down = {} }: ScalingBehavior = {}) {
  return {
    scaleUp: up && rules(up, {}),
    scaleDown: rules(down, DEFAULT_DOWN),
  };
}

/** Whether a behaviour has a tolerance, which needs Kubernetes 1.35. */
export function hasTolerance({ up, down }: ScalingBehavior = {}): boolean {
  return [up, down].some((direction) => typeof direction === 'object' && direction.tolerance !== undefined);
}

const SELECT = { most: 'Max', least: 'Min' } as const;

function rules(direction: ScalingDirection | 'never', defaults: Pick<ScalingDirection, 'stabilization' | 'policies'>) {
  if (direction === 'never') return { selectPolicy: 'Disabled' as const };
  const { stabilization = defaults.stabilization, policies = defaults.policies, select, tolerance } = direction;
  return {
    stabilizationWindowSeconds: stabilization && secondsOf(stabilization),
    policies: policies?.map(policyOf),
    selectPolicy: select && SELECT[select],
    tolerance: tolerance && `${Math.round(tolerance.value * 10)}m`,
  };
}

function policyOf(policy: ScalingPolicy) {
  const periodSeconds = secondsOf(policy.per);
  return 'pods' in policy
    ? { type: 'Pods' as const, value: policy.pods, periodSeconds }
    : { type: 'Percent' as const, value: policy.percent, periodSeconds };
}

/** Longest times that Kubernetes takes, in seconds. */
const LONGEST_STABILIZATION = 3600;
const LONGEST_PERIOD = 1800;

/** What is wrong with a behaviour. */
export function scalingBehaviorRefusals(prop: string, { up, down }: ScalingBehavior): Refusal[] {
  return Object.entries({ up, down }).flatMap(([name, direction]) =>
    direction === undefined || direction === 'never' ? [] : directionRefusals(`${prop}.${name}`, direction),
  );
}

function directionRefusals(prop: string, { stabilization, policies }: ScalingDirection): Refusal[] {
  return [
    ...(stabilization ? timeRefusals(`${prop}.stabilization`, stabilization, 0, LONGEST_STABILIZATION) : []),
    ...(policies?.length === 0
      ? [{ prop: `${prop}.policies`, problem: 'is empty', allowed: 'one policy or more', fix: "write 'never', or one" }]
      : []),
    ...(policies ?? []).flatMap((policy, index) => [
      ...timeRefusals(`${prop}.policies[${index}].per`, policy.per, 1, LONGEST_PERIOD),
      ...moveRefusals(`${prop}.policies[${index}]`, policy),
    ]),
  ];
}

function moveRefusals(prop: string, policy: ScalingPolicy): Refusal[] {
  const [unit, value] = 'pods' in policy ? (['pods', policy.pods] as const) : (['percent', policy.percent] as const);
  if (Number.isInteger(value) && value >= 1 && value < 2 ** 31) return [];
  return [
    {
      prop: `${prop}.${unit}`,
      value,
      problem: 'moves nothing that an autoscaler can count',
      allowed: 'a whole number, 1 or more',
      fix: "give how far the number may move, or write 'never' for the direction",
    },
  ];
}

function timeRefusals(prop: string, time: Duration, least: number, most: number): Refusal[] {
  const seconds = secondsOf(time);
  if (Number.isInteger(seconds) && seconds >= least && seconds <= most) return [];
  return [
    {
      prop,
      value: `${seconds}s`,
      problem: 'is not a time that an autoscaler takes',
      allowed: `whole seconds, ${least} to ${most}`,
      fix: 'give one of these',
    },
  ];
}
