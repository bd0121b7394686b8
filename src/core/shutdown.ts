import { Duration } from 'cdk8s';
import type { Refusal } from './refusal';
import { duration, group, optional } from './shape';
import { secondsOf, wholeSecondsRefusal } from './whole-seconds';

/** How a process ends that nothing is sent to: it finishes what it has, after SIGTERM. */
export interface ProcessShutdown {
  /**
   * How long the process needs after SIGTERM to finish what it has.
   * @default - longestRequest, or 20 seconds
   */
  readonly drain?: Duration;
  /**
   * The longest request or message that the process may be busy with. The drain must not be shorter.
   * @default - not known: the drain is taken as it is
   */
  readonly longestRequest?: Duration;
  /**
   * How long a mesh's proxy beside the process needs to close its connections, after the process has ended.
   * @default - `capabilities.mesh.proxyDrain` where the environment's mesh gives the pods a proxy each; else no time
   */
  readonly meshDrain?: Duration;
  /**
   * Time after which the kubelet kills the pod. It starts before the `preStop` sleep, not after.
   * @default - what the parts take together, plus a margin of 5 seconds
   */
  readonly gracePeriod?: Duration;
}

/**
 * How a pod ends without losing a request. First nothing new may be sent to it (endpoint lists and load balancers forget
 * it, at the same time), then the process finishes its requests, then a mesh's proxy closes. All of it must fit the grace
 * period.
 */
export interface Shutdown extends ProcessShutdown {
  /**
   * How long a pod goes on serving after it was told to end, until no endpoint list and no proxy sends it new requests.
   * Rendered as a `preStop` sleep.
   * @default Duration.seconds(10)
   */
  readonly endpointRemoval?: Duration;
  /**
   * How long a load balancer that sends to pods directly (an ALB in ip mode) goes on sending: its deregistration delay.
   * @default - the drain where it is exposed at a load balancer of AWS; else no time
   */
  readonly loadBalancerDeregistration?: Duration;
  /**
   * The `preStop` sleep, where it must be longer than what the other parts ask for.
   * @default - the longer of endpointRemoval and loadBalancerDeregistration
   */
  readonly preStopSleep?: Duration;
}

/** A shutdown with its defaults filled in. */
export type ShutdownBudget = Required<Shutdown>;

const NOTHING = Duration.seconds(0);
const DEFAULTS = {
  endpointRemoval: Duration.seconds(10),
  drain: Duration.seconds(20),
  margin: Duration.seconds(5),
} as const;

const PROCESS_SHAPES = {
  drain: optional(duration),
  longestRequest: optional(duration),
  meshDrain: optional(duration),
  gracePeriod: optional(duration),
};

/** What the end of a process must be before it is read. */
export const PROCESS_SHUTDOWN_SHAPE = group(PROCESS_SHAPES);

/** What a shutdown must be before it is read. */
export const SHUTDOWN_SHAPE = group({
  ...PROCESS_SHAPES,
  endpointRemoval: optional(duration),
  loadBalancerDeregistration: optional(duration),
  preStopSleep: optional(duration),
});

/** Fills in what a shutdown leaves open. */
export function shutdownBudget(shutdown: Shutdown = {}): ShutdownBudget {
  const endpointRemoval = shutdown.endpointRemoval ?? DEFAULTS.endpointRemoval;
  const loadBalancerDeregistration = shutdown.loadBalancerDeregistration ?? NOTHING;
  const parts = {
    endpointRemoval,
    loadBalancerDeregistration,
    preStopSleep: shutdown.preStopSleep ?? longer(endpointRemoval, loadBalancerDeregistration),
    drain: shutdown.drain ?? shutdown.longestRequest ?? DEFAULTS.drain,
    longestRequest: shutdown.longestRequest ?? NOTHING,
    meshDrain: shutdown.meshDrain ?? NOTHING,
  };
  const needed = secondsOf(parts.preStopSleep) + secondsOf(parts.drain) + secondsOf(parts.meshDrain);
  return { gracePeriod: shutdown.gracePeriod ?? Duration.seconds(needed + secondsOf(DEFAULTS.margin)), ...parts };
}

