import type { ApiObject, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { WELL_KNOWN } from '../core/conventions';
import { anyReplicaRange, isEventDriven } from '../core/event-scale';
import type { CallOptions } from '../core/call-options';
import { Graph } from '../core/graph';
import type { Labels } from '../core/labels';
import type { Party, Peer, ServiceAccountReference } from '../core/party';
import type { Port } from '../core/port';
import { isAutomatic } from '../core/scale';
import { requireShape } from '../core/shape';
import { processShutdownBudget } from '../core/shutdown';
import { isNeverAlone, type ReplicaRange, type TargetReference, type Workload } from '../core/workload';
import type { ServiceAccount } from '../kinds/service-account';
import { DisruptionBudget } from '../parts/availability/disruption-budget';
import { WorkloadMesh } from '../parts/mesh/workload-mesh';
import { WorkloadNetworkPolicy } from '../parts/network/workload-network-policy';
import { Autoscaler } from '../parts/scaling/autoscaler';
import { EventAutoscaler } from '../parts/scaling/event-autoscaler';
import type { SyncedSecret } from '../parts/secrets/synced-secret';
import { podStartSeconds } from './extra-container';
import { withMeshDrain } from './mesh-drain';
import { Pods } from './pods';
import { rollingDeployment } from './rolling-deployment';
import type { WorkerProps } from './worker-props';
import { workerRefusals, WORKER_SHAPES } from './worker-refusals';

/** Names of a worker's ports. */
const METRICS_PORT = 'metrics';
const HEALTH_PORT = 'health';

/**
 * A process that takes its work from somewhere, such as a queue, instead of being called. It has no Service; others reach
 * it for its metrics at most. When it ends it is given the time to finish what it has.
 */
export class Worker extends Construct implements Workload {
  public readonly name: string;
  public readonly namespace: string;
  public readonly labels: Labels;
  public readonly selector: Labels;
  public readonly peers: readonly Peer[];
  public readonly ports: readonly Port[];
  public readonly replicas: ReplicaRange;
  public readonly gracePeriod: Duration;
  public readonly runsAs: ServiceAccountReference;
  public readonly target: TargetReference;
  public readonly mainContainer?: string;

  public readonly serviceAccount: ServiceAccount;
  public readonly deployment: ApiObject;
  public readonly networkPolicy: WorkloadNetworkPolicy;
  /** Holds nothing where the environment declares no mesh. */
  public readonly mesh: WorkloadMesh;
  /** Fills the worker's Secret. None when it has no secrets. */
  public readonly secret?: SyncedSecret;
  /** One for each folder of config files. */
  public readonly configMaps: readonly ApiObject[];
  /** None unless the number of pods follows load. */
  public readonly autoscaler?: Autoscaler;
  /** None unless the number of pods follows events. */
  public readonly eventAutoscaler?: EventAutoscaler;
  /** None when the worker may run as a single pod: nothing could be drained. */
  public readonly disruptionBudget?: DisruptionBudget;

  public constructor(scope: Construct, id: string, props: WorkerProps) {
    super(scope, id);
    requireShape(this, props, WORKER_SHAPES);
    const { scale, health, metricsPort, healthPort, rollout = {} } = props;
    const shutdown = processShutdownBudget(withMeshDrain(this, props));
    const metrics = metricsPort === undefined ? [] : [{ name: METRICS_PORT, port: metricsPort }];
    const ownHealthPort = healthPort === undefined ? [] : [{ name: HEALTH_PORT, port: healthPort }];
    const [port] = [...ownHealthPort, ...metrics];
    const pods = new Pods(
      this,
      props,
      {
        callable: metrics,
        ports: [...metrics, ...ownHealthPort],
        health: { checks: health, port },
        shutdown,
        revisionLabel: WELL_KNOWN.podTemplateHash,
      },
      { refusals: () => workerRefusals(props, shutdown) },
    );
    ({
      name: this.name,
      namespace: this.namespace,
      labels: this.labels,
      selector: this.selector,
      peers: this.peers,
      ports: this.ports,
      gracePeriod: this.gracePeriod,
      runsAs: this.runsAs,
      serviceAccount: this.serviceAccount,
      secret: this.secret,
      configMaps: this.configMaps,
    } = pods);
    this.replicas = anyReplicaRange(scale);
    if (pods.mainContainer !== undefined) this.mainContainer = pods.mainContainer;
    this.target = { apiVersion: 'apps/v1', kind: 'Deployment', name: this.name };

    this.deployment = rollingDeployment(this, pods, {
      replicas: this.replicas,
      rollout,
      startSeconds: podStartSeconds(health, props.sidecars),
    });
    pods.followSecrets(this.deployment);
    this.networkPolicy = new WorkloadNetworkPolicy(this, 'NetworkPolicy', { workload: this });
    this.mesh = new WorkloadMesh(this, 'Mesh', { workload: this });
    if (isEventDriven(scale))
      this.eventAutoscaler = new EventAutoscaler(this, 'EventAutoscaler', { workload: this, ...scale });
    else if (isAutomatic(scale)) this.autoscaler = new Autoscaler(this, 'Autoscaler', { workload: this, ...scale });
    if (isNeverAlone(this.replicas))
      this.disruptionBudget = new DisruptionBudget(this, 'DisruptionBudget', { workload: this });
  }

  /** Declares that the worker calls something: its queue, a database. Traffic is allowed at both ends. */
  public calls(callee: Party, options?: CallOptions): void {
    Graph.of(this).add(this, callee, options);
  }

  /** Declares who may ask for its metrics. */
  public acceptsFrom(caller: Party, options?: CallOptions): void {
    Graph.of(this).add(caller, this, options);
  }
}
