import type { Sandbox } from '../../sandbox/sandbox';
import { kubectl } from './object-stack';

/** A workload of a cluster, and what was declared of its pods. */
export interface LiveWorkload {
  /** `feature-api/Deployment feature-api`. */
  readonly title: string;
  readonly namespace: string;
  /** The fewest pods that it was declared to have: the minimum of its autoscaler, or its number of replicas. */
  readonly declared: number;
  /** Name of its ready pods, and where each is. */
  readonly ready: readonly { readonly name: string; readonly zone: string }[];
}

interface Metadata {
  readonly name: string;
  readonly namespace: string;
  readonly labels?: Readonly<Record<string, string>>;
}

interface Item {
  readonly kind: string;
  readonly metadata: Metadata;
  readonly spec: {
    readonly replicas?: number;
    readonly minReplicas?: number;
    readonly nodeName?: string;
    readonly scaleTargetRef?: { readonly kind: string; readonly name: string };
    readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> };
  };
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

const KINDS = 'deployments,statefulsets,horizontalpodautoscalers,pods,nodes';

/** Every Deployment and StatefulSet of a cluster, as the API server tells it. */
export async function liveWorkloads(sandbox: Sandbox): Promise<readonly LiveWorkload[]> {
  const { items } = JSON.parse(await kubectl(sandbox, 'get', KINDS, '-A', '-o', 'json')) as { items: readonly Item[] };
  const of = (...kinds: readonly string[]): readonly Item[] => items.filter(({ kind }) => kinds.includes(kind));
  const zones = new Map(
    of('Node').map(({ metadata }) => [metadata.name, metadata.labels?.['topology.kubernetes.io/zone'] ?? '']),
  );
  return of('Deployment', 'StatefulSet').map(({ kind, metadata: { name, namespace }, spec }) => {
    const autoscaler = of('HorizontalPodAutoscaler').find(
      ({ metadata, spec: { scaleTargetRef: target } }) =>
        metadata.namespace === namespace && target?.kind === kind && target.name === name,
    );
    const selector = Object.entries(spec.selector?.matchLabels ?? {});
    const pods = of('Pod').filter(
      ({ metadata }) =>
        metadata.namespace === namespace && selector.every(([key, value]) => metadata.labels?.[key] === value),
    );
    return {
      title: `${namespace}/${kind} ${name}`,
      namespace,
      declared: autoscaler?.spec.minReplicas ?? spec.replicas ?? 1,
      ready: pods
        .filter(({ status }) => status?.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True'))
        .map((pod) => ({ name: pod.metadata.name, zone: zones.get(pod.spec.nodeName ?? '') ?? '' })),
    };
  });
}

/** Waits until every workload has as many ready pods as it was declared to have. */
export async function allReady(sandbox: Sandbox): Promise<readonly LiveWorkload[]> {
  for (;;) {
    const workloads = await liveWorkloads(sandbox);
    if (workloads.every(({ declared, ready }) => ready.length === declared)) return workloads;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
