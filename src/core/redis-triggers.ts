import { credentialIn } from './credential';
import { AUTHENTICATION_SHAPE, type EventTrigger, type TriggerAuthenticationReference } from './event-trigger';
import { portRefusal } from './port';
import type { Refusal } from './refusal';
import { group, number, optional, requireShape, text, yesOrNo, type Shapes } from './shape';
import { hasToken, type NumberToken } from './token';
import { emptyRefusals, wholePerPod } from './trigger-refusals';

/** Where a Redis server listens; a `RedisEndpoint` is one. */
export interface RedisServer {
  readonly host: string;
  readonly port: number | NumberToken;
}

/** How KEDA reaches a Redis server. */
export interface RedisConnection {
  /** The server. */
  readonly server: RedisServer;
  /**
   * Number of the database.
   * @default 0
   */
  readonly database?: number;
  /**
   * Whether the server speaks TLS.
   * @default true
   */
  readonly tls?: boolean;
  /**
   * What KEDA logs in with: parameter `password`, and `username` where there is one.
   * @default - the server asks for no login
   */
  readonly authentication?: TriggerAuthenticationReference;
}

/** A list, set or sorted set of Redis. */
export interface RedisListTriggerProps extends RedisConnection {
  /** Key of the list. */
  readonly list: string;
  /** Items that one pod works off in good time. */
  readonly itemsPerPod: number | NumberToken;
}

/** A queue of BullMQ. */
export interface BullMqTriggerProps extends RedisConnection {
  /** Name of the queue. */
  readonly queue: string;
  /** Waiting jobs that one pod works off in good time. */
  readonly jobsPerPod: number | NumberToken;
  /** Jobs that one pod works on at a time: the worker's `concurrency`. */
  readonly concurrency: number | NumberToken;
  /**
   * Prefix of the queue's keys.
   * @default 'bull'
   */
  readonly prefix?: string;
}

const REDIS: Shapes = {
  server: group({ host: text, port: number }),
  database: optional(number),
  tls: optional(yesOrNo),
  authentication: optional(AUTHENTICATION_SHAPE),
};
const REDIS_LIST: Shapes = { ...REDIS, list: text, itemsPerPod: number };
const BULL_MQ: Shapes = { ...REDIS, queue: text, jobsPerPod: number, concurrency: number, prefix: optional(text) };

/** A trigger of a list in Redis. */
export function redisListTrigger(props: RedisListTriggerProps): EventTrigger {
  requireShape('Trigger.redisList', props, REDIS_LIST);
  return {
    scalers: [redisScaler(props, props.list, props.itemsPerPod)],
    ...(props.authentication && { authentication: props.authentication }),
    refusals: [
      ...connectionRefusals(props),
      ...emptyRefusals('list', props.list),
      ...wholePerPod('itemsPerPod', props.itemsPerPod),
    ],
  };
}

/** A trigger of a queue of BullMQ: jobs that wait, with and without priority, and jobs that run. */
export function bullMqTrigger(props: BullMqTriggerProps): EventTrigger {
  requireShape('Trigger.bullMq', props, BULL_MQ);
  const { queue, prefix = 'bull', jobsPerPod, concurrency } = props;
  return {
    scalers: [
      redisScaler(props, `${prefix}:${queue}:wait`, jobsPerPod),
      redisScaler(props, `${prefix}:${queue}:prioritized`, jobsPerPod),
      // a pod is kept while its jobs run, though nothing waits any more
      redisScaler(props, `${prefix}:${queue}:active`, concurrency),
    ],
    ...(props.authentication && { authentication: props.authentication }),
    refusals: [
      ...connectionRefusals(props),
      ...emptyRefusals('queue', queue),
      ...emptyRefusals('prefix', prefix),
      ...wholePerPod('jobsPerPod', jobsPerPod),
      ...wholePerPod('concurrency', concurrency),
    ],
  };
}

function redisScaler({ server, database = 0, tls = true }: RedisConnection, key: string, length: number | NumberToken) {
  return {
    type: 'redis',
    metadata: {
      address: `${server.host}:${server.port}`,
      listName: key,
      listLength: String(length),
      databaseIndex: String(database),
      enableTLS: String(tls),
    },
  };
}

function connectionRefusals({ server, database = 0 }: RedisConnection): Refusal[] {
  const port = portRefusal('server.port', server.port);
  const host =
    hasToken(server.host) || /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/i.test(server.host)
      ? []
      : [
          {
            prop: 'server.host',
            ...(credentialIn(server.host) === undefined && { value: server.host }),
            problem: 'is not a host',
            allowed: 'a host name',
            fix: 'write the host alone: a login belongs into a TriggerAuthentication',
          },
        ];
  const index = {
    prop: 'database',
    value: database,
    problem: 'is not the number of a database',
    allowed: 'a whole number, 0 or more',
    fix: 'give the number that the workers use',
  };
  return [...host, ...(port ? [port] : []), ...(Number.isInteger(database) && database >= 0 ? [] : [index])];
}
