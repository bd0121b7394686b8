import { binaryQuantity, decimalQuantity, divideUp, larger, ONE, parseAmount, type Amount } from './amount';
import { dataAt, listAt, textAt, valueAt, type Data } from './manifest-data';
import {
  amountsAt,
  containerAmounts,
  containersOf,
  countAt,
  podAmounts,
  type Amounts,
  type ContainerDefaults,
} from './pod-amounts';
import { KEDA_MOST, makesPods, podPeak, type Endless } from './pod-peak';
import { hasToken } from './token';

/** What a namespace may be given beside its objects, to know its peak. */
export interface NamespacePeakSettings {
  /** What containers get that name nothing. */
  readonly defaults: ContainerDefaults;
  /** Nodes that DaemonSets run on, where they are known. */
  readonly nodes: number | undefined;
  /**
   * A container that admission adds to each pod, as the proxy of a mesh.
   * @default - none
   */
  readonly proxy?: Data;
}

/** The most that the objects of a namespace use at a time, as a ResourceQuota counts it. */
export interface NamespacePeak {
  /** Amounts by name in a quota: `requests.cpu`, `pods`, `services.loadbalancers`. At least this much is needed. */
  readonly needed: Amounts;
  /** The same without what some pod does not say: a quota on it would refuse that pod. */
  readonly hard: Amounts;
  /** What has no end, or cannot be calculated. */
  readonly endless: readonly (Endless & { readonly object: string })[];
}

/** Kinds that count against a quota, or decide how many of another there are, as `group Kind`. */
export function countsInPeak(group: string, kind: string): boolean {
  return makesPods(group, kind) || Object.hasOwn(COUNTED, `${group} ${kind}`) || scalerOf(group, kind) !== undefined;
}

const COUNTED: Readonly<Record<string, (total: Total, manifest: Data) => void>> = {
  ' PersistentVolumeClaim': (total, manifest) => {
    total.claim(dataAt(manifest, 'spec'), 1);
  },
  ' Service': (total, manifest) => {
    const type = textAt(manifest, 'spec', 'type');
    const balanced = type === 'LoadBalancer';
    if (balanced) total.add('services.loadbalancers', 1n);
    if (type === 'NodePort' || (balanced && valueAt(manifest, 'spec', 'allocateLoadBalancerNodePorts') !== false))
      total.add('services.nodeports', BigInt(listAt(manifest, 'spec', 'ports').length));
  },
};

/** Resources that a pod without a request or limit may not have where a quota counts them. */
const REQUIRED = ['cpu', 'memory', 'ephemeral-storage'].map((name) => ({
  name,
  requests: `requests.${name}`,
  limits: `limits.${name}`,
}));
/** Resources that a quota counts by limits, too. */
const LIMITED: ReadonlySet<string> = new Set(REQUIRED.map(({ name }) => name));

/**
 * The peak of the objects of one namespace: every workload at the most that its autoscaler gives it, in the middle of a
 * rollout, while all jobs run. Pods that are ending are not counted: while a quota is full, new ones wait for them.
 */
export function namespacePeak(manifests: readonly Data[], settings: NamespacePeakSettings): NamespacePeak {
  const total = new Total();
  const objects = manifests.map((manifest) => ({
    manifest,
    group: groupAt(manifest),
    kind: textAt(manifest, 'kind') ?? '',
  }));
  const scaled = scaledTo(objects);
  const endless: (Endless & { object: string })[] = [];
  for (const { manifest, group, kind } of objects) {
    COUNTED[`${group} ${kind}`]?.(total, manifest);
    const name = textAt(manifest, 'metadata', 'name') ?? '';
    const most = scaled(group, kind, name);
    const peak =
      most === 'unknown' ? UNKNOWN_SCALER : podPeak(group, kind, manifest, { scaledTo: most, nodes: settings.nodes });
    if (peak === undefined) continue;
    if ('field' in peak) endless.push({ ...peak, object: `${kind} ${name}` });
    else total.pods(peak.pods, withProxy(peak.pod, settings.proxy), peak.claims, settings.defaults);
  }
  return { needed: total.needed(), hard: total.hard(), endless };
}

/** Names in a quota whose amounts are bytes. */
const BYTES = /(^|\.)(memory|storage|ephemeral-storage)$|hugepages-/;

/** An amount as a quota writes it, never less: `4Gi`, `2500m`, whole pods. */
export function quotaQuantity(name: string, amount: Amount): string {
  if (BYTES.test(name)) return binaryQuantity(amount);
  return decimalQuantity(/(^|\.)cpu$/.test(name) ? amount : divideUp(amount, ONE) * ONE);
}

/** A pod as it is after admission: the proxy starts before all other containers, and ends after them. */
function withProxy(pod: Data, proxy: Data | undefined): Data {
  if (proxy === undefined) return pod;
  return { ...pod, initContainers: [{ ...proxy, restartPolicy: 'Always' }, ...listAt(pod, 'initContainers')] };
}

