import type { ApiObject, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import type { CallOptions } from '../core/call-options';
import { Graph } from '../core/graph';
import { jobBudget } from '../core/job-limits';
import type { Labels } from '../core/labels';
import type { Party, Peer, ServiceAccountReference } from '../core/party';
import type { Port } from '../core/port';
import { requireShape } from '../core/shape';
import { processShutdownBudget } from '../core/shutdown';
import type { PodSet } from '../core/workload';
import type { ServiceAccount } from '../kinds/service-account';
import { Job } from '../kinds/batch';
import { WorkloadMesh } from '../parts/mesh/workload-mesh';
import { WorkloadNetworkPolicy } from '../parts/network/workload-network-policy';
import type { SyncedSecret } from '../parts/secrets/synced-secret';
import { JOB_SHAPES, jobRefusals, type JobProps } from './job-props';
import { jobSpec } from './job-template';
import { withMeshDrain } from './mesh-drain';
import { Pods } from './pods';

/** Properties for `OneOffJob`. */
export type OneOffJobProps = JobProps;

/**
 * Work that is done once. It is tried again when it fails, ended at its deadline, and forgotten some time after its end. It
 * runs again when its image or its arguments change, and when it is deployed after it was forgotten: it must be safe to
 * run twice.
 */
export class OneOffJob extends Construct implements PodSet {
  public readonly name: string;
  public readonly namespace: string;
  public readonly labels: Labels;
  public readonly selector: Labels;
  public readonly peers: readonly Peer[];
  public readonly ports: readonly Port[];
  public readonly gracePeriod: Duration;
  public readonly runsAs: ServiceAccountReference;

  public readonly serviceAccount: ServiceAccount;
  public readonly job: ApiObject;
  public readonly networkPolicy: WorkloadNetworkPolicy;
  /** Holds nothing where the environment declares no mesh. */
  public readonly mesh: WorkloadMesh;
  /** Fills the job's Secret. None when it has no secrets. */
  public readonly secret?: SyncedSecret;
  /** One for each folder of config files. */
  public readonly configMaps: readonly ApiObject[];

  public constructor(scope: Construct, id: string, props: OneOffJobProps) {
    super(scope, id);
    requireShape(this, props, JOB_SHAPES);
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
    this.job = new Job(this, 'Job', { metadata: pods.metadata, spec: jobSpec(pods, budget) });
    // without its policy the first pod could call nothing
    this.job.addDependency(this.networkPolicy);
  }

  /** Declares that the job calls something: traffic is allowed at both ends. */
  public calls(callee: Party, options?: CallOptions): void {
    Graph.of(this).add(this, callee, options);
  }
}
