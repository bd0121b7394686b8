import type { IConstruct } from 'constructs';
import type { Capabilities } from './capabilities';
import { environmentOf } from './environment';

/** Something that a construct needs of its cluster. */
export interface Demand {
  /** What needs it, in the caller's words: `shutdown.endpointRemoval`. */
  readonly feature: string;
  /** What is needed: `Kubernetes 1.30 or newer`. */
  readonly need: string;
  /** How to mend a gap. */
  readonly fix: string;
  readonly met: (capabilities: Capabilities) => boolean;
}

/** A Kubernetes version, for a field that older API servers drop. */
export function demandKubernetes(feature: string, minor: number): Demand {
  return {
    feature,
    need: `Kubernetes 1.${minor} or newer`,
    fix: `upgrade the cluster or do without ${feature}`,
    met: (c) => c.kubernetes.minor >= minor,
  };
}

/** Custom resources of an API group and version. */
export function demandCustomResource(feature: string, api: string): Demand {
  return {
    feature,
    need: `the custom resources of ${api}`,
    fix: `install their operator and add '${api}' to capabilities.customResources`,
    met: (c) => c.customResources.has(api),
  };
}

/** A metric of pods, served to autoscalers. */
export function demandPodMetric(feature: string, metric: string): Demand {
  return {
    feature,
    need: `a metrics adapter that serves '${metric}'`,
    fix: `configure one and add '${metric}' to capabilities.podMetrics`,
    met: (c) => c.podMetrics.has(metric),
  };
}

/** A metric of something outside the cluster's pods, served to autoscalers. */
export function demandExternalMetric(feature: string, metric: string): Demand {
  return {
    feature,
    need: `a metrics adapter that serves '${metric}'`,
    fix: `configure one and add '${metric}' to capabilities.externalMetrics`,
    met: (c) => c.externalMetrics.has(metric),
  };
}

/** CPU and memory use of pods, served to autoscalers. */
export function demandResourceMetrics(feature: string): Demand {
  return {
    feature,
    need: 'metrics-server',
    fix: 'install it and set capabilities.resourceMetrics',
    met: (c) => c.resourceMetrics,
  };
}

/** Pods that start again when a Secret changes. Without it the annotation is accepted and does nothing. */
export function demandReloader(feature: string): Demand {
  return {
    feature,
    need: 'Reloader',
    fix: 'install it and set capabilities.reloader',
    met: (c) => c.reloader,
  };
}

/** Enforcement of NetworkPolicy. Without it policies are accepted and do nothing. */
export function demandNetworkPolicy(feature: string): Demand {
  return {
    feature,
    need: 'a network plug-in that enforces NetworkPolicy',
    fix: 'enable one and set capabilities.networkPolicy',
    met: (c) => c.networkPolicy,
  };
}

/** A service mesh. */
export function demandMeshDeclared(feature: string): Demand {
  return {
    feature,
    need: 'a service mesh',
    fix: 'install Istio and declare capabilities.mesh',
    met: (c) => c.mesh !== undefined,
  };
}

/**
 * Holds demands against the declared environment, at synthesis. Where none is declared, nothing is checked: one is declared
 * before anything is built, so none comes later.
 */
export function demand(construct: IConstruct, ...demands: readonly Demand[]): void {
  const environment = environmentOf(construct);
  if (environment === undefined) return;
  construct.node.addValidation({
    validate: () =>
      demands
        .filter(({ met }) => !met(environment.capabilities))
        .map(
          ({ feature, need, fix }) =>
            `${feature} needs ${need}, which environment '${environment.name}' does not declare; ${fix}`,
        ),
  });
}
