import { Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import {
  EventAutoscaler,
  NodeClass,
  NodePool,
  Percent,
  QueueJob,
  Trigger,
  TriggerAuthentication,
  VerticalAutoscaler,
} from 'seaworthy';
import { plainWorkload } from '../plain-workload';
import { POD } from '../workloads/all-workloads';
import type { Accepted, Refused } from './refusal-table';
import { part, type Fill } from './untyped-part';

const workload = plainWorkload('api', { min: 2, max: 4, owner: 'autoscaler' });
const office = { start: '0 8 * * mon-fri', end: '0 18 * * mon-fri', timeZone: 'Europe/Berlin', replicas: 3 };
const login = { kind: 'TriggerAuthentication', name: 'login' } as const;
const sqs = {
  queueUrl: 'https://sqs.eu-west-1.amazonaws.com/123456789012/orders',
  messagesPerPod: 5,
  authentication: login,
};
const redis = { server: { host: 'queue.example.com', port: 6379 }, list: 'orders', itemsPerPod: 5 };

/** A trigger of a function without its types, and an autoscaler that follows it. */
const made =
  (factory: unknown, props: object): Fill =>
  (chart) =>
    part(EventAutoscaler, { workload, min: 1, max: 4, triggers: [(factory as (props: object) => unknown)(props)] })(
      chart,
    );
const cron = (props: object) => made(Trigger.cron, { ...office, ...props });
const queue = (props: object) => made(Trigger.sqs, { ...sqs, ...props });
const list = (props: object) => made(Trigger.redisList, { ...redis, ...props });
const events = (props: object): Fill =>
  part(EventAutoscaler, { workload, min: 1, max: 4, triggers: [Trigger.cron(office)], ...props });
const vertical = (props: object) => part(VerticalAutoscaler, { workload, ...props });
const authentication = (props: object) => part(TriggerAuthentication, { name: 'login', namespace: 'shop', ...props });
const nodeClass = { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name: 'default' };
const pool = (props: object) =>
  part(NodePool, {
    name: 'general',
    nodeClass,
    limits: { cpu: Cpu.units(100), memory: Size.gibibytes(400) },
    ...props,
  });
const nodes = (props: object) =>
  part(NodeClass, { name: 'default', cluster: 'prod', role: 'prod-node', image: 'al2023@v20261105', ...props });
const queueJob = (props: object) => part(QueueJob, { ...POD, triggers: [Trigger.sqs(sqs)], max: 5, ...props });

export const REFUSED: readonly Refused<Fill>[] = [
  ['a trigger by a shorthand', cron({ start: '@daily' }), 'start', "'@daily'", 'five fields', 'write the fields'],
  ['office hours of no length', cron({ end: office.start }), 'end', "'0 8", 'another time', 'when it ends'],
  ['half a pod by the clock', cron({ replicas: 0.5 }), 'replicas', '0.5', '1 or more', 'pods that the time needs'],
  ['a time zone by its city', cron({ timeZone: 'Berlin' }), 'timeZone', "'Berlin'", 'Europe/Berlin', 'its name'],
  [
    'a queue by its ARN',
    queue({ queueUrl: 'arn:aws:sqs:a:1:b' }),
    'queueUrl',
    "'arn:",
    'https://sqs.',
    'write the URL',
  ],
  ['a queue as a number', queue({ queueUrl: 5 }), 'queueUrl', undefined, 'a text', 'in quotes'],
  [
    'a Redis with a scheme',
    list({ server: { host: 'redis://queue', port: 1 } }),
    'server.host',
    "'redis:",
    'host',
    'alone',
  ],
  ['a half database', list({ database: 1.5 }), 'database', '1.5', 'whole number', 'the workers use'],
  [
    'a broker without a port',
    made(Trigger.kafka, { bootstrapServers: ['kafka'], topic: 'a', consumerGroup: 'b', lagPerPod: 5 }),
    'bootstrapServers[0]',
    "'kafka'",
    'host:port',
    'without a scheme',
  ],
  [
    'a server of metrics by its host',
    made(Trigger.prometheus, { server: 'prometheus', query: 'up', perPod: 1 }),
    'server',
    "'prometheus'",
    'http://',
    'write its URL',
  ],
  ['no pod without a word on cold starts', events({ min: 0 }), 'scale.min', '0', '1 or more', 'acceptableColdStart'],
  [
    'a cold start shorter than the look',
    events({ min: 0, acceptableColdStart: Duration.seconds(10) }),
    'scale.acceptableColdStart',
    "'10s'",
    'more than 30s',
    'pollingInterval',
  ],
  [
    'a fallback beyond max',
    events({ fallback: { replicas: 9 } }),
    'scale.fallback.replicas',
    '9',
    '0 to 4',
    'usual load',
  ],
  ['more than there may be', events({ min: 5 }), 'scale.min', '5', 'at most 4', 'raise scale.max'],
  ['triggers in an object', events({ triggers: {} }), 'scale.triggers', undefined, 'a list', 'write a list'],
  [
    'one resource by two autoscalers',
    vertical({ mode: 'recreate', resources: ['cpu'], max: { cpu: Cpu.units(2) }, workload: scaledOnCpu() }),
    'resources',
    "'cpu'",
    'what no horizontal autoscaler scales on',
    'leave it out',
  ],
  ['a mode that is none', vertical({ mode: 'auto' }), 'mode', "'auto'", "'recommend'", 'one of them'],
  [
    'a least over the most',
    vertical({ min: { cpu: Cpu.units(4) }, max: { cpu: Cpu.units(2) } }),
    'min.cpu',
    "'4'",
    'at most 2',
    'raise max',
  ],
  ['a login with nothing', authentication({ secrets: [] }), 'secrets', undefined, 'one or more', 'KEDA logs in with'],
  [
    'one parameter from two Secrets',
    authentication({ secrets: [secretFrom('a'), secretFrom('b')] }),
    'secrets[1].parameter',
    "'password'",
    'each parameter once',
    'remove one',
  ],
  [
    'a role by its name',
    authentication({ aws: { role: 'reader' } }),
    'aws.role',
    "'reader'",
    'arn:aws:iam',
    'whole ARN',
  ],
  ['an identity that is none', authentication({ aws: 'root' }), 'aws', undefined, "'operator'", 'one of them'],
  ['a pool of nothing', pool({ capacity: [] }), 'capacity', undefined, 'one or more', 'or leave it out'],
  ['a pool of weight 101', pool({ weight: 101 }), 'weight', '101', '1 to 100', 'correct it'],
  [
    'a label of Karpenter',
    pool({ labels: { 'karpenter.sh/capacity-type': 'spot' } }),
    'labels.karpenter.sh/capacity-type',
    undefined,
    'of your own',
    'use the props',
  ],
  [
    'one type of spot instances',
    pool({ capacity: ['spot'], instanceTypes: ['m7g.large'] }),
    'instanceTypes',
    undefined,
    '5 or more',
    'add instance types',
  ],
  [
    'an effect in lower case',
    pool({ taints: [{ key: 'a', effect: 'noschedule' }] }),
    'taints[0].effect',
    "'nosch",
    "'NoSchedule'",
    'one of them',
  ],
  [
    'the newest image',
    nodes({ image: 'al2023@latest' }),
    'image',
    "'al2023@latest'",
    'and a version',
    'name the version',
  ],
  [
    'nodes with a role by its ARN',
    nodes({ role: 'arn:aws:iam::1:role/a' }),
    'role',
    "'arn:",
    'the name of the role',
    'leave out',
  ],
  [
    'a disk of half a gibibyte',
    nodes({ disk: Size.mebibytes(512) }),
    'disk',
    "'0.5Gi'",
    'whole gibibytes',
    'Size.gibibytes',
  ],
  [
    'a tag of the cluster',
    nodes({ tags: { 'eks:eks-cluster-name': 'a' } }),
    'tags.eks:eks-cluster-name',
    undefined,
    'of your own',
    'leave it out',
  ],
  [
    'a job without a queue',
    queueJob({ triggers: [] }),
    'triggers',
    undefined,
    'one trigger or more',
    'name what pods are added for',
  ],
  ['a job that never runs', queueJob({ max: 0 }), 'max', '0', '1 or more', 'correct it'],
  ['a job with a long name', queueJob({ name: 'a'.repeat(60) }), 'name', "'aaa", 'at most', 'never cut for you'],
  ['a strategy of somebody else', queueJob({ strategy: 'gradual' }), 'strategy', "'gradual'", "'eager'", 'one of them'],
];

export const ACCEPTED: readonly Accepted<Fill>[] = [
  ['office hours over midnight', cron({ start: '0 22 * * *', end: '0 6 * * *' })],
  ['a queue whose name ends in .fifo', queue({ queueUrl: `${sqs.queueUrl}.fifo` })],
  ['a queue of China', queue({ queueUrl: 'https://sqs.cn-north-1.amazonaws.com.cn/123456789012/orders' })],
  ['the first database of Redis, named', list({ database: 0 })],
  ['no pod where a cold start is all right', events({ min: 0, acceptableColdStart: Duration.minutes(2) })],
  ['a fallback to none', events({ fallback: { replicas: 0 } })],
  [
    'two triggers of one kind',
    events({ triggers: [Trigger.cron(office), Trigger.cron({ ...office, timeZone: 'UTC' })] }),
  ],
  ['advice beside an autoscaler', vertical({ mode: 'recommend' })],
  ['spot alone with five types', pool({ capacity: ['spot'], instanceTypes: ['a.l', 'b.l', 'c.l', 'd.l', 'e.l'] })],
  ['nodes that are never replaced at once', pool({ disruptedAtATime: Percent.of(1) })],
  ['a window of a whole week', pool({ windows: [{ start: '0 0 * * 0', lasts: Duration.days(7) }] })],
  ['the largest disk', nodes({ disk: Size.tebibytes(16) })],
];

function scaledOnCpu() {
  return { ...workload, replicas: { ...workload.replicas, scaledOn: ['cpu'] } };
}

function secretFrom(secret: string) {
  return { parameter: 'password', secret, key: 'password' };
}
