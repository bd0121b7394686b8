import type { Refusal } from './refusal';
import type { NumberToken } from './token';

/** Transport protocol of a port. */
export type Protocol = 'TCP' | 'UDP' | 'SCTP';

/** A port that something listens on: the pod's own, not a Service's. */
export interface Port {
  /**
   * Name of the port, by which Services and probes refer to it.
   * @default - no name
   */
  readonly name?: string;
  /** Port number, 1 to 65535. */
  readonly port: number | NumberToken;
  /**
   * Transport protocol.
   * @default 'TCP'
   */
  readonly protocol?: Protocol;
}

/** What is wrong with a port number, or nothing. */
export function portRefusal(prop: string, port: number | NumberToken): Refusal | undefined {
  if (typeof port !== 'number' || (Number.isInteger(port) && port >= 1 && port <= 65535)) return undefined;
  return {
    prop,
    value: port,
    problem: 'is not a port',
    allowed: 'a whole number from 1 to 65535',
    fix: 'use the port that the process listens on',
  };
}
