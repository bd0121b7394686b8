import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../failure';
import { portOwner } from './port-owner';

/** The ports of one control plane, all on 127.0.0.1. */
export interface Ports {
  readonly apiServer: number;
  readonly etcd: number;
  readonly etcdPeer: number;
  readonly controllerManager: number;
  readonly scheduler: number;
  readonly kwok: number;
  readonly metricsServer: number;
}

/** Ports of an environment start here, unless others are given. Below the range that systems hand out to clients. */
export const PORT_BLOCKS: Readonly<Record<string, number>> = { dev: 26440, staging: 26450, prod: 26460 };

/** How many ports a block has. */
export const BLOCK_SIZE = 7;

/** The ports of a block in their fixed order. */
export function portsFrom(first: number): Ports {
  return {
    apiServer: first,
    etcd: first + 1,
    etcdPeer: first + 2,
    controllerManager: first + 3,
    scheduler: first + 4,
    kwok: first + 5,
    metricsServer: first + 6,
  };
}

/**
 * Reads the first port of a block as a person gives it.
 *
 * @throws Failure when it is not a number whose whole block lies between 1024 and 65535
 */
export function parseFirstPort(text: string): number {
  const first = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  const highest = 65536 - BLOCK_SIZE;
  if (first >= 1024 && first <= highest) return first;
  throw new Failure(
    `PORTS '${text}' is not the first of ${BLOCK_SIZE} ports; allowed: 1024 to ${highest}.`,
    'Give a number, for example PORTS=27000.',
  );
}

/**
 * The block of an environment.
 *
 * @throws Failure for an environment that has none of its own
 */
export function blockOf(environment: string): number {
  const first = PORT_BLOCKS[environment];
  if (first !== undefined) return first;
  throw new Failure(
    `The environment '${environment}' has no ports of its own (${Object.keys(PORT_BLOCKS).join(', ')} have).`,
    `Give the first of ${BLOCK_SIZE} free ports, for example PORTS=27000.`,
  );
}

/**
 * Makes sure that nobody listens on any of the ports.
 *
 * @throws Failure naming each busy port, who listens there, and how to choose others
 */
export async function requireFree(ports: Ports): Promise<void> {
  const busy = (
    await Promise.all(
      (Object.entries(ports) as [keyof Ports, number][]).map(async ([role, port]) =>
        (await becomesFree(port)) ? [] : [`Port ${port} (${ROLES[role]}) is in use by ${portOwner(port)}.`],
      ),
    )
  ).flat();
  if (busy.length === 0) return;
  throw new Failure(
    busy.join('\n'),
    `End that process, or choose other ports: PORTS=<first of ${BLOCK_SIZE} free ports>, for example PORTS=27000.`,
  );
}

/** A block that nobody listens on, for a control plane that shares the machine with others. */
export async function freeBlock(random: () => number = Math.random): Promise<number> {
  for (;;) {
    const first = 20000 + Math.floor(random() * 1000) * 10;
    const free = await Promise.all(Object.values(portsFrom(first)).map((port: number) => isFree(port)));
    if (free.every((it) => it) && !Object.values(PORT_BLOCKS).includes(first)) return first;
  }
}

const ROLES: Readonly<Record<keyof Ports, string>> = {
  apiServer: 'API server',
  etcd: 'etcd',
  etcdPeer: 'etcd peers',
  controllerManager: 'controller manager',
  scheduler: 'scheduler',
  kwok: 'kwok',
  metricsServer: 'metrics server',
};

/** How often a busy port is tried again, and how long to wait in between, in milliseconds. */
const TRIES = 20;
const PAUSE = 100;

/** A killed process of many threads gives its ports back a moment after it is gone: seen with an API server without etcd. */
async function becomesFree(port: number): Promise<boolean> {
  for (let tries = 0; tries < TRIES; tries++) {
    if (await isFree(port)) return true;
    await sleep(PAUSE);
  }
  return isFree(port);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(false);
    });
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}
