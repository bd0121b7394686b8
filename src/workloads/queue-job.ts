import type { ApiObject, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import type { CallOptions } from '../core/call-options';
import { Graph } from '../core/graph';
import { jobBudget, jobLimitFields } from '../core/job-limits';
import type { Labels } from '../core/labels';
import type { Party, Peer, ServiceAccountReference } from '../core/party';
import type { Port } from '../core/port';
import { requireShape } from '../core/shape';
import { processShutdownBudget } from '../core/shutdown';
import type { PodSet } from '../core/workload';
import type { ServiceAccount } from '../kinds/service-account';
import { WorkloadMesh } from '../parts/mesh/workload-mesh';
import { WorkloadNetworkPolicy } from '../parts/network/workload-network-policy';
import { JobAutoscaler } from '../parts/scaling/job-autoscaler';
import type { SyncedSecret } from '../parts/secrets/synced-secret';
import { JOB_SHAPES, jobRefusals } from './job-props';
import { withMeshDrain } from './mesh-drain';
import { Pods } from './pods';
import type { QueueJobProps } from './queue-job-props';

/**
 * A job for each piece of work in a queue, for work that is too long to share a pod with other work. KEDA starts them while
 * there is work; a job is tried again when it fails, ended at its deadline, and never ended by a release.
 */
export class QueueJob extends Construct implements PodSet {
  public readonly name: string;
  public readonly namespace: string;
  public readonly labels: Labels;
  public readonly selector: Labels;
  public readonly peers: readonly Peer[];
  public readonly ports: readonly Port[];
  public readonly gracePeriod: Duration;
  public readonly runsAs: ServiceAccountReference;

  public readonly serviceAccount: ServiceAccount;
  /** Starts the jobs. */
  public readonly autoscaler: JobAutoscaler;
  public readonly networkPolicy: WorkloadNetworkPolicy;
  /** Holds nothing where the environment declares no mesh. */
  public readonly mesh: WorkloadMesh;
  /** Fills the jobs' Secret. None when they have no secrets. */
  public readonly secret?: SyncedSecret;
  /** One for each folder of config files. */
  public readonly configMaps: readonly ApiObject[];

  public constructor(scope: Construct, id: string, props: QueueJobProps) {
    super(scope, id);
    requireShape(this, props, JOB_SHAPES);
    const { triggers, max, pollingInterval, strategy, onChange, kept } = props;
    const budget = jobBudget(props);
    const shutdown = processShutdownBudget(withMeshDrain(this, props));
    const pods = new Pods(this, props, { shutdown, ends: true }, { refusals: () => jobRefusals(budget, shutdown) });
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
    this.networkPolicy = new WorkloadNetworkPolicy(this, 'NetworkPolicy', { workload: this });
    this.mesh = new WorkloadMesh(this, 'Mesh', { workload: this });
    const { metadata = {}, spec = {} } = pods.template();
    this.autoscaler = new JobAutoscaler(this, 'Autoscaler', {
      name: this.name,
      namespace: this.namespace,
      labels: this.labels,
      job: { ...jobLimitFields(budget, this.name), template: { metadata, spec } },
      triggers,
      max,
      pollingInterval,
      strategy,
      onChange,
      kept,
    });
    // without its policy the first pod could call nothing
    this.autoscaler.scaledJob.addDependency(this.networkPolicy);
  }

  /** Declares that the jobs call something: traffic is allowed at both ends. The queue is one of it. */
  public calls(callee: Party, options?: CallOptions): void {
    Graph.of(this).add(this, callee, options);
  }
}