/** Fills in what the end of a process leaves open that nothing is sent to: it is in no endpoint list. */
export function processShutdownBudget(shutdown: ProcessShutdown = {}): ShutdownBudget {
  return shutdownBudget({ ...shutdown, endpointRemoval: NOTHING });
}

const PARTS = [
  'endpointRemoval',
  'loadBalancerDeregistration',
  'preStopSleep',
  'drain',
  'longestRequest',
  'meshDrain',
] as const;

/** Refuses a budget whose parts do not fit its grace period: the kubelet would kill the pod in the middle of a request. */
export function shutdownRefusals(prop: string, budget: ShutdownBudget): Refusal[] {
  const wrong: Refusal[] = [];
  for (const name of PARTS) {
    const refusal = wholeSecondsRefusal(`${prop}.${name}`, budget[name]);
    // what follows from a wrong part is not told beside it
    if (refusal && !wrong.some(({ value }) => value === refusal.value)) wrong.push(refusal);
  }
  if (wrong.length > 0) return wrong;
  const sum = wholeSecondsRefusal(`${prop}.gracePeriod`, budget.gracePeriod);
  return sum ? [sum] : [...tooShort(prop, budget), ...sumRefusals(prop, budget)];
}

/** Parts that must hold others, and what happens where one does not. */
const HOLDS = [
  { whole: 'preStopSleep', part: 'endpointRemoval', effect: 'requests still arrive after SIGTERM' },
  { whole: 'preStopSleep', part: 'loadBalancerDeregistration', effect: 'requests still arrive after SIGTERM' },
  { whole: 'drain', part: 'longestRequest', effect: 'the longest request is cut off' },
] as const;

function tooShort(prop: string, budget: ShutdownBudget): Refusal[] {
  const refusals: Refusal[] = [];
  for (const { whole, part, effect } of HOLDS)
    if (secondsOf(budget[whole]) < secondsOf(budget[part]))
      refusals.push({
        prop: `${prop}.${whole}`,
        value: `${secondsOf(budget[whole])}s`,
        problem: `is shorter than ${prop}.${part} (${secondsOf(budget[part])}s): ${effect}`,
        allowed: `${secondsOf(budget[part])}s or more`,
        fix: `raise ${whole}, or leave it out to have it computed`,
      });
  return refusals;
}

function sumRefusals(prop: string, budget: ShutdownBudget): Refusal[] {
  const given = secondsOf(budget.gracePeriod);
  const meshDrain = secondsOf(budget.meshDrain);
  const needed = secondsOf(budget.preStopSleep) + secondsOf(budget.drain) + meshDrain;
  if (needed <= given) return [];
  const parts = [`${sleepName(budget)} ${secondsOf(budget.preStopSleep)}s`, `drain ${secondsOf(budget.drain)}s`];
  if (meshDrain > 0) parts.push(`meshDrain ${meshDrain}s`);
  const terms = parts.join(' + ');
  return [
    {
      prop: `${prop}.gracePeriod`,
      value: `${given}s`,
      problem: `is shorter than what a shutdown takes: ${terms} = ${needed}s`,
      allowed: `${needed}s or more`,
      fix: 'raise gracePeriod, or leave it out to have it computed',
    },
  ];
}

/** The part that the `preStop` sleep is there for. */
export function sleepName({ preStopSleep, endpointRemoval, loadBalancerDeregistration }: ShutdownBudget) {
  const sleep = secondsOf(preStopSleep);
  if (sleep === secondsOf(endpointRemoval)) return 'endpointRemoval' as const;
  return sleep === secondsOf(loadBalancerDeregistration) ? 'loadBalancerDeregistration' : 'preStopSleep';
}

function longer(a: Duration, b: Duration): Duration {
  return secondsOf(a) >= secondsOf(b) ? a : b;
}
