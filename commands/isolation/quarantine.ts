import { QUARANTINE_LABEL } from 'seaworthy';
import type { Cluster, LiveObject } from './cluster';
import { TEMPLATE_LABELS, type RenderedWorkload } from './rendered-workloads';

/** What was done to a workload. */
export interface Labelled {
  readonly workload: RenderedWorkload;
  /** How many of its pods were given the label, or lost it. */
  readonly pods: number;
}

/**
 * Label of a Deployment that isolation paused, so that a run that was cut short is ended by the next one. No annotation:
 * those are copied to its ReplicaSets, and stay there.
 */
const PAUSED = 'network.seaworthy.dev/paused-by-isolation';

/**
 * Gives the pods of a workload the quarantine label, or takes it away: those that run at once, and those to come by the
 * template. Pods of a Deployment go on running, so that what they hold can be looked at.
 *
 * @returns nothing when the cluster has no such workload
 */
export async function setQuarantine(
  cluster: Cluster,
  workload: RenderedWorkload,
  isOn: boolean,
): Promise<Labelled | undefined> {
  const { kind, namespace, name } = workload;
  const owner = await cluster.get(kind, namespace, name);
  if (owner === undefined) return undefined;
  const labels = { [QUARANTINE_LABEL]: isOn ? 'true' : null };
  const early = await labelPods(cluster, owner, labels);
  await (kind === 'Deployment'
    ? labelDeployment(cluster, owner, labels)
    : labelTemplate(cluster, workload, owner, labels));
  // pods that were made in between
  const late = await labelPods(cluster, owner, labels);
  return { workload, pods: early + late };
}

type LabelChange = Readonly<Record<string, string | null>>;

/**
 * A Deployment replaces its pods when its template is not that of its newest ReplicaSet. So both are changed while it is
 * paused; when it goes on they are the same again, and no pod is replaced. Older ReplicaSets too, for a rollback.
 */
async function labelDeployment(cluster: Cluster, deployment: LiveObject, labels: LabelChange): Promise<void> {
  const { namespace } = deployment.metadata;
  const template = nested(TEMPLATE_LABELS.Deployment, labels);
  const isPaused = deployment.spec?.paused === true && deployment.metadata.labels?.[PAUSED] === undefined;
  if (!isPaused)
    await cluster.merge(deployment, { metadata: { labels: { [PAUSED]: 'true' } }, spec: { paused: true } });
  for (const replicaSet of await ownedBy(cluster, 'ReplicaSet', namespace, [deployment]))
    await cluster.merge(replicaSet, { metadata: { labels }, ...template });
  await cluster.merge(deployment, template);
  if (!isPaused) await cluster.merge(deployment, { metadata: { labels: { [PAUSED]: null } }, spec: { paused: null } });
}

async function labelTemplate(
  cluster: Cluster,
  { kind }: RenderedWorkload,
  owner: LiveObject,
  labels: LabelChange,
): Promise<void> {
  const path = TEMPLATE_LABELS[kind];
  if (path !== undefined) await cluster.merge(owner, nested(path, labels));
}

/** Labels the pods that have another label than they should. */
async function labelPods(cluster: Cluster, owner: LiveObject, labels: LabelChange): Promise<number> {
  const wanted = labels[QUARANTINE_LABEL] ?? undefined;
  const pods = (await podsOf(cluster, owner)).filter(({ metadata }) => metadata.labels?.[QUARANTINE_LABEL] !== wanted);
  for (const pod of pods) await cluster.merge(pod, { metadata: { labels } });
  return pods.length;
}

/** The pods of a workload: its own, and those of the ReplicaSets or Jobs that it has made. */
export async function podsOf(cluster: Cluster, owner: LiveObject): Promise<LiveObject[]> {
  const { namespace } = owner.metadata;
  const between = { Deployment: 'ReplicaSet', CronJob: 'Job', ScaledJob: 'Job' }[owner.kind];
  const owners = between === undefined ? [owner] : await ownedBy(cluster, between, namespace, [owner]);
  return ownedBy(cluster, 'Pod', namespace, owners);
}

async function ownedBy(
  cluster: Cluster,
  kind: string,
  namespace: string,
  owners: readonly LiveObject[],
): Promise<LiveObject[]> {
  const ids = new Set(owners.map(({ metadata }) => metadata.uid));
  const all = await cluster.list([kind], namespace);
  return all.filter(({ metadata }) => metadata.ownerReferences?.some(({ uid }) => ids.has(uid)));
}

function nested(path: readonly string[], value: object): object {
  return path.reduceRight<object>((inner, field) => ({ [field]: inner }), value);
}
