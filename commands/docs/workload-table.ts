import type { Manifest } from 'seaworthy/synth';
import { code, markdownTable, type Column } from '../markdown-table';
import { selectedTexts } from './selected-texts';

/** Kinds that make pods. */
const WORKLOADS = ['Deployment', 'StatefulSet', 'Job', 'CronJob'];

interface WorkloadRow {
  readonly manifest: Manifest;
  /** Autoscalers of the system. */
  readonly autoscalers: readonly Manifest[];
}

const CONTAINERS = '$..template.spec.containers[*]';

const COLUMNS: readonly Column<WorkloadRow>[] = [
  ['workload', ({ manifest }) => `${manifest.kind} ${code(manifest.metadata.name)}`],
  ['pods', podCount],
  ['CPU', ({ manifest }) => sum(manifest, 'requests.cpu')],
  ['memory', ({ manifest }) => sum(manifest, 'requests.memory')],
  ['memory limit', ({ manifest }) => sum(manifest, 'limits.memory')],
  ['time to end', ({ manifest }) => `${one(manifest, '$..template.spec.terminationGracePeriodSeconds')} s`],
];

/** What each workload of a system reserves, for each of its pods. */
export function workloadTable(manifests: readonly Manifest[]): string {
  const autoscalers = manifests.filter(({ kind }) => kind === 'HorizontalPodAutoscaler');
  const rows = manifests.filter(({ kind }) => WORKLOADS.includes(kind)).map((manifest) => ({ manifest, autoscalers }));
  return markdownTable(COLUMNS, rows);
}

function podCount({ manifest, autoscalers }: WorkloadRow): string {
  const autoscaler = autoscalers.find(
    ({ metadata, ...rest }) =>
      metadata.namespace === manifest.metadata.namespace &&
      one(rest, '$.spec.scaleTargetRef.name') === manifest.metadata.name,
  );
  if (autoscaler) return `${one(autoscaler, '$.spec.minReplicas')} to ${one(autoscaler, '$.spec.maxReplicas')}`;
  return one(manifest, '$.spec.replicas') || '1';
}

/** An amount of every main container: `500m + 100m` where there are sidecars. */
function sum(manifest: Manifest, resource: string): string {
  return selectedTexts(manifest, `${CONTAINERS}.resources.${resource}`).join(' + ');
}

function one(data: object, path: string): string {
  return selectedTexts(data, path)[0] ?? '';
}
