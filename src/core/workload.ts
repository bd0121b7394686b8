import { Duration } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-27';
import type { Labels } from './labels';
import type { Party } from './party';
import type { NumberToken } from './token';

/** How many pods a workload has, and who decides it. */
export interface ReplicaRange {
  /** Fewest pods. */
  readonly min: number | NumberToken;
  /** Most pods. */
  readonly max: number | NumberToken;
  /** Who writes `spec.replicas`: the workload itself, or an autoscaler. Exactly one. */
  readonly owner: 'workload' | 'autoscaler';
}

/** The object that controls a workload's pods, as others refer to it. */
export interface TargetReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
}

/** All that a part may know of a service. Workloads of Seaworthy implement it, and so can a construct of yours. */
export interface Workload extends Party {
  readonly namespace: string;
  /** Labels on every object of the workload. */
  readonly labels: Labels;
  /** Labels that select its pods. */
  readonly selector: Labels;
  readonly replicas: ReplicaRange;
  /** Time that a pod has to end. */
  readonly gracePeriod: Duration;
  /** What an autoscaler scales. */
  readonly target: TargetReference;
}

/** The grace period of a pod that does not say one: Kubernetes' default. */
const KUBERNETES_GRACE = Duration.seconds(30);

/**
 * Takes a plain cdk8s-plus Deployment as a workload, so that every part serves it.
 * @throws when the Deployment has no namespace or no selector: parts write both on their objects
 */
export function workloadOf(deployment: kplus.Deployment): Workload {
  const { namespace } = deployment.metadata;
  if (namespace === undefined) {
    throw new Error(
      `${deployment.node.path} has no namespace; allowed: an explicit one; set it on the chart or in the Deployment's metadata`,
    );
  }
  const selector = deployment.matchLabels;
  if (Object.keys(selector).length === 0) {
    throw new Error(
      `${deployment.node.path} has no selector; allowed: labels of its own pods, since policies without labels select every pod; call select() on it first`,
    );
  }
  const replicas = deployment.replicas;
  return {
    name: deployment.name,
    namespace,
    labels: selector,
    selector,
    peers: [{ namespace, labels: selector }],
    ports: deployment.containers.flatMap((container) =>
      container.ports.map(({ name, number, protocol }) => ({ name, port: number, protocol })),
    ),
    replicas: {
      min: replicas ?? CDK8S_PLUS_REPLICAS,
      max: replicas ?? CDK8S_PLUS_REPLICAS,
      owner: deployment.hasAutoscaler ? 'autoscaler' : 'workload',
    },
    gracePeriod: deployment.terminationGracePeriod ?? KUBERNETES_GRACE,
    target: { apiVersion: 'apps/v1', kind: 'Deployment', name: deployment.name },
  };
}

/** What a cdk8s-plus Deployment renders when it names no number and has no autoscaler. */
const CDK8S_PLUS_REPLICAS = 2;
