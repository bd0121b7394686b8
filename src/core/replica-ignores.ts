import type { TargetReference, Workload } from './workload';

/** What deployments must leave alone because an autoscaler owns it, for each tool that deploys. */
export interface ReplicaIgnores {
  /** Entries of `spec.ignoreDifferences` of an Argo CD Application. With sync option `RespectIgnoreDifferences=true`. */
  readonly argoCd: readonly ArgoCdIgnore[];
  /** Paths of the resource option `ignoreChanges` of the target, as Pulumi writes them. */
  readonly pulumi: readonly string[];
}

/** One entry of `spec.ignoreDifferences` of an Argo CD Application. */
export interface ArgoCdIgnore {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly jsonPointers: readonly string[];
}

/** What of a workload its autoscaler decides. Nothing, where the workload decides its number of pods itself. */
export function replicaIgnores({
  replicas,
  target,
  namespace,
}: Pick<Workload, 'replicas' | 'target' | 'namespace'>): ReplicaIgnores {
  if (replicas.owner === 'workload') return { argoCd: [], pulumi: [] };
  return {
    argoCd: [
      {
        group: groupOf(target),
        kind: target.kind,
        name: target.name,
        namespace,
        jsonPointers: ['/spec/replicas'],
      },
    ],
    pulumi: ['spec.replicas'],
  };
}

function groupOf({ apiVersion }: TargetReference): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}
