import { Duration } from 'cdk8s';
import type { Refusal } from './refusal';
import { duration, group, optional } from './shape';
import { secondsOf, wholeSecondsRefusal } from './whole-seconds';

/** How a pod ends without losing a request. The parts run one after another and must fit the grace period. */
export interface Shutdown {
  /**
   * How long a pod goes on serving after it was told to end, until no endpoint list and no load balancer sends it new
   * requests. Rendered as a `preStop` sleep.
   * @default Duration.seconds(10)
   */
  readonly endpointRemoval?: Duration;
  /**
   * How long the process needs to finish the requests that it has, after SIGTERM: at least its longest request.
   * @default Duration.seconds(20)
   */
  readonly drain?: Duration;
  /**
   * Time after which the kubelet kills the pod. It starts before the `preStop` sleep, not after.
   * @default - endpointRemoval plus drain plus a margin of 5 seconds
   */
  readonly gracePeriod?: Duration;
}

/** A shutdown with its defaults filled in. */
export type ShutdownBudget = Required<Shutdown>;

const DEFAULTS = {
  endpointRemoval: Duration.seconds(10),
  drain: Duration.seconds(20),
  margin: Duration.seconds(5),
} as const;

/** What a shutdown must be before it is read. */
export const SHUTDOWN_SHAPE = group({
  endpointRemoval: optional(duration),
  drain: optional(duration),
  gracePeriod: optional(duration),
});

/** Fills in what a shutdown leaves open. */
export function shutdownBudget(shutdown: Shutdown = {}): ShutdownBudget {
  const endpointRemoval = shutdown.endpointRemoval ?? DEFAULTS.endpointRemoval;
  const drain = shutdown.drain ?? DEFAULTS.drain;
  const needed = secondsOf(endpointRemoval) + secondsOf(drain);
  return {
    endpointRemoval,
    drain,
    gracePeriod: shutdown.gracePeriod ?? Duration.seconds(needed + secondsOf(DEFAULTS.margin)),
  };
}

/** Refuses a budget whose parts do not fit its grace period: the kubelet would kill the pod in the middle of a request. */
export function shutdownRefusals(prop: string, budget: ShutdownBudget): Refusal[] {
  const wrong = (names: readonly (keyof Shutdown)[]): Refusal[] =>
    names
      .map((name) => wholeSecondsRefusal(`${prop}.${name}`, budget[name]))
      .filter((refusal) => refusal !== undefined);
  // a grace period that follows from a wrong part is not told beside it
  const times = wrong(['endpointRemoval', 'drain']);
  if (times.length === 0) times.push(...wrong(['gracePeriod']));
  if (times.length > 0) return times;
  const parts = [secondsOf(budget.endpointRemoval), secondsOf(budget.drain)] as const;
  const needed = parts[0] + parts[1];
  const given = secondsOf(budget.gracePeriod);
  if (needed <= given) return [];
  return [
    {
      prop: `${prop}.gracePeriod`,
      value: `${given}s`,
      problem: `is shorter than what a shutdown takes: endpointRemoval ${parts[0]}s + drain ${parts[1]}s = ${needed}s`,
      allowed: `${needed}s or more`,
      fix: 'raise gracePeriod, or leave it out to have it computed',
    },
  ];
}
