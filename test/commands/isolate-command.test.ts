import type { Cluster, LiveObject } from '../../commands/isolation/cluster';
import { isolateCommand } from '../../commands/isolation/isolate-command';
import { setQuarantine } from '../../commands/isolation/quarantine';
import { workloadsOf } from '../../commands/isolation/rendered-workloads';
import { QUARANTINE_LABEL } from 'seaworthy';

const NAMESPACE = 'feature-api';
const labels = { 'app.kubernetes.io/name': NAMESPACE };

function object(kind: string, name: string, owner?: string, fields: object = {}): LiveObject {
  const ownerReferences = owner === undefined ? [] : [{ uid: owner }];
  return { kind, metadata: { name, namespace: NAMESPACE, uid: `${kind} ${name}`, labels, ownerReferences }, ...fields };
}

/** A cluster in memory, which notes each merge as `kind name: fields`. */
class Memory implements Cluster {
  public readonly merges: string[] = [];

  public constructor(private readonly objects: readonly LiveObject[]) {}

  public readonly describe = () => Promise.resolve('prod (https://cluster.example)');

  public readonly get = (kind: string, _namespace: string, name: string) =>
    Promise.resolve(this.objects.find((one) => one.kind === kind && one.metadata.name === name));

  public readonly list = (kinds: readonly string[]) =>
    Promise.resolve(this.objects.filter(({ kind }) => kinds.includes(kind)));

  public readonly merge = ({ kind, metadata: { name } }: LiveObject, fields: object) => {
    this.merges.push(`${kind} ${name}: ${JSON.stringify(fields)}`);
    return Promise.resolve();
  };
}

const DEPLOYMENT = object('Deployment', NAMESPACE);
const OTHERS = [
  object('ReplicaSet', 'new', 'Deployment feature-api'),
  object('ReplicaSet', 'old', 'Deployment feature-api'),
  object('ReplicaSet', 'of-another', 'Deployment another'),
  object('Pod', 'one', 'ReplicaSet new'),
  object('Pod', 'another', 'ReplicaSet of-another'),
];
const CLOSED = object('NetworkPolicy', 'default-deny', undefined, {
  apiVersion: 'networking.k8s.io/v1',
  spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
});

/** Runs a command line against a cluster: what it told, and what it ended with. */
async function run(cluster: Cluster, ...args: readonly string[]): Promise<{ told: string[]; refused: string }> {
  const told: string[] = [];
  const refused: string[] = [];
  const command = isolateCommand({ now: new Date(), tell: (line) => told.push(line), cluster: () => cluster });
  command.configureOutput({ writeErr: (text) => refused.push(text) });
  try {
    await command.parseAsync([...args], { from: 'user' });
  } catch (error) {
    refused.push(error instanceof Error ? error.message : String(error));
  }
  return { told, refused: refused.join('\n') };
}

const WHERE = ['--system', 'feature-api', '--env', 'prod'];

test('pods are labelled first, then templates while the Deployment is paused, and no other workload is touched', async () => {
  const cluster = new Memory([DEPLOYMENT, ...OTHERS, CLOSED]);
  const { told, refused } = await run(cluster, ...WHERE);
  expect(refused).toBe('');
  expect(told[0]).toBe('isolating feature-api (prod) in prod (https://cluster.example)');
  const label = `{"labels":{"${QUARANTINE_LABEL}":"true"}}`;
  const template = `"spec":{"template":{"metadata":${label}}}`;
  const paused = '"network.seaworthy.dev/paused-by-isolation"';
  expect(cluster.merges).toEqual([
    `Pod one: {"metadata":${label}}`,
    `Deployment feature-api: {"metadata":{"labels":{${paused}:"true"}},"spec":{"paused":true}}`,
    ...['new', 'old'].map((name) => `ReplicaSet ${name}: {"metadata":${label},${template}}`),
    `Deployment feature-api: {${template}}`,
    `Deployment feature-api: {"metadata":{"labels":{${paused}:null}},"spec":{"paused":null}}`,
    // the cluster in memory keeps nothing, so its pod is found without the label again
    `Pod one: {"metadata":${label}}`,
  ]);
});

test('a Deployment that somebody else has paused stays so', async () => {
  const cluster = new Memory([{ ...DEPLOYMENT, spec: { paused: true } }, ...OTHERS, CLOSED]);
  await run(cluster, ...WHERE);
  expect(cluster.merges.filter((merge) => merge.includes('paused'))).toEqual([]);
});

test('lifting takes every label away again', async () => {
  const isolated = OTHERS.map((one) => ({
    ...one,
    metadata: { ...one.metadata, labels: { [QUARANTINE_LABEL]: 'true' } },
  }));
  const cluster = new Memory([DEPLOYMENT, ...isolated, CLOSED]);
  const { refused } = await run(cluster, ...WHERE, '--lift');
  expect(refused).toBe('');
  expect(cluster.merges).toContain(`Pod one: {"metadata":{"labels":{"${QUARANTINE_LABEL}":null}}}`);
  expect(cluster.merges.join('\n')).not.toContain('quarantine":"true"');
});

