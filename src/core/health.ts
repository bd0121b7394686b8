import { Duration } from 'cdk8s';
import type { Refusal } from './refusal';
import { hasToken } from './token';
import { duration, group, optional, text } from './shape';
import { secondsOf, wholeSecondsRefusal } from './whole-seconds';

/** How the kubelet learns whether a pod has started, can serve, and is alive. */
export interface HttpHealth {
  /**
   * Path that answers 200 while the service can take requests. It may check what the service cannot work without.
   * @default '/readyz'
   */
  readonly readyPath?: string;
  /**
   * Path that answers 200 while the process itself is alive. It must not check dependencies: a failing database would
   * restart every pod of the service.
   * @default - no path: a TCP connection to the port is enough
   */
  readonly livePath?: string;
  /**
   * Longest time from the start of the process until it is ready. Until then nothing else is probed.
   * @default Duration.seconds(60)
   */
  readonly startsWithin?: Duration;
}

/** `httpGet` or `tcpSocket` probe of a named port, as plain data. */
export interface ProbeFields {
  readonly httpGet?: { readonly path: string; readonly port: string };
  readonly tcpSocket?: { readonly port: string };
  readonly periodSeconds: number;
  readonly timeoutSeconds: number;
  readonly failureThreshold: number;
}

/** The three probes of a container. */
export interface Probes {
  readonly startupProbe: ProbeFields;
  readonly readinessProbe: ProbeFields;
  readonly livenessProbe: ProbeFields;
}

const DEFAULTS = { readyPath: '/readyz', startsWithin: Duration.seconds(60) } as const;
/** Out of traffic after 3 x 5 s; restarted only after 3 x 10 s, so that a pod is never killed before it was unready. */
const STARTUP = { periodSeconds: 5, timeoutSeconds: 2 } as const;
const READINESS = { periodSeconds: 5, timeoutSeconds: 2, failureThreshold: 3 } as const;
const LIVENESS = { periodSeconds: 10, timeoutSeconds: 2, failureThreshold: 3 } as const;

/** What health must be before it is read. */
export const HEALTH_SHAPE = group({
  readyPath: optional(text),
  livePath: optional(text),
  startsWithin: optional(duration),
});

/** A path and query as they stand in a request line: printable, without spaces. */
const HTTP_PATH = /^\/[\x21-\x7e]*$/;

/** The probes of an HTTP service on a named port. */
export function httpProbes(health: HttpHealth, port: string): Probes {
  const ready = { httpGet: { path: health.readyPath ?? DEFAULTS.readyPath, port } };
  const alive = health.livePath === undefined ? { tcpSocket: { port } } : { httpGet: { path: health.livePath, port } };
  const startsWithin = secondsOf(health.startsWithin ?? DEFAULTS.startsWithin);
  return {
    startupProbe: { ...ready, ...STARTUP, failureThreshold: Math.ceil(startsWithin / STARTUP.periodSeconds) },
    readinessProbe: { ...ready, ...READINESS },
    livenessProbe: { ...alive, ...LIVENESS },
  };
}

/** What is wrong with health paths and times. */
export function healthRefusals(prop: string, health: HttpHealth): Refusal[] {
  const paths = Object.entries({ readyPath: health.readyPath, livePath: health.livePath }).flatMap(([name, path]) =>
    path === undefined || hasToken(path) || HTTP_PATH.test(path)
      ? []
      : [
          {
            prop: `${prop}.${name}`,
            value: path,
            problem: 'is not an HTTP path',
            allowed: "a path that starts with '/', of printable characters without spaces",
            fix: HTTP_PATH.test(`/${path}`) ? `write '/${path}'` : 'encode what is in it, such as %20 for a space',
          },
        ],
  );
  if (health.startsWithin === undefined) return paths;
  const uncountable = wholeSecondsRefusal(`${prop}.startsWithin`, health.startsWithin);
  if (uncountable) return [...paths, uncountable];
  if (secondsOf(health.startsWithin) > 0) return paths;
  return [
    ...paths,
    {
      prop: `${prop}.startsWithin`,
      value: '0s',
      problem: 'leaves no time to start',
      allowed: 'more than 0s',
      fix: 'give the longest start that you have seen',
    },
  ];
}
