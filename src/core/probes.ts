import { HEALTH_DEFAULTS, startQuestions, STARTUP_PERIOD, type Health } from './health';
import type { NumberToken } from './token';
import { secondsOf } from './whole-seconds';

/** The port that is probed: by its name where it has one. gRPC probes know no names of ports. */
export interface ProbedPort {
  readonly name?: string;
  readonly port: number | NumberToken;
}

/** What a probe asks, as plain data. */
export interface ProbeAction {
  readonly httpGet?: { readonly path: string; readonly port: string | number };
  readonly grpc?: { readonly port: number | NumberToken; readonly service?: string };
  readonly tcpSocket?: { readonly port: string | number };
  readonly exec?: { readonly command: string[] };
}

/** A probe as plain data. */
export interface ProbeFields extends ProbeAction {
  readonly periodSeconds: number;
  readonly timeoutSeconds: number;
  readonly failureThreshold: number;
}

/** The probes of a container. */
export interface Probes {
  readonly startupProbe?: ProbeFields;
  readonly readinessProbe?: ProbeFields;
  readonly livenessProbe?: ProbeFields;
}

/** An answer over the network takes milliseconds; a command first has to start. */
const TIMEOUT = { network: 2, command: 5 } as const;
/**
 * Answers in a row that must be lost. For readiness one says nothing, and three do. A pod may stop answering just before it
 * is asked, so what must not happen before the tolerance is over takes one more: three whole periods lie between four.
 */
const FAILURES = { ready: 3, alive: 4 } as const;
/** Shortest tolerance for which a pod still leaves the traffic before it is restarted. */
export const SHORTEST_TOLERANCE = 6;

/** What readiness and liveness ask. Liveness is left out where nothing is left to ask. */
export function probeActions(
  health: Health,
  port?: ProbedPort,
): { readonly ready?: ProbeAction; readonly alive?: ProbeAction } {
  const tcp = port && { tcpSocket: { port: port.name ?? port.port } };
  switch (health.probe) {
    case 'none':
      return {};
    case 'exec':
      return {
        ready: { exec: { command: [...health.readyCommand] } },
        ...(health.liveCommand && { alive: { exec: { command: [...health.liveCommand] } } }),
      };
    case 'tcp':
      return { ready: tcp, ...(health.sameProbe !== undefined && { alive: tcp }) };
    case 'grpc':
      return port === undefined
        ? {}
        : {
            ready: grpc(port, health.readyService),
            alive: health.liveService === undefined ? tcp : grpc(port, health.liveService),
          };
    default:
      return port === undefined
        ? {}
        : {
            ready: httpGet(port, health.readyPath ?? HEALTH_DEFAULTS.readyPath),
            alive: health.livePath === undefined ? tcp : httpGet(port, health.livePath),
          };
  }
}

/**
 * The probes of a container. All times follow from two: how long it takes to start, and how long it may go without an
 * answer. A pod leaves the traffic after about half of that, so that it is never restarted before it was unready.
 */
export function probes(health: Health, port?: ProbedPort): Probes {
  const { ready, alive } = probeActions(health, port);
  if (health.probe === 'none' || ready === undefined) return {};
  const tolerates = health.tolerates ? secondsOf(health.tolerates) : HEALTH_DEFAULTS.toleratesSeconds;
  const timeout = health.probe === 'exec' ? TIMEOUT.command : TIMEOUT.network;
  const fields = (action: ProbeAction, period: number, failureThreshold: number): ProbeFields => ({
    periodSeconds: period,
    timeoutSeconds: Math.min(timeout, period),
    failureThreshold,
    ...action,
  });
  return {
    startupProbe: fields(ready, STARTUP_PERIOD, startQuestions(health)),
    readinessProbe: fields(ready, Math.ceil(tolerates / (2 * FAILURES.ready)), FAILURES.ready),
    ...(alive && { livenessProbe: fields(alive, Math.ceil(tolerates / (FAILURES.alive - 1)), FAILURES.alive) }),
  };
}

function httpGet({ name, port }: ProbedPort, path: string): ProbeAction {
  return { httpGet: { path, port: name ?? port } };
}

function grpc({ port }: ProbedPort, service?: string): ProbeAction {
  return { grpc: { port, ...(service !== undefined && { service }) } };
}
