import { asData, asList, asText, dataAt, isData, textAt, valueAt, type Data } from './manifest-data';
import { countAt } from './pod-amounts';

/** The most pods of one template that there can be at a time. */
export interface PodPeak {
  readonly pods: number;
  /** `spec` of each. */
  readonly pod: Data;
  /** Claims that each pod brings along, as `spec` of the claim. */
  readonly claims: readonly Data[];
}

/** Why a number of pods has no end, or cannot be calculated: the place in the manifest, what is wrong, and the fix. */
export interface Endless {
  readonly field: string;
  readonly problem: string;
  readonly fix: string;
}

/** What the number of pods of a workload depends on beside itself. */
export interface PeakSettings {
  /** Most pods that an autoscaler gives it, or nothing when none scales it. */
  readonly scaledTo: number | undefined;
  /** Nodes that a DaemonSet runs on, where they are known. */
  readonly nodes: number | undefined;
}

const NO_CLAIMS: readonly Data[] = Object.freeze([]);

type Reader = (spec: Data, settings: PeakSettings) => number | Endless;

const NO_NUMBER = (field: string): Endless => ({
  field,
  problem: 'is no number that is known before deployment, and the peak is calculated from it',
  fix: 'write a plain number, or give the quota by hand',
});

/** How many pods each kind may have at once, and where it keeps their template. */
const KINDS: ReadonlyMap<string, { readonly pod: (spec: Data) => Data; readonly pods: Reader }> = new Map([
  [' Pod', { pod: (spec) => spec, pods: () => 1 }],
  ['apps Deployment', { pod: ofTemplate, pods: deployment }],
  ['apps ReplicaSet', { pod: ofTemplate, pods: replicas }],
  ['apps StatefulSet', { pod: ofTemplate, pods: replicas }],
  ['apps DaemonSet', { pod: ofTemplate, pods: daemonSet }],
  ['argoproj.io Rollout', { pod: ofTemplate, pods: rollout }],
  ['batch Job', { pod: ofTemplate, pods: (spec) => job(spec, 'spec') }],
  ['batch CronJob', { pod: (spec) => ofTemplate(dataAt(spec, 'jobTemplate', 'spec')), pods: cronJob }],
  ['keda.sh ScaledJob', { pod: (spec) => ofTemplate(asData(spec['jobTargetRef'])), pods: scaledJob }],
]);

/** Whether objects of a kind, as `group Kind`, make pods. */
export function makesPods(type: string): boolean {
  return KINDS.has(type);
}

/** The most pods that an object makes, why they have no end, or nothing when it makes none. */
export function podPeak(type: string, spec: Data, settings: PeakSettings): PodPeak | Endless | undefined {
  const reader = KINDS.get(type);
  if (reader === undefined) return undefined;
  const pods = reader.pods(spec, settings);
  if (typeof pods !== 'number') return pods;
  const pod = reader.pod(spec);
  return { pods, pod, claims: claimsOf(spec, pod) };
}

function claimsOf(spec: Data, pod: Data): readonly Data[] {
  const templates = asList(spec['volumeClaimTemplates']);
  const ephemeral = asList(pod['volumes']).filter((volume) => volume['ephemeral'] !== undefined);
  if (templates.length + ephemeral.length === 0) return NO_CLAIMS;
  const ofVolumes = ephemeral.map((volume) => valueAt(volume, 'ephemeral', 'volumeClaimTemplate', 'spec'));
  return [...templates.map((claim) => asData(claim['spec'])), ...ofVolumes.filter(isData)];
}

function ofTemplate(spec: Data): Data {
  return dataAt(spec, 'template', 'spec');
}

function replicas(spec: Data, { scaledTo }: PeakSettings): number | Endless {
  const written = countAt(spec, scaledTo ?? 1, 'replicas');
  return written === undefined ? NO_NUMBER('spec.replicas') : Math.max(written, scaledTo ?? 0);
}

function deployment(spec: Data, settings: PeakSettings): number | Endless {
  const count = replicas(spec, settings);
  if (typeof count !== 'number' || textAt(spec, 'strategy', 'type') === 'Recreate') return count;
  return withSurge(count, valueAt(spec, 'strategy', 'rollingUpdate', 'maxSurge') ?? '25%', 'spec.strategy');
}

function daemonSet(spec: Data, { nodes }: PeakSettings): number | Endless {
  if (nodes === undefined)
    return {
      field: 'the number of nodes',
      problem: 'is not known, and a DaemonSet has a pod on each',
      fix: 'give `nodes`, the most that the cluster grows to',
    };
  return withSurge(nodes, valueAt(spec, 'updateStrategy', 'rollingUpdate', 'maxSurge') ?? 0, 'spec.updateStrategy');
}

/** Blue and green stand side by side; so do the canary and the whole of the stable pods where a router splits traffic. */
function rollout(spec: Data, settings: PeakSettings): number | Endless {
  const count = replicas(spec, settings);
  if (typeof count !== 'number') return count;
  const routed = isData(valueAt(spec, 'strategy', 'canary', 'trafficRouting'));
  if (routed || isData(valueAt(spec, 'strategy', 'blueGreen'))) return 2 * count;
  return withSurge(count, valueAt(spec, 'strategy', 'canary', 'maxSurge') ?? '25%', 'spec.strategy.canary');
}

function job(spec: Data, field: string): number | Endless {
  const parallelism = countAt(spec, 1, 'parallelism');
  const completions = countAt(spec, Number.MAX_SAFE_INTEGER, 'completions');
  if (parallelism === undefined) return NO_NUMBER(`${field}.parallelism`);
  return completions === undefined ? NO_NUMBER(`${field}.completions`) : Math.min(parallelism, completions);
}

function cronJob(spec: Data): number | Endless {
  if ((asText(spec['concurrencyPolicy']) ?? 'Allow') === 'Allow')
    return {
      field: 'spec.concurrencyPolicy',
      problem: 'Allow lets runs overlap without end, so their pods have no peak',
      fix: 'write Forbid or Replace',
    };
  return job(dataAt(spec, 'jobTemplate', 'spec'), 'spec.jobTemplate.spec');
}

function scaledJob(spec: Data): number | Endless {
  const runs = countAt(spec, KEDA_MOST, 'maxReplicaCount');
  const each = job(asData(spec['jobTargetRef']), 'spec.jobTargetRef');
  if (runs === undefined) return NO_NUMBER('spec.maxReplicaCount');
  return typeof each === 'number' ? runs * each : each;
}

/** What KEDA scales to where nothing is written. */
export const KEDA_MOST = 100;

function withSurge(count: number, surge: unknown, field: string): number | Endless {
  if (typeof surge === 'number' && Number.isSafeInteger(surge) && surge >= 0) return count + surge;
  const percent = typeof surge === 'string' ? /^(\d{1,3})%$/.exec(surge)?.[1] : undefined;
  return percent === undefined ? NO_NUMBER(`${field}.maxSurge`) : count + Math.ceil((count * Number(percent)) / 100);
}
