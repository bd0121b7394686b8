import type { Duration } from 'cdk8s';
import { secondsOf } from './whole-seconds';

/** Times that hold for every kind of health check. */
export interface HealthTimes {
  /**
   * Longest time from the start of the process until it is ready. Until then nothing else is probed, and it is not restarted.
   * @default Duration.seconds(60)
   */
  readonly startsWithin?: Duration;
  /**
   * How long a pod may go without an answer: it is not restarted before, and leaves the traffic after about half of that.
   * @default Duration.seconds(30)
   */
  readonly tolerates?: Duration;
  /**
   * Why liveness may ask the same as readiness. A pod that is only not ready, such as during an outage of its database, is
   * then restarted too.
   * @default - none; refused when both ask the same
   */
  readonly sameProbe?: string;
}

/** Health over HTTP: 200 to 399 is healthy. */
export interface HttpHealth extends HealthTimes {
  /**
   * Tells that health is asked over HTTP.
   * @default 'http'
   */
  readonly probe?: 'http';
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
}

/** Health over the gRPC health protocol (`grpc.health.v1.Health`). */
export interface GrpcHealth extends HealthTimes {
  readonly probe: 'grpc';
  /**
   * Name of the service that is asked whether the pod can take requests.
   * @default - the server as a whole
   */
  readonly readyService?: string;
  /**
   * Name of the service that is asked whether the process itself is alive.
   * @default - no service: a TCP connection to the port is enough
   */
  readonly liveService?: string;
}

/**
 * Health by a TCP connection to the port. It tells little: the process listens. Liveness asks the same, so it is left out
 * unless `sameProbe` says why; a process that ends is restarted anyway.
 */
export interface TcpHealth extends HealthTimes {
  readonly probe: 'tcp';
}

/** Health by a command in the container: exit status 0 is healthy. */
export interface ExecHealth extends HealthTimes {
  readonly probe: 'exec';
  /** Command that succeeds while the pod can do its work. */
  readonly readyCommand: readonly string[];
  /**
   * Command that succeeds while the process itself is alive, such as one that looks at the age of a heartbeat file.
   * @default - no liveness probe: only a process that ends is restarted
   */
  readonly liveCommand?: readonly string[];
}

/** No health check at all, for a process that nothing can ask. A pod counts as ready as soon as it runs. */
export interface NoHealth {
  readonly probe: 'none';
  /** Why nothing can be asked. */
  readonly because: string;
}

/** How the kubelet learns whether a pod has started, can serve, and is alive. */
export type Health = HttpHealth | GrpcHealth | TcpHealth | ExecHealth | NoHealth;

/** What health leaves open. */
export const HEALTH_DEFAULTS = { readyPath: '/readyz', startsWithinSeconds: 60, toleratesSeconds: 30 } as const;

/** Seconds between two questions whether a container has started. */
export const STARTUP_PERIOD = 5;

/**
 * Questions that a container may leave unanswered while it starts. The first is asked up to a period after its process has
 * started, perhaps at once, and counts like the others: the declared time lies between it and the last.
 */
export function startQuestions({ startsWithin }: HealthTimes): number {
  const declared = startsWithin ? secondsOf(startsWithin) : HEALTH_DEFAULTS.startsWithinSeconds;
  return Math.ceil(declared / STARTUP_PERIOD) + 1;
}

/** Longest time that a container has to start, in seconds: by then the last question was asked. */
export function startSeconds(health: Health): number {
  return health.probe === 'none' ? 0 : startQuestions(health) * STARTUP_PERIOD;
}

/** Path that tells over HTTP whether a pod can take requests, where health is asked that way. */
export function readyPath(health: Health): string | undefined {
  if (health.probe !== undefined && health.probe !== 'http') return undefined;
  return health.readyPath ?? HEALTH_DEFAULTS.readyPath;
}