/** The largest memory limit of a container in some pods, and the largest request of one that has no limit. */
export function largestMemory(
  manifests: readonly Data[],
  proxy?: Data,
): { readonly limit: Amount; readonly unlimited: Amount } {
  const none: ContainerDefaults = { requests: new Map(), limits: new Map() };
  let limit = 0n;
  let unlimited = 0n;
  for (const manifest of manifests) {
    const peak = podPeak(groupAt(manifest), textAt(manifest, 'kind') ?? '', manifest, { scaledTo: 1, nodes: 1 });
    if (peak === undefined || 'field' in peak) continue;
    for (const container of containersOf(withProxy(peak.pod, proxy))) {
      const own = containerAmounts(container, 'limits', none).get('memory');
      if (own !== undefined) limit = larger(limit, own);
      else unlimited = larger(unlimited, amountsAt(container, 'resources', 'requests').get('memory') ?? 0n);
    }
  }
  return { limit, unlimited };
}

class Total {
  private readonly sums = new Map<string, Amount>([
    ['pods', 0n],
    ['persistentvolumeclaims', 0n],
    ['services.loadbalancers', 0n],
    ['services.nodeports', 0n],
  ]);
  /** Names that some pod does not have on every container: a quota on them would refuse it. */
  private readonly partial = new Set<string>();

  public add(name: string, pieces: bigint, each: Amount = ONE): void {
    this.sums.set(name, (this.sums.get(name) ?? 0n) + pieces * each);
  }

  public claim(spec: Data, count: number): void {
    this.add('persistentvolumeclaims', BigInt(count));
    this.add('requests.storage', BigInt(count), parseAmount(valueAt(spec, 'resources', 'requests', 'storage')) ?? 0n);
  }

  public pods(count: number, pod: Data, claims: readonly Data[], defaults: ContainerDefaults): void {
    const pieces = BigInt(count);
    this.add('pods', pieces);
    for (const claim of claims) this.claim(claim, count);
    const { requests, limits, everywhere } = podAmounts(pod, defaults);
    for (const [name, amount] of requests) this.add(`requests.${name}`, pieces, amount);
    for (const [name, amount] of limits) if (LIMITED.has(name)) this.add(`limits.${name}`, pieces, amount);
    for (const required of REQUIRED) {
      if (!everywhere.requests.has(required.name)) this.partial.add(required.requests);
      if (!everywhere.limits.has(required.name)) this.partial.add(required.limits);
    }
  }

  public needed(): Amounts {
    return this.sums;
  }

  public hard(): Amounts {
    return new Map([...this.sums].filter(([name]) => !this.partial.has(name)));
  }
}

interface Scaler {
  readonly most: (spec: Data) => number | undefined;
}

function scalerOf(group: string, kind: string): Scaler | undefined {
  if (group === 'autoscaling' && kind === 'HorizontalPodAutoscaler')
    return { most: (spec) => countAt(spec, 1, 'maxReplicas') };
  if (group === 'keda.sh' && kind === 'ScaledObject')
    return { most: (spec) => countAt(spec, KEDA_MOST, 'maxReplicaCount') };
  return undefined;
}

const UNKNOWN_SCALER: Endless = {
  field: 'the maximum of its autoscaler',
  problem: 'is no number that is known before deployment, and the peak is calculated from it',
  fix: 'write a plain number, or give the quota by hand',
};

/** The most pods of what autoscalers scale, by group, kind and name; unknown where only a deployment knows what they scale. */
function scaledTo(
  objects: readonly { manifest: Data; group: string; kind: string }[],
): (group: string, kind: string, name: string) => number | 'unknown' | undefined {
  const known = new Map<string, number | 'unknown'>();
  const late = new Set<string>();
  for (const { manifest, group, kind } of objects) {
    const scaler = scalerOf(group, kind);
    if (scaler === undefined) continue;
    const target = dataAt(manifest, 'spec', 'scaleTargetRef');
    const name = textAt(target, 'name') ?? '';
    const kindKey = `${groupOf(textAt(target, 'apiVersion') ?? 'apps/v1')} ${textAt(target, 'kind') ?? 'Deployment'}`;
    if (hasToken(name)) late.add(kindKey);
    else known.set(`${kindKey} ${name}`, scaler.most(dataAt(manifest, 'spec')) ?? 'unknown');
  }
  return (group, kind, name) =>
    known.get(`${group} ${kind} ${name}`) ?? (late.size > 0 && late.has(`${group} ${kind}`) ? 'unknown' : undefined);
}

function groupAt(manifest: Data): string {
  return groupOf(textAt(manifest, 'apiVersion') ?? '');
}

function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}
