import { Duration } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-27';
import type { IConstruct } from 'constructs';
import { selectorRefusals, labelRefusals, type Labels } from './labels';
import { dnsLabelRefusal, dnsSubdomainRefusal } from './names';
import { PEERS_SHAPE, type Party } from './party';
import { PORTS_SHAPE } from './port';
import { refuse } from './refusal';
import {
  duration,
  extended,
  group,
  list,
  number,
  once,
  oneOf,
  optional,
  requireShape,
  text,
  textByName,
  type Shapes,
} from './shape';
import type { NumberToken } from './token';

/** How many pods a workload has, and who decides it. */
export interface ReplicaRange {
  /** Fewest pods. */
  readonly min: number | NumberToken;
  /** Most pods. */
  readonly max: number | NumberToken;
  /** Who writes `spec.replicas`: the workload itself, or an autoscaler. Exactly one. */
  readonly owner: 'workload' | 'autoscaler';
  /**
   * Resources whose use the autoscaler follows. A vertical autoscaler must leave them alone.
   * @default - not known: it may be any
   */
  readonly scaledOn?: readonly ('cpu' | 'memory')[];
}

/** Whether there is always more than one pod, so that some can be kept while nodes are drained. */
export function isNeverAlone({ min }: ReplicaRange): boolean {
  return typeof min !== 'number' || min > 1;
}

/** The object that controls a workload's pods, as others refer to it. */
export interface TargetReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
}

/** Pods that run together under one name: of a service, or of a job that ends. */
export interface PodSet extends Party {
  readonly namespace: string;
  /** Labels on every object of the pods. */
  readonly labels: Labels;
  /** Labels that select the pods. */
  readonly selector: Labels;
  /** Time that a pod has to end. */
  readonly gracePeriod: Duration;
}

/** All that a part may know of a service. Workloads of Seaworthy implement it, and so can a construct of yours. */
export interface Workload extends PodSet {
  readonly replicas: ReplicaRange;
  /** What an autoscaler scales. */
  readonly target: TargetReference;
  /**
   * The container that does the work, where its pods have others beside it: autoscalers measure it alone.
   * @default - its pods have one container
   */
  readonly mainContainer?: string;
}

/** What pods must be before they are read. */
const POD_SET_SHAPE = once(
  group({
    name: text,
    namespace: text,
    labels: textByName,
    selector: textByName,
    peers: PEERS_SHAPE,
    ports: PORTS_SHAPE,
    gracePeriod: duration,
  }),
);
/** What a workload must be before it is read. */
const WORKLOAD_SHAPE = once(
  extended(POD_SET_SHAPE, {
    replicas: group({ min: number, max: number, owner: text, scaledOn: optional(list(oneOf('cpu', 'memory'))) }),
    target: group({ apiVersion: text, kind: text, name: text }),
    mainContainer: optional(text),
  }),
);
const POD_SET = { workload: POD_SET_SHAPE };
const WORKLOAD = { workload: WORKLOAD_SHAPE };

/**
 * Judges the workload that a part is for. It may be a construct of somebody else, so nothing is taken for granted; a
 * workload that the part is inside of judges itself.
 * @throws when it is no workload
 */
export function judgeWorkload(part: IConstruct, workload: Workload): void {
  judge(part, workload, WORKLOAD);
}

/**
 * Judges the pods that a part is for, as `judgeWorkload` does.
 * @throws when they are none
 */
export function judgePodSet(part: IConstruct, pods: PodSet): void {
  judge(part, pods, POD_SET);
}

function judge(part: IConstruct, workload: PodSet, shapes: Shapes): void {
  requireShape(part, { workload }, shapes);
  if (isInside(part, workload)) return;
  const { name, namespace, labels, selector } = workload;
  const refusals = [
    dnsSubdomainRefusal('workload.name', name),
    dnsLabelRefusal('workload.namespace', namespace),
    ...labelRefusals('workload.labels', labels),
    ...selectorRefusals('workload.selector', selector),
  ];
  refuse(
    part,
    refusals.filter((refusal) => refusal !== undefined),
  );
}

function isInside(part: IConstruct, workload: PodSet): boolean {
  for (let scope: IConstruct | undefined = part; scope !== undefined; scope = scope.node.scope)
    if (Object.is(scope, workload)) return true;
  return false;
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
  const [first, ...others] = deployment.containers;
  return {
    name: deployment.name,
    namespace,
    labels: selector,
    selector,
    peers: [{ namespace, labels: selector }],
    runsAs: { namespace, name: deployment.serviceAccount?.name ?? 'default' },
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
    ...(first && others.length > 0 && { mainContainer: first.name }),
  };
}

/** What a cdk8s-plus Deployment renders when it names no number and has no autoscaler. */
const CDK8S_PLUS_REPLICAS = 2;
