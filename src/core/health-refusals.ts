import type { Duration } from 'cdk8s';
import { HEALTH_DEFAULTS, type Health } from './health';
import { SHORTEST_TOLERANCE } from './probes';
import { processTextRefusal } from './process-text';
import { allRefusals, reasonRefusal, type Refusal } from './refusal';
import { duration, group, list, oneOf, optional, text, type Shape } from './shape';
import { hasToken } from './token';
import { secondsOf, wholeSecondsRefusal } from './whole-seconds';

const TIMES = { startsWithin: optional(duration), tolerates: optional(duration), sameProbe: optional(text) };
const KINDS: Readonly<Record<string, Shape>> = {
  http: group({ readyPath: optional(text), livePath: optional(text), ...TIMES }),
  grpc: group({ readyService: optional(text), liveService: optional(text), ...TIMES }),
  tcp: group(TIMES),
  exec: group({ readyCommand: list(text), liveCommand: optional(list(text)), ...TIMES }),
  none: group({ because: text }),
};
const PROBE = group({ probe: optional(oneOf(...Object.keys(KINDS))) });

/** What health must be before it is read: one of its kinds, by `probe`. */
export const HEALTH_SHAPE: Shape = {
  ...PROBE,
  allowed: "an object such as { readyPath: '/readyz' }, or with probe: 'grpc', 'tcp', 'exec' or 'none'",
  inside: (prop, value) => {
    const wrong = PROBE.inside?.(prop, value) ?? [];
    return wrong.length > 0 ? wrong : (KINDS[kindOf(value)]?.inside?.(prop, value) ?? []);
  },
};

/** A path and query as they stand in a request line: printable, without spaces. */
const HTTP_PATH = /^\/[\x21-\x7e]*$/;

/** What is wrong with health: paths and commands that are none, times that do not fit, liveness that asks for readiness. */
export function healthRefusals(prop: string, health: Health): Refusal[] {
  if (health.probe === 'none') return reasonRefusal(`${prop}.because`, health.because);
  const { startsWithin, tolerates, sameProbe } = health;
  return allRefusals(
    askedRefusals(prop, health),
    startsWithin && timeRefusal(`${prop}.startsWithin`, startsWithin, START),
    tolerates && timeRefusal(`${prop}.tolerates`, tolerates, TOLERANCE),
    sameProbe === undefined ? sameRefusal(prop, health) : reasonRefusal(`${prop}.sameProbe`, sameProbe),
  );
}

type Asked = Exclude<Health, { probe: 'none' }>;

function askedRefusals(prop: string, health: Asked): Refusal[] {
  if (health.probe === 'exec')
    return [
      ...commandRefusals(`${prop}.readyCommand`, health.readyCommand),
      ...(health.liveCommand ? commandRefusals(`${prop}.liveCommand`, health.liveCommand) : []),
    ];
  if (health.probe === 'grpc' || health.probe === 'tcp') return [];
  return allRefusals(
    pathRefusal(`${prop}.readyPath`, health.readyPath),
    pathRefusal(`${prop}.livePath`, health.livePath),
  );
}

function pathRefusal(prop: string, path: string | undefined): Refusal | undefined {
  if (path === undefined || hasToken(path) || HTTP_PATH.test(path)) return undefined;
  return {
    prop,
    value: path,
    problem: 'is not an HTTP path',
    allowed: "a path that starts with '/', of printable characters without spaces",
    fix: HTTP_PATH.test(`/${path}`) ? `write '/${path}'` : 'encode what is in it, such as %20 for a space',
  };
}

function commandRefusals(prop: string, command: readonly string[]): Refusal[] {
  if (command.length === 0)
    return [
      { prop, problem: 'is empty', allowed: 'a command and its arguments', fix: "write it, such as ['/bin/healthy']" },
    ];
  return command
    .map((text, index) => processTextRefusal(`${prop}[${index}]`, text))
    .filter((refusal) => refusal !== undefined);
}

/** The shortest time that is accepted, and what is said of a shorter one. */
interface Least extends Pick<Refusal, 'problem' | 'allowed' | 'fix'> {
  readonly seconds: number;
}

const START: Least = {
  seconds: 1,
  problem: 'leaves no time to start',
  allowed: 'more than 0s',
  fix: 'give the longest start that you have seen',
};
const TOLERANCE: Least = {
  seconds: SHORTEST_TOLERANCE,
  problem: 'is too short for three answers to be missed, first out of the traffic and then restarted',
  allowed: `${SHORTEST_TOLERANCE}s or more`,
  fix: 'give the longest pause that you have seen',
};

function timeRefusal(prop: string, time: Duration, { seconds: least, ...refusal }: Least): Refusal | undefined {
  const uncountable = wholeSecondsRefusal(prop, time);
  if (uncountable) return uncountable;
  const seconds = secondsOf(time);
  return seconds < least ? { prop, value: `${seconds}s`, ...refusal } : undefined;
}

/** Liveness that asks what readiness asks restarts pods that only wait for something. */
function sameRefusal(prop: string, health: Asked): Refusal | undefined {
  const { name, ready, live } = askedTwice(health);
  if (live === undefined || ready !== live) return undefined;
  return {
    prop: `${prop}.${name}`,
    value: live,
    problem: 'is what readiness asks: a pod that only waits for something would be restarted, and all pods at once',
    allowed: 'a check of the process itself',
    fix: `ask something else, leave it out, or write in ${prop}.sameProbe why the same is right`,
  };
}

/** What readiness and liveness ask, and the prop that says what liveness asks. */
interface AskedTwice {
  readonly name: string;
  readonly ready?: string;
  readonly live?: string;
}

function askedTwice(health: Asked): AskedTwice {
  switch (health.probe) {
    case 'exec':
      return {
        name: 'liveCommand',
        ready: JSON.stringify(health.readyCommand),
        live: health.liveCommand && JSON.stringify(health.liveCommand),
      };
    case 'grpc':
      return { name: 'liveService', ready: health.readyService ?? '', live: health.liveService };
    case 'tcp':
      return { name: 'probe' };
    default:
      return { name: 'livePath', ready: health.readyPath ?? HEALTH_DEFAULTS.readyPath, live: health.livePath };
  }
}

function kindOf(health: unknown): string {
  const asked = typeof health === 'object' && health !== null && 'probe' in health ? health.probe : undefined;
  return typeof asked === 'string' ? asked : 'http';
}
