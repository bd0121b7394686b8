import { Duration } from 'cdk8s';
import { triggerRefusals, TRIGGERS_SHAPE, type EventTrigger } from './event-trigger';
import type { Refusal } from './refusal';
import {
  rangeRefusals,
  replicaRange,
  SCALE_SHAPE,
  utilizationRefusals,
  type AutomaticScale,
  type Scale,
} from './scale';
import { SCALING_BEHAVIOR_SHAPE, scalingBehaviorRefusals } from './scaling-behavior';
import { duration, group, number, optional, percent, type Shape, type Shapes } from './shape';
import type { NumberToken } from './token';
import { secondsOf, wholeSecondsRefusal } from './whole-seconds';
import type { ReplicaRange } from './workload';

/** A number of pods that follows events: messages in a queue, a time of the day, a value of Prometheus. */
export interface EventScale extends Pick<AutomaticScale, 'cpu' | 'memory' | 'behavior'> {
  /** Fewest pods. 0 only with `acceptableColdStart`. */
  readonly min: number | NumberToken;
  /** Most pods. */
  readonly max: number | NumberToken;
  /** What pods are added for. Of several the one that asks for most pods wins. */
  readonly triggers: readonly EventTrigger[];
  /**
   * How long the first event may wait while there are no pods. Declaring it allows `min: 0`; it must hold the polling
   * interval, after which a pod has yet to start.
   * @default - none: there is always a pod
   */
  readonly acceptableColdStart?: Duration;
  /**
   * How often triggers are asked while there are no pods.
   * @default Duration.seconds(30)
   */
  readonly pollingInterval?: Duration;
  /**
   * How long after the last event the last pod goes.
   * @default Duration.minutes(5)
   */
  readonly cooldown?: Duration;
  /**
   * How many pods there are while a trigger cannot be asked. Refused beside `cpu` and `memory`, which KEDA takes for failed
   * triggers then.
   * @default - as many as there were; none are started where there were none
   */
  readonly fallback?: EventFallback;
}

/** How many pods there are while a trigger cannot be asked. */
export interface EventFallback {
  readonly replicas: number | NumberToken;
  /**
   * How often in a row it must have failed.
   * @default 3
   */
  readonly afterFailures?: number;
}

/** What a scale by events must be before it is read. */
export const EVENT_SCALE_SHAPE: Shapes = {
  min: number,
  max: number,
  triggers: TRIGGERS_SHAPE,
  cpu: optional(percent),
  memory: optional(percent),
  behavior: optional(SCALING_BEHAVIOR_SHAPE),
  acceptableColdStart: optional(duration),
  pollingInterval: optional(duration),
  cooldown: optional(duration),
  fallback: optional(group({ replicas: number, afterFailures: optional(number) })),
};

/** Whether triggers decide the number of pods. */
export function isEventDriven(scale: Scale | EventScale): scale is EventScale {
  return hasTriggers(scale);
}

function hasTriggers(scale: unknown): boolean {
  return typeof scale === 'object' && scale !== null && 'triggers' in scale;
}

const EVENTS = group(EVENT_SCALE_SHAPE);

/** What a scale must be that may follow events: one of all kinds, by what is in it. */
export const ANY_SCALE_SHAPE: Shape = {
  ...SCALE_SHAPE,
  allowed: '{ replicas }, { min, max } with a load, or { min, max, triggers }',
  inside: (prop, value) => (hasTriggers(value) ? EVENTS : SCALE_SHAPE).inside?.(prop, value) ?? [],
};

/** What a scale by events leaves open. */
export const EVENT_SCALE_DEFAULTS = {
  pollingInterval: Duration.seconds(30),
  cooldown: Duration.minutes(5),
  afterFailures: 3,
} as const;

/** What is wrong with a scale by events. */
export function eventScaleRefusals(prop: string, scale: EventScale): Refusal[] {
  const { max, triggers, acceptableColdStart, cooldown, behavior, fallback } = scale;
  const { pollingInterval = EVENT_SCALE_DEFAULTS.pollingInterval } = scale;
  const times = [
    wholeSecondsRefusal(`${prop}.pollingInterval`, pollingInterval),
    cooldown && wholeSecondsRefusal(`${prop}.cooldown`, cooldown),
  ];
  return [
    ...rangeRefusals(prop, scale, 0),
    ...triggerRefusals(`${prop}.triggers`, triggers, max),
    ...utilizationRefusals(prop, scale),
    ...scalingBehaviorRefusals(`${prop}.behavior`, behavior ?? {}),
    ...times.filter((refusal) => refusal !== undefined),
    ...coldStartRefusals(prop, scale.min, acceptableColdStart, pollingInterval),
    ...(fallback ? fallbackRefusals(`${prop}.fallback`, fallback, scale) : []),
  ];
}

function coldStartRefusals(
  prop: string,
  min: number | NumberToken,
  acceptable: Duration | undefined,
  polling: Duration,
): Refusal[] {
  if (min !== 0) return [];
  if (acceptable === undefined) {
    return [
      {
        prop: `${prop}.min`,
        value: 0,
        problem: 'leaves no pod, and the first event waits for one to start',
        allowed: '1 or more, or 0 where a cold start is declared acceptable',
        fix: `raise it, or write ${prop}.acceptableColdStart`,
      },
    ];
  }
  if (secondsOf(polling) < secondsOf(acceptable)) return [];
  return [
    {
      prop: `${prop}.acceptableColdStart`,
      value: `${secondsOf(acceptable)}s`,
      problem: `is over before a pod starts: triggers are asked every ${secondsOf(polling)}s`,
      allowed: `more than ${secondsOf(polling)}s`,
      fix: `shorten ${prop}.pollingInterval, or keep one pod`,
    },
  ];
}

function fallbackRefusals(prop: string, fallback: EventFallback, { max, cpu, memory }: EventScale): Refusal[] {
  const { replicas, afterFailures = EVENT_SCALE_DEFAULTS.afterFailures } = fallback;
  const whole = (value: number) => Number.isInteger(value) && value >= 0;
  const most = typeof max === 'number' ? max : Infinity;
  const refusals: Refusal[] = [];
  if (typeof replicas === 'number' && !(whole(replicas) && replicas <= most)) {
    refusals.push({
      prop: `${prop}.replicas`,
      value: replicas,
      problem: 'is not a number of pods that there may be',
      allowed: `a whole number, 0 to ${most === Infinity ? 'the most pods' : most}`,
      fix: 'give the pods that carry the usual load',
    });
  }
  if (!(whole(afterFailures) && afterFailures >= 1)) {
    refusals.push({
      prop: `${prop}.afterFailures`,
      value: afterFailures,
      problem: 'is not a number of failures',
      allowed: 'a whole number, 1 or more',
      fix: 'give how many in a row are no accident',
    });
  }
  if (cpu ?? memory) {
    refusals.push({
      prop,
      problem: 'stands beside cpu or memory, which KEDA takes for failed triggers then',
      allowed: 'one of both',
      fix: 'leave out the fallback, or cpu and memory',
    });
  }
  return refusals;
}

/** How many pods a scale that may follow events means, and who decides it. */
export function anyReplicaRange(scale: Scale | EventScale): ReplicaRange {
  if (!isEventDriven(scale)) return replicaRange(scale);
  const { min, max } = scale;
  return { min, max, owner: 'autoscaler', scaledOn: (['cpu', 'memory'] as const).filter((load) => scale[load]) };
}
