import { AUTHENTICATION_SHAPE, type EventTrigger, type TriggerAuthenticationReference } from './event-trigger';
import type { Refusal } from './refusal';
import { list, number, oneOf, optional, requireShape, text, yesOrNo, type Shapes } from './shape';
import { hasToken, type NumberToken } from './token';
import { emptyRefusals, wholePerPod } from './trigger-refusals';

/** A queue of Amazon SQS. */
export interface SqsTriggerProps {
  /** URL of the queue. Its region is read from it. */
  readonly queueUrl: string;
  /** Messages that one pod works off in good time. */
  readonly messagesPerPod: number | NumberToken;
  /** What KEDA reads the queue's attributes with. */
  readonly authentication: TriggerAuthenticationReference;
  /**
   * AWS region of the queue.
   * @default - the one in its URL
   */
  readonly region?: string;
}

/** A topic of Kafka. KEDA never asks for more pods than the topic has partitions. */
export interface KafkaTriggerProps {
  /** Brokers, each `host:port`. */
  readonly bootstrapServers: readonly string[];
  readonly topic: string;
  readonly consumerGroup: string;
  /** Lag that one pod works off in good time, in messages. */
  readonly lagPerPod: number | NumberToken;
  /**
   * Whether the brokers speak TLS.
   * @default true
   */
  readonly tls?: boolean;
  /**
   * How KEDA logs in; `username` and `password` are parameters of the authentication.
   * @default 'none'
   */
  readonly sasl?: 'none' | 'plaintext' | 'scram_sha256' | 'scram_sha512';
  /**
   * What KEDA logs in with.
   * @default - the brokers ask for no login
   */
  readonly authentication?: TriggerAuthenticationReference;
}

/** A queue of RabbitMQ. */
export interface RabbitMqTriggerProps {
  readonly queue: string;
  /** Messages that one pod works off in good time. */
  readonly messagesPerPod: number | NumberToken;
  /** What KEDA logs in with: parameter `host` is the broker's URL, with its login. */
  readonly authentication: TriggerAuthenticationReference;
  /**
   * Virtual host of the queue.
   * @default - the one in the broker's URL
   */
  readonly virtualHost?: string;
}

const SQS: Shapes = {
  queueUrl: text,
  messagesPerPod: number,
  authentication: AUTHENTICATION_SHAPE,
  region: optional(text),
};
const KAFKA: Shapes = {
  bootstrapServers: list(text),
  topic: text,
  consumerGroup: text,
  lagPerPod: number,
  tls: optional(yesOrNo),
  sasl: optional(oneOf('none', 'plaintext', 'scram_sha256', 'scram_sha512')),
  authentication: optional(AUTHENTICATION_SHAPE),
};
const RABBIT_MQ: Shapes = {
  queue: text,
  messagesPerPod: number,
  authentication: AUTHENTICATION_SHAPE,
  virtualHost: optional(text),
};

const QUEUE_URL = /^https:\/\/sqs\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/\d{12}\/[\w-]{1,80}(?:\.fifo)?$/;
const BROKER = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?:\d{1,5}$/i;

/** A trigger of a queue in Amazon SQS. Messages that are being worked on count too. */
export function sqsTrigger(props: SqsTriggerProps): EventTrigger {
  requireShape('Trigger.sqs', props, SQS);
  const { queueUrl, messagesPerPod, authentication } = props;
  const region = props.region ?? QUEUE_URL.exec(queueUrl)?.[1] ?? '';
  const metadata = {
    queueURL: queueUrl,
    awsRegion: region,
    queueLength: String(messagesPerPod),
    scaleOnInFlight: 'true',
  };
  return {
    scalers: [{ type: 'aws-sqs-queue', metadata }],
    authentication,
    refusals: [
      ...(hasToken(queueUrl) || QUEUE_URL.test(queueUrl) ? [] : [noQueueUrl(queueUrl)]),
      ...(hasToken(queueUrl) && region === '' ? [noRegion()] : []),
      ...wholePerPod('messagesPerPod', messagesPerPod),
    ],
  };
}

/** A trigger of the lag of a consumer group of Kafka. */
export function kafkaTrigger(props: KafkaTriggerProps): EventTrigger {
  requireShape('Trigger.kafka', props, KAFKA);
  const { bootstrapServers, topic, consumerGroup, lagPerPod, tls = true, sasl = 'none', authentication } = props;
  const metadata = {
    bootstrapServers: bootstrapServers.join(','),
    topic,
    consumerGroup,
    lagThreshold: String(lagPerPod),
    tls: tls ? 'enable' : 'disable',
    sasl,
  };
  return {
    scalers: [{ type: 'kafka', metadata }],
    ...(authentication && { authentication }),
    refusals: [
      ...(bootstrapServers.length === 0 ? emptyRefusals('bootstrapServers', '') : []),
      ...bootstrapServers.flatMap((server, index) =>
        hasToken(server) || BROKER.test(server) ? [] : [noBroker(`bootstrapServers[${index}]`, server)],
      ),
      ...emptyRefusals('topic', topic),
      ...emptyRefusals('consumerGroup', consumerGroup),
      ...wholePerPod('lagPerPod', lagPerPod),
      ...(sasl !== 'none' && !authentication ? [noLogin(sasl)] : []),
    ],
  };
}

/** A trigger of the length of a queue of RabbitMQ. Messages that are not acknowledged count where KEDA asks over HTTP. */
export function rabbitMqTrigger(props: RabbitMqTriggerProps): EventTrigger {
  requireShape('Trigger.rabbitMq', props, RABBIT_MQ);
  const { queue, messagesPerPod, authentication, virtualHost } = props;
  const metadata = {
    queueName: queue,
    mode: 'QueueLength',
    value: String(messagesPerPod),
    ...(virtualHost !== undefined && { vhostName: virtualHost }),
  };
  return {
    scalers: [{ type: 'rabbitmq', metadata }],
    authentication,
    refusals: [...emptyRefusals('queue', queue), ...wholePerPod('messagesPerPod', messagesPerPod)],
  };
}

function noQueueUrl(value: string): Refusal {
  return {
    prop: 'queueUrl',
    value,
    problem: 'is not the URL of a queue',
    allowed: 'https://sqs.<region>.amazonaws.com/<account>/<name>',
    fix: 'write the URL, not the name or the ARN',
  };
}

function noRegion(): Refusal {
  return {
    prop: 'region',
    problem: 'is missing beside a URL that only a deployment knows',
    allowed: 'a region such as eu-west-1',
    fix: "write the queue's region",
  };
}

function noBroker(prop: string, value: string): Refusal {
  return {
    prop,
    value,
    problem: 'is not a broker',
    allowed: 'host:port',
    fix: 'write host and port, without a scheme',
  };
}

function noLogin(sasl: string): Refusal {
  return {
    prop: 'authentication',
    problem: `is missing beside sasl '${sasl}'`,
    allowed: 'a TriggerAuthentication with username and password',
    fix: "pass one, or write sasl: 'none'",
  };
}
