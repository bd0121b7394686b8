import { Duration } from 'cdk8s';
import { AwsSecretStore, Autoscaler, DisruptionBudget, Graph, Percent, SyncedSecret, TenantNamespace } from 'seaworthy';
import { SecretRef, WorkloadNetworkPolicy, type Party, type Workload } from 'seaworthy';
import { plainWorkload } from '../plain-workload';
import type { Refused } from './refusal-table';
import { part, type Fill } from './untyped-part';

const workload = plainWorkload('api', { min: 2, max: 4, owner: 'autoscaler' });
const other = (patch: Partial<Workload>): Workload => ({ ...workload, ...patch });
const gateway: Party = { name: 'gateway', peers: [{ namespace: 'edge', labels: { app: 'envoy' } }], ports: [] };
const budget = (props: object) => part(DisruptionBudget, { workload, ...props });
const scaler = (props: object) => part(Autoscaler, { workload, min: 2, max: 4, cpu: Percent.of(70), ...props });
const store = (props: object) => part(AwsSecretStore, { namespace: 'shop', region: 'eu-west-1', ...props });
const synced = (props: object) =>
  part(SyncedSecret, {
    name: 'api',
    namespace: 'shop',
    store: { kind: 'ClusterSecretStore', name: 'aws' },
    secrets: [SecretRef.env('A', 'a')],
    ...props,
  });
const call = (caller: unknown, callee: unknown, of: Workload = workload): Fill => {
  const ends = [caller, callee] as [Party, Party];
  return (chart) => {
    new WorkloadNetworkPolicy(chart, 'part', { workload: of });
    Graph.of(chart).add(...ends);
  };
};
const silent = other({ ports: [] });
const labels = { 'app.example.com/tier': 'web' };

export const REFUSED: readonly Refused<Fill>[] = [
  [
    'a budget of nothing',
    part(DisruptionBudget, { workload: null }),
    'workload',
    undefined,
    'an object with name',
    'object',
  ],
  [
    'a workload by its name',
    budget({ workload: 'api' }),
    'workload',
    undefined,
    'an object with name',
    'write an object',
  ],
  [
    'a workload that selects all pods',
    budget({ workload: other({ selector: {} }) }),
    'workload.selector',
    undefined,
    'one label or more',
    'only these pods',
  ],
  [
    'a workload in no namespace',
    budget({ workload: other({ namespace: '' }) }),
    'workload.namespace',
    "''",
    'lower-case',
    'rename it',
  ],
  [
    'a workload with a bad label',
    budget({ workload: other({ labels: { a: '-' } }) }),
    'workload.labels.a',
    "'-'",
    'at most 63',
    'rename it',
  ],
  ['no pod away', budget({ maxUnavailable: 0 }), 'maxUnavailable', '0', '1 or more', 'at least one pod'],
  ['half a pod away', budget({ maxUnavailable: 0.5 }), 'maxUnavailable', '0.5', '1 or more', 'at least one pod'],
  [
    'pods away in percent',
    budget({ maxUnavailable: '50%' }),
    'maxUnavailable',
    "'50%'",
    '1 or more',
    'at least one pod',
  ],
  [
    'all pods away',
    budget({ maxUnavailable: 2 }),
    'maxUnavailable',
    '2',
    'less than the fewest pods (2)',
    'raise the number',
  ],
  ['a scaler without max', scaler({ max: undefined }), 'scale.max', undefined, 'a number', 'without quotes'],
  [
    'a scaler of a fixed number',
    scaler({ workload: plainWorkload('api') }),
    'workload',
    "'api'",
    'one owner',
    'leave the number',
  ],
  [
    'a scaler beyond counting',
    scaler({ max: 2 ** 31 }),
    'scale.max',
    '2147483648',
    'at most 2147483647',
    'the number of pods',
  ],
  ['a region by its name', store({ region: 'Ireland' }), 'region', "'Ireland'", 'eu-west-1', 'not its name'],
  ['a zone as a region', store({ region: 'eu-west-1a' }), 'region', "'eu-west-1a'", 'eu-west-1', 'write its code'],
  ['a role by its name', store({ role: 'reader' }), 'role', "'reader'", 'arn:aws:iam::', 'the whole ARN'],
  ['a store in no namespace', store({ namespace: undefined }), 'namespace', undefined, 'a text', 'in quotes'],
  ['no secrets', synced({ secrets: [] }), 'secrets', undefined, 'one secret or more', 'name the secrets'],
  ['a bad name of a Secret', synced({ name: 'Api_Secrets' }), 'name', "'Api_Secrets'", "joined by '.'", 'rename it'],
  [
    'a refresh of milliseconds',
    synced({ refreshInterval: Duration.millis(10) }),
    'refreshInterval',
    "'0.01s'",
    'whole seconds',
    'round it',
  ],
  [
    'a refresh as text',
    synced({ refreshInterval: '1h' }),
    'refreshInterval',
    undefined,
    'a Duration',
    'Duration.seconds(30)',
  ],
  ['a namespace with a dot', part(TenantNamespace, { name: 'a.b' }), 'name', "'a.b'", 'lower-case', 'rename it'],
  ['a namespace without name', part(TenantNamespace, {}), 'name', undefined, 'a text', 'in quotes'],
  [
    'a namespace with a long label',
    part(TenantNamespace, { name: 'a', labels: { team: 'x'.repeat(64) } }),
    'labels.team',
    undefined,
    'at most 63',
    'shorten',
  ],
  [
    'a call to a pure caller',
    call(workload, gateway),
    "calls('gateway').ports",
    undefined,
    'one port or more',
    'called on',
  ],
  [
    'a call to somebody nowhere',
    call(workload, { ...workload, name: 'x', peers: [] }),
    "calls('x').peers",
    undefined,
    'one place',
    'name the pods',
  ],
  [
    'a call from somebody nowhere',
    call({ ...gateway, peers: [] }, workload),
    "acceptsFrom('gateway').peers",
    undefined,
    'one place',
    'name the pods',
  ],
  [
    'a call to a workload without ports',
    call(gateway, silent, silent),
    'workload.ports',
    undefined,
    'one port or more',
    'listens on',
  ],
  [
    'a call to the whole network',
    call(workload, { ...workload, name: 'x', peers: [{ cidr: '0.0.0.0/0' }] }),
    "calls('x').peers[0].cidr",
    "'0.0.0.0/0'",
    'the ranges',
    'name them',
  ],
  [
    'a call to nobody',
    call(workload, undefined),
    'callee',
    undefined,
    'a workload, an endpoint',
    'give it the construct itself',
  ],
  [
    'a call to a name',
    call(workload, 'orders'),
    'callee',
    undefined,
    'a workload, an endpoint',
    'give it the construct itself',
  ],
];

export const ACCEPTED: readonly (readonly [string, Fill])[] = [
  ['a workload with a dot in its name', budget({ workload: other({ name: 'api.v2' }) })],
  ['a region of the government', store({ region: 'us-gov-west-1' })],
  ['a role of China with a path', store({ role: 'arn:aws-cn:iam::123456789012:role/team/reader' })],
  ['secrets that are read once', synced({ refreshInterval: Duration.seconds(0) })],
  ['a namespace with labels', part(TenantNamespace, { name: 'shop', labels })],
  ['a caller without ports', call(gateway, workload)],
  ['a workload that calls itself', call(workload, workload)],
];
