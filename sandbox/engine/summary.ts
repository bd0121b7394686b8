import type { StackState } from './stack-state';

/** What a stack holds: number of objects by kind, most first, then by name. */
export function objectsByKind(state: StackState | undefined): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const { type } of kubernetesObjects(state)) {
    const kind = type.slice(type.lastIndexOf(':') + 1);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}

/** Namespaces that a stack's objects lie in. */
export function namespacesOf(state: StackState | undefined): ReadonlySet<string> {
  const ids = kubernetesObjects(state).map(({ id }) => id ?? '');
  return new Set(ids.filter((id) => id.includes('/')).map((id) => id.slice(0, id.indexOf('/'))));
}

/** The objects of a cluster that a stack holds. */
export function kubernetesObjects(state: StackState | undefined): NonNullable<StackState['resources']> {
  return (state?.resources ?? []).filter(({ type, custom }) => custom === true && type.startsWith('kubernetes:'));
}

/** What is read of a pod. */
export interface PodStatus {
  readonly metadata: { readonly namespace?: string; readonly deletionTimestamp?: string };
  readonly status?: {
    readonly phase?: string;
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
  };
}

/** How many pods of these namespaces should serve, and how many do. Those that have done their work or are leaving do not count. */
export function podsReady(pods: readonly PodStatus[], namespaces: ReadonlySet<string>): { ready: number; all: number } {
  const serving = pods.filter(
    ({ metadata, status }) =>
      namespaces.has(metadata.namespace ?? '') &&
      metadata.deletionTimestamp === undefined &&
      status?.phase !== 'Succeeded',
  );
  const ready = serving.filter(({ status }) =>
    status?.conditions?.some(({ type, status: holds }) => type === 'Ready' && holds === 'True'),
  );
  return { ready: ready.length, all: serving.length };
}

/** What is read of an autoscaler. */
export interface AutoscalerStatus {
  readonly metadata: { readonly namespace?: string };
  readonly spec: { readonly minReplicas?: number };
  readonly status?: { readonly currentReplicas?: number; readonly desiredReplicas?: number };
}

/** Whether the autoscalers of these namespaces have brought their targets to the number of pods that they want. */
export function autoscalersSettled(all: readonly AutoscalerStatus[], namespaces: ReadonlySet<string>): boolean {
  return all
    .filter(({ metadata }) => namespaces.has(metadata.namespace ?? ''))
    .every(({ spec, status }) => {
      const wanted = status?.desiredReplicas ?? 0;
      return wanted >= (spec.minReplicas ?? 1) && status?.currentReplicas === wanted;
    });
}
