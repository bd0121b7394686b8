import type { Chart } from 'cdk8s';
import { Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import {
  AwsSecretStore,
  Migration,
  OneOffJob,
  QueueJob,
  ScheduledJob,
  SecretRef,
  StatefulService,
  Trigger,
  WebService,
  Worker,
  type PodProps,
  type PodSet,
} from 'seaworthy';
import { only, type Fields } from '../rendering';

/** What every workload must say of its pods, and no more. */
export const POD: PodProps = {
  image: 'ghcr.io/acme/shop:1.0.0',
  resources: { cpu: Cpu.millis(250), memory: Size.mebibytes(256) },
};

/** Makes a workload `shop-api` of a kind with further props of its pods. */
export type Make = (props?: Partial<PodProps>) => (chart: Chart) => PodSet;

/** Every kind of workload: the kind of its controller, where that keeps the template, and how to make a small one. */
export const WORKLOADS: readonly [name: string, kind: string, template: readonly string[], make: Make][] = [
  [
    'WebService',
    'Deployment',
    ['template'],
    (props) => (chart) => new WebService(chart, 'api', { ...POD, port: 8080, scale: { replicas: 2 }, ...props }),
  ],
  [
    'Worker',
    'Deployment',
    ['template'],
    (props) => (chart) =>
      new Worker(chart, 'api', {
        ...POD,
        scale: { replicas: 2 },
        health: { probe: 'exec', readyCommand: ['/bin/up'] },
        ...props,
      }),
  ],
  [
    'ScheduledJob',
    'CronJob',
    ['jobTemplate', 'spec', 'template'],
    (props) => (chart) => new ScheduledJob(chart, 'api', { ...POD, schedule: '0 3 * * *', ...props }),
  ],
  ['OneOffJob', 'Job', ['template'], (props) => (chart) => new OneOffJob(chart, 'api', { ...POD, ...props })],
  [
    'Migration',
    'Job',
    ['template'],
    (props) => (chart) =>
      new Migration(chart, 'api', { ...POD, change: 'totals', phase: 'expand', release: '1.0.0', ...props }),
  ],
  [
    'QueueJob',
    'ScaledJob',
    ['jobTargetRef', 'template'],
    (props) => (chart) =>
      new QueueJob(chart, 'api', {
        ...POD,
        max: 5,
        triggers: [Trigger.cron({ start: '0 6 * * *', end: '0 8 * * *', timeZone: 'Etc/UTC', replicas: 2 })],
        ...props,
      }),
  ],
  [
    'StatefulService',
    'StatefulSet',
    ['template'],
    (props) => (chart) =>
      new StatefulService(chart, 'api', {
        ...POD,
        port: 9200,
        replicas: 2,
        volumes: [{ path: '/data', size: Size.gibibytes(10) }],
        ...props,
      }),
  ],
];

/** The template of the pods of the one controller of a kind. */
export function templateOf(kind: string, path: readonly string[], fill: (chart: Chart) => unknown): Fields | undefined {
  let fields: Fields | undefined = only(kind, (chart) => void fill(chart)).spec;
  for (const field of path) fields = fields?.[field];
  return fields;
}

/** Every option that all workloads have for their pods. */
export function everyOption(chart: Chart): Partial<PodProps> {
  const extra = {
    image: 'ghcr.io/acme/proxy:2.0.0',
    resources: { cpu: Cpu.millis(50), memory: Size.mebibytes(64) },
    command: ['/proxy'],
    environment: { LEVEL: 'info' },
    secretVariables: ['KEY'],
    writablePaths: [{ path: '/run' }],
    sharedPaths: ['/tmp'],
  };
  return {
    command: ['/bin/a'],
    args: ['--b'],
    environment: { A: '1' },
    secrets: [SecretRef.env('KEY', 'prod/key')],
    secretOwner: 'team-shop',
    secretRotation: { every: Duration.days(30), overlap: Duration.hours(2) },
    secretRefreshInterval: Duration.minutes(30),
    secretStore: new AwsSecretStore(chart, 'Store', { namespace: 'shop', region: 'eu-west-1' }),
    configFiles: [{ directory: '/etc/app', files: { 'app.yaml': 'a: 1\n' } }],
    projectedFiles: [
      {
        directory: '/etc/more',
        files: [
          { file: 'tls.crt', secret: 'tls', key: 'tls.crt' },
          { file: 'flags', configMap: 'flags', key: 'all' },
          { file: 'labels', field: 'metadata.labels' },
        ],
      },
    ],
    serviceAccountTokens: [{}, { audience: 'vault' }],
    writablePaths: [
      { path: '/tmp', keptOn: 'memory' },
      { path: '/scratch', keptOn: 'volume', sizeLimit: Size.gibibytes(1), storageClass: 'gp3' },
    ],
    initContainers: [{ ...extra, name: 'wait' }],
    sidecars: [{ ...extra, name: 'proxy', port: 15021, health: { probe: 'grpc', liveService: 'live' } }],
    placement: {
      nodeLabels: { pool: 'general' },
      preferredNodeLabels: { 'karpenter.sh/capacity-type': 'spot' },
      architectures: ['arm64'],
      tolerations: [{ key: 'dedicated', value: 'shop', effect: 'NoSchedule' }, { key: 'spot' }],
      overZones: 'hard',
      overNodes: 'hard',
      priorityClass: 'high',
    },
    imagePullSecrets: ['registry'],
    user: 65532,
  };
}
