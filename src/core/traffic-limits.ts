import { Duration } from 'cdk8s';
import { milliseconds } from './call-times';
import { Percent } from './percent';
import type { Refusal } from './refusal';
import { closed, duration, number, optional, percent, type Shapes } from './shape';

/** Requests that one pod answers before it refuses more (429). */
export interface RateLimit {
  /** Requests in each span of time. */
  readonly requests: number;
  /**
   * The span of time.
   * @default Duration.seconds(1)
   */
  readonly per?: Duration;
  /**
   * Requests that may come at once after a quiet time.
   * @default - as many as `requests`
   */
  readonly burst?: number;
}

/** When a pod that fails is left alone for a while: circuit breaking. */
export interface Ejection {
  /**
   * Answers of 5xx in a row after which a pod is left alone.
   * @default 5
   */
  readonly after?: number;
  /**
   * How long it is left alone the first time. Each further time takes as much longer.
   * @default Duration.seconds(30)
   */
  readonly time?: Duration;
  /**
   * Most of all pods that may be left alone at once. Istio's own 10 % ejects nothing from fewer than ten pods.
   * @default Percent.of(50)
   */
  readonly most?: Percent;
}

/** What a service takes of each of its callers' proxies, where there is a mesh. Istio itself has no limits. */
export interface TrafficLimits {
  /**
   * Connections of one proxy.
   * @default 100
   */
  readonly connections?: number;
  /**
   * Requests of one proxy that wait for a connection.
   * @default 100
   */
  readonly pendingRequests?: number;
  /**
   * Requests of one proxy at once.
   * @default 1000
   */
  readonly requests?: number;
  /**
   * Longest that a connection may take to come about.
   * @default Duration.seconds(3)
   */
  readonly connectTimeout?: Duration;
  /**
   * Most retries at once, as a share of the requests at once: a service that fails is not buried under repeated calls.
   * @default Percent.of(20)
   */
  readonly retryBudget?: Percent;
  /**
   * When a pod that fails is left alone.
   * @default - after 5 failures in a row, for 30 seconds, at most half of the pods
   */
  readonly ejection?: Ejection;
  /**
   * Requests that each pod answers, whoever asks. All pods together answer as many times more.
   * @default - any number
   */
  readonly rateLimit?: RateLimit;
}

/** What limits must be before they are read. */
export const TRAFFIC_LIMITS_SHAPES: Shapes = {
  connections: optional(number),
  pendingRequests: optional(number),
  requests: optional(number),
  connectTimeout: optional(duration),
  retryBudget: optional(percent),
  ejection: optional(closed({ after: optional(number), time: optional(duration), most: optional(percent) })),
  rateLimit: optional(closed({ requests: number, per: optional(duration), burst: optional(number) })),
};

/** Limits without gaps. */
export type AllTrafficLimits = Required<Omit<TrafficLimits, 'rateLimit' | 'ejection'>> & {
  readonly ejection: Required<Ejection>;
};

/** Limits with everything that was left out. */
export function trafficLimits({ ejection, ...limits }: TrafficLimits): AllTrafficLimits {
  return {
    connections: limits.connections ?? 100,
    pendingRequests: limits.pendingRequests ?? 100,
    requests: limits.requests ?? 1000,
    connectTimeout: limits.connectTimeout ?? Duration.seconds(3),
    retryBudget: limits.retryBudget ?? Percent.of(20),
    ejection: {
      after: ejection?.after ?? 5,
      time: ejection?.time ?? Duration.seconds(30),
      most: ejection?.most ?? Percent.of(50),
    },
  };
}

/** What is wrong with limits. */
export function trafficRefusals(prop: string, limits: TrafficLimits): Refusal[] {
  const { connections, pendingRequests, requests, connectTimeout, ejection = {}, rateLimit } = limits;
  return [
    ...countRefusals(`${prop}.connections`, connections),
    ...countRefusals(`${prop}.pendingRequests`, pendingRequests),
    ...countRefusals(`${prop}.requests`, requests),
    ...timeRefusals(`${prop}.connectTimeout`, connectTimeout),
    ...countRefusals(`${prop}.ejection.after`, ejection.after),
    ...timeRefusals(`${prop}.ejection.time`, ejection.time),
    ...countRefusals(`${prop}.rateLimit.requests`, rateLimit?.requests),
    ...countRefusals(`${prop}.rateLimit.burst`, rateLimit?.burst),
    ...timeRefusals(`${prop}.rateLimit.per`, rateLimit?.per, SHORTEST_FILL),
    ...burstRefusals(`${prop}.rateLimit.burst`, rateLimit),
  ];
}

/** Envoy refuses a bucket that is filled more often. */
const SHORTEST_FILL = 50;

function countRefusals(prop: string, value: number | undefined): Refusal[] {
  if (value === undefined || (Number.isInteger(value) && value >= 1 && value < 2 ** 31)) return [];
  return [
    { prop, value, problem: 'is no limit', allowed: 'a whole number, 1 or more', fix: 'correct it, or leave it out' },
  ];
}

function burstRefusals(prop: string, rateLimit: RateLimit | undefined): Refusal[] {
  if (rateLimit?.burst === undefined || rateLimit.burst >= rateLimit.requests) return [];
  const problem = `is less than rateLimit.requests (${rateLimit.requests})`;
  return [
    {
      prop,
      value: rateLimit.burst,
      problem,
      allowed: `${rateLimit.requests} or more`,
      fix: 'raise it, or leave it out',
    },
  ];
}

function timeRefusals(prop: string, value: Duration | undefined, least = 1): Refusal[] {
  const time = value && milliseconds(value);
  if (time === undefined || (Number.isInteger(time) && time >= least)) return [];
  return [
    {
      prop,
      value: `${time}ms`,
      problem: 'is no such time',
      allowed: `whole milliseconds, ${least} or more`,
      fix: 'correct it, or leave it out',
    },
  ];
}
