import type { Refusal } from './refusal';
import { group, list, number, optional, text } from './shape';
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

/** What ports must be before they are read. */
export const PORTS_SHAPE = list(group({ name: optional(text), port: number, protocol: optional(text) }));

const PROTOCOLS = ['TCP', 'UDP', 'SCTP'];

/** What is wrong with ports that traffic is allowed to: a number, a protocol. */
export function portsRefusals(prop: string, ports: readonly Port[]): Refusal[] {
  return ports.flatMap(({ port, protocol }, index) => {
    const refusals = [portRefusal(`${prop}[${index}].port`, port)];
    if (protocol !== undefined && !PROTOCOLS.includes(protocol))
      refusals.push({
        prop: `${prop}[${index}].protocol`,
        value: protocol,
        problem: 'is not a protocol',
        allowed: PROTOCOLS.join(', '),
        fix: 'write it in capitals, or leave it out for TCP',
      });
    return refusals.filter((refusal) => refusal !== undefined);
  });
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
