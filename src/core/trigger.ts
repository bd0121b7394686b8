import { credentialIn, isLiteral, namesCredential } from './credential';
import { scheduleRefusal, timeZoneRefusal } from './cron';
import {
  AUTHENTICATION_SHAPE,
  type EventScaler,
  type EventTrigger,
  type TriggerAuthenticationReference,
} from './event-trigger';
import { kafkaTrigger, rabbitMqTrigger, sqsTrigger } from './queue-triggers';
import { bullMqTrigger, redisListTrigger } from './redis-triggers';
import type { Refusal } from './refusal';
import { perPodRefusal } from './scaling-metric';
import { number, optional, requireShape, text, textByName, yesOrNo, type Shapes } from './shape';
import { hasToken, type NumberToken } from './token';

/** A time of the day or the week in which there are more pods. */
export interface CronTriggerProps {
  /** When it begins, as five fields of cron: `0 8 * * mon-fri`. */
  readonly start: string;
  /** When it ends. */
  readonly end: string;
  /** Time zone of both, from the IANA database: `Europe/Berlin`. */
  readonly timeZone: string;
  /** Pods while it lasts, 1 or more. */
  readonly replicas: number;
}

/** A value that Prometheus computes. */
export interface PrometheusTriggerProps {
  /** URL of the server: `http://prometheus.monitoring.svc:9090`. */
  readonly server: string;
  /** PromQL that gives one value. */
  readonly query: string;
  /** How much of it one pod carries well. */
  readonly perPod: number | NumberToken;
  /**
   * Whether no value means none. Otherwise it is an error, and no pod is taken away: a metric that has got lost is not a
   * load that is gone.
   * @default false
   */
  readonly emptyMeansNone?: boolean;
  /**
   * What KEDA logs in with.
   * @default - the server asks for no login
   */
  readonly authentication?: TriggerAuthenticationReference;
}

/** Any other scaler of KEDA. */
export interface OtherTriggerProps extends EventScaler {
  /**
   * What KEDA logs in with.
   * @default - nothing asks for a login
   */
  readonly authentication?: TriggerAuthenticationReference;
}

const CRON: Shapes = { start: text, end: text, timeZone: text, replicas: number };
const PROMETHEUS: Shapes = {
  server: text,
  query: text,
  perPod: number,
  emptyMeansNone: optional(yesOrNo),
  authentication: optional(AUTHENTICATION_SHAPE),
};
const OTHER: Shapes = { type: text, metadata: textByName, authentication: optional(AUTHENTICATION_SHAPE) };

/** Factories of triggers. Each throws when a prop is of another type; all else is told where the trigger is used. */
export const Trigger = {
  /** Messages in a queue of Amazon SQS. */
  sqs: sqsTrigger,
  /** Items in a list, set or sorted set of Redis. */
  redisList: redisListTrigger,
  /** Jobs in a queue of BullMQ, those that run included. */
  bullMq: bullMqTrigger,
  /** Lag of a consumer group of Kafka. */
  kafka: kafkaTrigger,
  /** Messages in a queue of RabbitMQ. */
  rabbitMq: rabbitMqTrigger,
  /** A time of the day or the week. */
  cron: cronTrigger,
  /** A value that Prometheus computes. */
  prometheus: prometheusTrigger,
  /** Any other scaler of KEDA, by its documentation. */
  other: otherTrigger,
} as const;

function cronTrigger(props: CronTriggerProps): EventTrigger {
  requireShape('Trigger.cron', props, CRON);
  const { start, end, timeZone, replicas } = props;
  const refusals = [
    cronRefusal('start', start),
    cronRefusal('end', end),
    timeZoneRefusal('timeZone', timeZone),
    Number.isInteger(replicas) && replicas >= 1 ? undefined : noReplicas(replicas),
    start === end && !hasToken(start) ? neverLasts(end) : undefined,
  ];
  const metadata = { timezone: timeZone, start, end, desiredReplicas: String(replicas) };
  return {
    scalers: [{ type: 'cron', metadata }],
    pods: replicas,
    refusals: refusals.filter((refusal) => refusal !== undefined),
  };
}

function prometheusTrigger(props: PrometheusTriggerProps): EventTrigger {
  requireShape('Trigger.prometheus', props, PROMETHEUS);
  const { server, query, perPod, emptyMeansNone = false, authentication } = props;
  const threshold = perPodRefusal('perPod', perPod);
  const metadata = {
    serverAddress: server,
    query,
    threshold: String(perPod),
    ignoreNullValues: String(emptyMeansNone),
  };
  return {
    scalers: [{ type: 'prometheus', metadata }],
    ...(authentication && { authentication }),
    refusals: [
      ...(hasToken(server) || isServer(server) ? [] : [noServer(server)]),
      ...(query.trim() === '' ? [noQuery()] : []),
      ...(threshold ? [threshold] : []),
    ],
  };
}

function otherTrigger({ type, metadata, authentication }: OtherTriggerProps): EventTrigger {
  requireShape('Trigger.other', { type, metadata, authentication }, OTHER);
  const secrets = Object.entries(metadata).filter(
    ([name, value]) =>
      credentialIn(value) !== undefined || (namesCredential(name) && isLiteral(value) && !/FromEnv$/.test(name)),
  );
  return {
    scalers: [{ type, metadata }],
    ...(authentication && { authentication }),
    refusals: [
      ...(type.trim() === '' ? [noType()] : []),
      ...secrets.map(([name]) => ({
        prop: `metadata.${name}`,
        problem: 'holds a credential in clear',
        allowed: 'a parameter of a TriggerAuthentication',
        fix: 'keep it in a Secret and pass authentication',
      })),
    ],
  };
}

/** KEDA knows no shorthands. */
function cronRefusal(prop: string, schedule: string): Refusal | undefined {
  if (!schedule.startsWith('@')) return scheduleRefusal(prop, schedule);
  return {
    prop,
    value: schedule,
    problem: 'is a shorthand, which KEDA does not know',
    allowed: "five fields, such as '0 0 * * *'",
    fix: 'write the fields',
  };
}

function isServer(server: string): boolean {
  return /^https?:\/\/[^\s@]+$/.test(server) && URL.canParse(server);
}

function noServer(server: string): Refusal {
  return {
    prop: 'server',
    ...(server.includes('@') ? {} : { value: server }),
    problem: 'is not the URL of a Prometheus server',
    allowed: 'http://... or https://..., without a login',
    fix: 'write its URL; a login belongs into a TriggerAuthentication',
  };
}

function noQuery(): Refusal {
  return { prop: 'query', problem: 'is empty', allowed: 'PromQL that gives one value', fix: 'write it' };
}

function noType(): Refusal {
  return { prop: 'type', problem: 'is empty', allowed: 'the type of a scaler of KEDA', fix: 'write its name' };
}

function noReplicas(replicas: number): Refusal {
  return {
    prop: 'replicas',
    value: replicas,
    problem: 'is not a number of pods',
    allowed: 'a whole number, 1 or more',
    fix: 'give the pods that the time needs',
  };
}

function neverLasts(end: string): Refusal {
  return { prop: 'end', value: end, problem: 'is also the start', allowed: 'another time', fix: 'write when it ends' };
}