test('rejects a cluster without the workload, and says where to look', async () => {
  const { refused } = await run(new Memory([CLOSED]), ...WHERE);
  expect(refused).toBe(
    'Deployment feature-api/feature-api is not in this cluster; look whether --context names the right one',
  );
});

test('what policies leave open to isolated pods is told as an error', async () => {
  const pod = object('Pod', 'one', 'ReplicaSet new');
  const isolated = { ...pod, metadata: { ...pod.metadata, labels: { ...labels, [QUARANTINE_LABEL]: 'true' } } };
  const open = object('NetworkPolicy', 'somebody-elses', undefined, {
    apiVersion: 'networking.k8s.io/v1',
    spec: { podSelector: {}, policyTypes: ['Ingress'], ingress: [{}] },
  });
  const { refused, told } = await run(new Memory([DEPLOYMENT, isolated, CLOSED, open]), ...WHERE);
  expect(refused).toContain('STILL OPEN: anywhere -> feature-api/one');
  expect(told.join('\n')).not.toContain('isolated: ');
});

describe('what makes pods', () => {
  const container = { name: 'api', image: 'ghcr.io/acme/api:1.0.0' };
  const template = { spec: { containers: [container] } };
  const rendered = (kind: string, spec: object) => ({
    apiVersion: 'example.com/v1',
    kind,
    metadata: { name: 'api', namespace: 'shop' },
    spec,
  });

  test('of a kind that is not known is told and not passed over', () => {
    const rollout = rendered('Rollout', { template });
    const [deployment, service] = [
      rendered('Deployment', { template }),
      rendered('Service', { ports: [{ port: 80 }] }),
    ];
    expect(workloadsOf([rollout, deployment, service])).toEqual({
      known: [{ kind: 'Deployment', namespace: 'shop', name: 'api' }],
      unknown: [{ kind: 'Rollout', namespace: 'shop', name: 'api' }],
    });
  });

  test('through the jobs of KEDA has its label in the template of those jobs', async () => {
    const scaled = object('ScaledJob', 'import');
    const made = [
      object('Job', 'import-x7k2p', 'ScaledJob import'),
      object('Pod', 'import-x7k2p-1', 'Job import-x7k2p'),
    ];
    const cluster = new Memory([scaled, ...made]);
    await setQuarantine(cluster, { kind: 'ScaledJob', namespace: NAMESPACE, name: 'import' }, true);
    const label = `{"metadata":{"labels":{"${QUARANTINE_LABEL}":"true"}}}`;
    expect(cluster.merges.slice(0, 2)).toEqual([
      `Pod import-x7k2p-1: ${label}`,
      `ScaledJob import: {"spec":{"jobTargetRef":{"template":${label}}}}`,
    ]);
  });
});

test.each<[string, object, string]>([
  [
    'no policy for all pods',
    { podSelector: { matchLabels: labels }, policyTypes: ['Ingress', 'Egress'] },
    'Ingress, Egress',
  ],
  ['a deny of calls in alone', { podSelector: {}, policyTypes: ['Ingress'] }, 'Egress'],
  ['a deny without types, which is about calls in', { podSelector: {} }, 'Egress'],
])(
  'rejects a namespace with %s, where the label would open pods, and touches nothing',
  async (_title, spec, missing) => {
    const policy = object('NetworkPolicy', 'policy', undefined, { apiVersion: 'networking.k8s.io/v1', spec });
    const cluster = new Memory([DEPLOYMENT, ...OTHERS, policy]);
    const { refused } = await run(cluster, ...WHERE);
    expect(refused).toContain(`NOTHING DONE: namespace 'feature-api' has no default deny (${missing})`);
    expect(cluster.merges).toEqual([]);
  },
);

test('isolation is lifted where there is no default deny, too', async () => {
  const cluster = new Memory([DEPLOYMENT, ...OTHERS]);
  expect((await run(cluster, ...WHERE, '--lift')).refused).toBe('');
});

test.each([
  ['no system', ['--env', 'prod'], "required option '--system <name>' not specified"],
  ['no environment', ['--system', 'feature-api'], "required option '--env <name>' not specified"],
  ['a misspelt environment', ['--system', 'feature-api', '--env', 'prdo'], "did you mean 'prod'?"],
  ['a misspelt workload', [...WHERE, '--workload', 'feature-app'], "--workload 'feature-app'"],
])('rejects %s, and touches nothing', async (_title, args, message) => {
  const cluster = new Memory([DEPLOYMENT, ...OTHERS, CLOSED]);
  const { refused } = await run(cluster, ...args);
  expect(refused).toContain(message);
  expect(cluster.merges).toEqual([]);
});
