import { RedisEndpoint, Trigger, type EventTrigger } from 'seaworthy';

const authentication = { kind: 'TriggerAuthentication', name: 'login' } as const;
const server = RedisEndpoint.of({ name: 'queue', host: 'queue.example.com', cidrs: ['10.0.0.0/16'] });
const sqs = {
  queueUrl: 'https://sqs.eu-west-1.amazonaws.com/123456789012/orders.fifo',
  messagesPerPod: 20,
  authentication,
};
const kafka = {
  bootstrapServers: ['b-1.kafka.example.com:9094', 'b-2.kafka.example.com:9094'],
  topic: 'orders',
  consumerGroup: 'billing',
  lagPerPod: 500,
};
const cron = { start: '0 8 * * mon-fri', end: '0 18 * * mon-fri', timeZone: 'Europe/Berlin', replicas: 3 };
const prometheus = { server: 'http://prometheus.monitoring.svc:9090', query: 'sum(jobs_waiting)', perPod: 10 };
const redis = (listName: string, listLength: string, rest: object = {}) => ({
  type: 'redis',
  metadata: {
    address: 'queue.example.com:6379',
    listName,
    listLength,
    databaseIndex: '0',
    enableTLS: 'true',
    ...rest,
  },
});

/** Settings by the documentation of each scaler, keda.sh/docs/2.19/scalers. */
const TRIGGERS: readonly [title: string, trigger: EventTrigger, scalers: readonly object[]][] = [
  [
    'SQS counts what is in flight, in the region of the URL',
    Trigger.sqs(sqs),
    [
      {
        type: 'aws-sqs-queue',
        metadata: { queueURL: sqs.queueUrl, awsRegion: 'eu-west-1', queueLength: '20', scaleOnInFlight: 'true' },
      },
    ],
  ],
  [
    'a list of Redis, by default in database 0 with TLS',
    Trigger.redisList({ server, list: 'mail', itemsPerPod: 9 }),
    [redis('mail', '9')],
  ],
  [
    'a list of Redis, as it is told',
    Trigger.redisList({ server, list: 'mail', itemsPerPod: 9, tls: false, database: 3 }),
    [redis('mail', '9', { databaseIndex: '3', enableTLS: 'false' })],
  ],
  [
    'BullMQ counts jobs that wait and jobs that run, under its default prefix',
    Trigger.bullMq({ server, queue: 'mail', jobsPerPod: 50, concurrency: 5 }),
    [redis('bull:mail:wait', '50'), redis('bull:mail:prioritized', '50'), redis('bull:mail:active', '5')],
  ],
  [
    'Kafka, by default with TLS and no login',
    Trigger.kafka(kafka),
    [
      {
        type: 'kafka',
        metadata: {
          bootstrapServers: 'b-1.kafka.example.com:9094,b-2.kafka.example.com:9094',
          topic: 'orders',
          consumerGroup: 'billing',
          lagThreshold: '500',
          tls: 'enable',
          sasl: 'none',
        },
      },
    ],
  ],
  [
    'RabbitMQ, with the broker in the authentication',
    Trigger.rabbitMq({ queue: 'orders', messagesPerPod: 40, authentication, virtualHost: 'shop' }),
    [{ type: 'rabbitmq', metadata: { queueName: 'orders', mode: 'QueueLength', value: '40', vhostName: 'shop' } }],
  ],
  [
    'a time of the day',
    Trigger.cron(cron),
    [
      {
        type: 'cron',
        metadata: { start: cron.start, end: cron.end, timezone: 'Europe/Berlin', desiredReplicas: '3' },
      },
    ],
  ],
  [
    'Prometheus, where no value is an error by default',
    Trigger.prometheus(prometheus),
    [
      {
        type: 'prometheus',
        metadata: {
          serverAddress: prometheus.server,
          query: prometheus.query,
          threshold: '10',
          ignoreNullValues: 'false',
        },
      },
    ],
  ],
  [
    'any other scaler',
    Trigger.other({ type: 'postgresql', metadata: { query: 'select 1', passwordFromEnv: 'PG_PASSWORD' } }),
    [{ type: 'postgresql', metadata: { query: 'select 1', passwordFromEnv: 'PG_PASSWORD' } }],
  ],
];

const REFUSED: readonly [title: string, trigger: EventTrigger, ...props: string[]][] = [
  ['the ARN of a queue', Trigger.sqs({ ...sqs, queueUrl: 'arn:aws:sqs:eu-west-1:123456789012:orders' }), 'queueUrl'],
  ['no message for a pod', Trigger.sqs({ ...sqs, messagesPerPod: 0 }), 'messagesPerPod'],
  ['a list without a name', Trigger.redisList({ server, list: ' ', itemsPerPod: 1 }), 'list'],
  [
    'a URL as a host, and half a database',
    Trigger.redisList({ server: { host: 'redis://x', port: 0 }, list: 'a', itemsPerPod: 1, database: 0.5 }),
    'server.host',
    'server.port',
    'database',
  ],
  ['no concurrency', Trigger.bullMq({ server, queue: 'mail', jobsPerPod: 5, concurrency: 0 }), 'concurrency'],
  ['no brokers', Trigger.kafka({ ...kafka, bootstrapServers: [] }), 'bootstrapServers'],
  ['a broker with a scheme', Trigger.kafka({ ...kafka, bootstrapServers: ['ssl://b:9094'] }), 'bootstrapServers[0]'],
  ['a login without credentials', Trigger.kafka({ ...kafka, sasl: 'scram_sha512' }), 'authentication'],
  ['a queue without a name', Trigger.rabbitMq({ queue: '', messagesPerPod: 1, authentication }), 'queue'],
  ['a shorthand of cron', Trigger.cron({ ...cron, start: '@daily' }), 'start'],
  [
    'an hour that is none, and an offset for a zone',
    Trigger.cron({ ...cron, end: '0 25 * * *', timeZone: '+02:00' }),
    'end',
    'timeZone',
  ],
  ['a time that ends as it starts', Trigger.cron({ ...cron, end: cron.start }), 'end'],
  ['a time without pods', Trigger.cron({ ...cron, replicas: 0 }), 'replicas'],
  [
    'a server without a scheme, and no query',
    Trigger.prometheus({ ...prometheus, server: 'p:9090', query: '' }),
    'server',
    'query',
  ],
  ['a login in a URL', Trigger.prometheus({ ...prometheus, server: 'http://me:hunter2@p:9090' }), 'server'],
  ['a password in clear', Trigger.other({ type: 'mysql', metadata: { password: 'hunter2' } }), 'metadata.password'],
];

describe('triggers', () => {
  test.each(TRIGGERS)('%s', (_title, trigger, scalers) => {
    expect(trigger.scalers).toEqual(scalers);
    expect(trigger.refusals).toEqual([]);
  });

  test.each(REFUSED)('rejects %s', (_title, trigger, ...props) => {
    expect(trigger.refusals.map(({ prop }) => prop)).toEqual(props);
    expect(JSON.stringify(trigger.refusals)).not.toContain('hunter2');
  });

  test('rejects a value of another type at once', () => {
    const list: (props: never) => unknown = Trigger.redisList;
    expect(() => list({ server: 'queue:6379', list: 'mail', itemsPerPod: '9' } as never)).toThrow(
      'Trigger.redisList: server is a text; allowed: an object with host, port',
    );
  });
});
