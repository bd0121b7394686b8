import { binaryQuantity, decimalQuantity, divideUp, larger, ONE, type Amount } from './amount';
import { asData, asList, asText, textAt, type Data } from './manifest-data';
import {
  amountsAt,
  containerAmounts,
  containersOf,
  countAt,
  type Amounts,
  type ContainerDefaults,
} from './pod-amounts';
import { KEDA_MOST, makesPods, podPeak, type Endless } from './pod-peak';
import { QuotaTotal } from './quota-total';
import { hasToken } from './token';

/** What a namespace may be given beside its objects, to know its peak. */
export interface NamespacePeakSettings {
  /** What containers get that name nothing. */
  readonly defaults: ContainerDefaults;
  /** Nodes that DaemonSets run on, where they are known. */
  readonly nodes: number | undefined;
  /**
   * Whether limits are summed up, too: a quota that names none does not ask for them.
   * @default true
   */
  readonly limits?: boolean;
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

/** An object as far as it counts against a quota. */
export interface CountedObject {
  /** Group and kind: `apps Deployment`, and ` Service` for the core group. */
  readonly type: string;
  readonly kind: string;
  readonly name: string;
  readonly spec: Data;
}

/** Reads of a manifest what counts. */
export function countedObject(manifest: Data): CountedObject {
  const kind = asText(manifest['kind']) ?? '';
  return {
    type: `${groupOf(asText(manifest['apiVersion']) ?? '')} ${kind}`,
    kind,
    name: textAt(manifest, 'metadata', 'name') ?? '',
    spec: asData(manifest['spec']),
  };
}

/** Kinds that count against a quota, or decide how many of another there are, as `group Kind`. */
export function countsInPeak(group: string, kind: string): boolean {
  const type = `${group} ${kind}`;
  return makesPods(type) || COUNTED.has(type) || SCALERS.has(type);
}

const COUNTED: ReadonlyMap<string, (total: QuotaTotal, spec: Data) => void> = new Map([
  [
    ' PersistentVolumeClaim',
    (total, spec) => {
      total.claim(spec, 1);
    },
  ],
  [
    ' Service',
    (total, spec) => {
      const type = asText(spec['type']);
      const balanced = type === 'LoadBalancer';
      if (balanced) total.add('services.loadbalancers', 1n);
      if (type === 'NodePort' || (balanced && spec['allocateLoadBalancerNodePorts'] !== false))
        total.add('services.nodeports', BigInt(asList(spec['ports']).length));
    },
  ],
]);

/**
 * The peak of the objects of one namespace: every workload at the most that its autoscaler gives it, in the middle of a
 * rollout, while all jobs run. Pods that are ending are not counted: while a quota is full, new ones wait for them.
 */
export function namespacePeak(objects: readonly CountedObject[], settings: NamespacePeakSettings): NamespacePeak {
  const total = new QuotaTotal(settings.limits ?? true);
  const scaled = scaledTo(objects);
  const endless: (Endless & { object: string })[] = [];
  for (const { type, kind, name, spec } of objects) {
    COUNTED.get(type)?.(total, spec);
    const most = scaled(type, name);
    const peak = most === 'unknown' ? UNKNOWN_SCALER : podPeak(type, spec, { scaledTo: most, nodes: settings.nodes });
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
  return { ...pod, initContainers: [{ ...proxy, restartPolicy: 'Always' }, ...asList(pod['initContainers'])] };
}

/** The largest memory limit of a container in some pods, and the largest request of one that has no limit. */
export function largestMemory(
  objects: readonly CountedObject[],
  proxy?: Data,
): { readonly limit: Amount; readonly unlimited: Amount } {
  const none: ContainerDefaults = { requests: new Map(), limits: new Map() };
  let limit = 0n;
  let unlimited = 0n;
  for (const { type, spec } of objects) {
    const peak = podPeak(type, spec, { scaledTo: 1, nodes: 1 });
    if (peak === undefined || 'field' in peak) continue;
    for (const container of containersOf(withProxy(peak.pod, proxy))) {
      const own = containerAmounts(container, 'limits', none).get('memory');
      if (own !== undefined) limit = larger(limit, own);
      else unlimited = larger(unlimited, amountsAt(container, 'resources', 'requests').get('memory') ?? 0n);
    }
  }
  return { limit, unlimited };
}

/** The most pods that an autoscaler gives its target, by the kind of the autoscaler. */
const SCALERS: ReadonlyMap<string, (spec: Data) => number | undefined> = new Map([
  ['autoscaling HorizontalPodAutoscaler', (spec) => countAt(spec, 1, 'maxReplicas')],
  ['keda.sh ScaledObject', (spec) => countAt(spec, KEDA_MOST, 'maxReplicaCount')],
]);

const UNKNOWN_SCALER: Endless = {
  field: 'the maximum of its autoscaler',
  problem: 'is no number that is known before deployment, and the peak is calculated from it',
  fix: 'write a plain number, or give the quota by hand',
};

/** The most pods of what autoscalers scale, by type and name; unknown where only a deployment knows what they scale. */
function scaledTo(objects: readonly CountedObject[]): (type: string, name: string) => number | 'unknown' | undefined {
  const known = new Map<string, Map<string, number | 'unknown'>>();
  const late = new Set<string>();
  for (const { type: own, spec } of objects) {
    const most = SCALERS.get(own);
    if (most === undefined) continue;
    const target = asData(spec['scaleTargetRef']);
    const name = asText(target['name']) ?? '';
    const type = `${groupOf(asText(target['apiVersion']) ?? 'apps/v1')} ${asText(target['kind']) ?? 'Deployment'}`;
    if (hasToken(name)) {
      late.add(type);
      continue;
    }
    const names = known.get(type) ?? new Map<string, number | 'unknown'>();
    known.set(type, names.set(name, most(spec) ?? 'unknown'));
  }
  return (type, name) => known.get(type)?.get(name) ?? (late.size > 0 && late.has(type) ? 'unknown' : undefined);
}

function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}
