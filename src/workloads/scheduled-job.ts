import { Duration, type ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { CallOptions } from '../core/call-options';
import { Graph } from '../core/graph';
import { jobBudget } from '../core/job-limits';
import type { Labels } from '../core/labels';
import type { Party, Peer, ServiceAccountReference } from '../core/party';
import type { Port } from '../core/port';
import { requireShape } from '../core/shape';
import { processShutdownBudget } from '../core/shutdown';
import { secondsOf } from '../core/whole-seconds';
import type { PodSet } from '../core/workload';
import type { ServiceAccount } from '../kinds/service-account';
import { CronJob } from '../kinds/batch';
import { WorkloadMesh } from '../parts/mesh/workload-mesh';
import { WorkloadNetworkPolicy } from '../parts/network/workload-network-policy';
import type { SyncedSecret } from '../parts/secrets/synced-secret';
import { jobRefusals } from './job-props';
import { jobSpec } from './job-template';
import { withMeshDrain } from './mesh-drain';
import { Pods } from './pods';
import { SCHEDULED_JOB_SHAPES, scheduledJobRefusals, type ScheduledJobProps } from './scheduled-job-props';

const DEFAULTS = {
  timeZone: 'Etc/UTC',
  concurrencyPolicy: 'Forbid',
  startingDeadline: Duration.hours(1),
  successfulRunsKept: 3,
  failedRunsKept: 3,
} as const;

/**
 * Work that is done at certain times. Runs never overlap, none is without a deadline, a start that was missed while the
 * control plane was away is made up for, and what failed stays long enough to be looked at.
 */
export class ScheduledJob extends Construct implements PodSet {
  public readonly name: string;
  public readonly namespace: string;
  public readonly labels: Labels;
  public readonly selector: Labels;
  public readonly peers: readonly Peer[];
  public readonly ports: readonly Port[];
  public readonly gracePeriod: Duration;
  public readonly runsAs: ServiceAccountReference;

  public readonly serviceAccount: ServiceAccount;
  public readonly cronJob: ApiObject;
  public readonly networkPolicy: WorkloadNetworkPolicy;
  /** Holds nothing where the environment declares no mesh. */
  public readonly mesh: WorkloadMesh;
  /** Fills the job's Secret. None when it has no secrets. */
  public readonly secret?: SyncedSecret;
  /** One for each folder of config files. */
  public readonly configMaps: readonly ApiObject[];

  public constructor(scope: Construct, id: string, props: ScheduledJobProps) {
    super(scope, id);
    requireShape(this, props, SCHEDULED_JOB_SHAPES);
    const budget = jobBudget(props);
    const shutdown = processShutdownBudget(withMeshDrain(this, props));
    const timing = {
      schedule: props.schedule,
      timeZone: props.timeZone ?? DEFAULTS.timeZone,
      startingDeadline: props.startingDeadline ?? DEFAULTS.startingDeadline,
      successfulRunsKept: props.successfulRunsKept ?? DEFAULTS.successfulRunsKept,
      failedRunsKept: props.failedRunsKept ?? DEFAULTS.failedRunsKept,
    };
    const pods = new Pods(
      this,
      props,
      { shutdown, ends: true },
      {
        refusals: (name) => [...jobRefusals(budget, shutdown), ...scheduledJobRefusals({ ...timing, name })],
      },
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
    this.networkPolicy = new WorkloadNetworkPolicy(this, 'NetworkPolicy', { workload: this });
    this.mesh = new WorkloadMesh(this, 'Mesh', { workload: this });
    this.cronJob = new CronJob(this, 'CronJob', {
      metadata: pods.metadata,
      spec: {
        schedule: timing.schedule,
        timeZone: timing.timeZone,
        concurrencyPolicy: props.concurrencyPolicy ?? DEFAULTS.concurrencyPolicy,
        startingDeadlineSeconds: secondsOf(timing.startingDeadline),
        successfulJobsHistoryLimit: timing.successfulRunsKept,
        failedJobsHistoryLimit: timing.failedRunsKept,
        ...(props.suspended && { suspend: true }),
        jobTemplate: { metadata: { labels: { ...pods.labels } }, spec: jobSpec(pods, budget) },
      },
    });
  }

  /** Declares that the job calls something: traffic is allowed at both ends. */
  public calls(callee: Party, options?: CallOptions): void {
    Graph.of(this).add(this, callee, options);
  }
}
