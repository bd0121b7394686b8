import { Duration, type ApiObject } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import type { CallOptions } from '../core/call-options';
import { Graph } from '../core/graph';
import { jobBudget } from '../core/job-limits';
import type { Labels } from '../core/labels';
import type { Party, Peer, ServiceAccountReference } from '../core/party';
import type { Port } from '../core/port';
import type { Refusal } from '../core/refusal';
import { group, list, number, oneOf, optional, requireShape, text, type Shape, type Shapes } from '../core/shape';
import { processShutdownBudget } from '../core/shutdown';
import type { PodSet } from '../core/workload';
import type { ServiceAccount } from '../kinds/service-account';
import { Job } from '../kinds/batch';
import { WorkloadMesh } from '../parts/mesh/workload-mesh';
import { WorkloadNetworkPolicy } from '../parts/network/workload-network-policy';
import type { SyncedSecret } from '../parts/secrets/synced-secret';
import { JOB_SHAPES, jobRefusals, type JobProps } from './job-props';
import { jobSpec } from './job-template';
import {
  argoCdRefusals,
  orderByWaves,
  orderStep,
  PHASES,
  type ArgoCdOrder,
  type MigrationPhase,
  type MigrationStep,
} from './migration-order';
import { withMeshDrain } from './mesh-drain';
import { Pods } from './pods';

/** Properties for `Migration`. */
export interface MigrationProps extends Omit<JobProps, 'deadline'> {
  /** The change of the schema that it is a phase of: `orders-total`. The phases of one change share it. */
  readonly change: string;
  /** Which phase of the change it is. */
  readonly phase: MigrationPhase;
  /** The release that it belongs to: `1.5.0`. An enforce belongs to a later one than its expand. */
  readonly release: string;
  /**
   * Constructs whose objects wait until it has succeeded: the workloads that run the new code.
   * @default - none
   */
  readonly before?: readonly IConstruct[];
  /**
   * Longest time for the migration with all its retries.
   * @default - 15 minutes; 12 hours for a backfill
   */
  readonly deadline?: Duration;
  /**
   * Annotations by which Argo CD keeps the order. Pulumi needs none.
   * @default - none
   */
  readonly argoCd?: ArgoCdOrder;
}

const DEADLINES: Readonly<Record<MigrationPhase, Duration>> = {
  expand: Duration.minutes(15),
  backfill: Duration.hours(12),
  enforce: Duration.minutes(15),
};

const CONSTRUCT: Shape = {
  allowed: 'a construct',
  fix: 'pass the workload itself, not its name',
  fits: (value) => Construct.isConstruct(value),
};

const SHAPES: Shapes = {
  ...JOB_SHAPES,
  change: text,
  phase: oneOf(...PHASES),
  release: text,
  before: optional(list(CONSTRUCT)),
  argoCd: optional(group({ wave: optional(number) })),
};

/**
 * One phase of a change of a database's schema, before the pods that need it. Only one pod of it runs at a time; it is
 * tried again when it fails, and until it has succeeded nothing that waits for it is changed. It runs again when its image or
 * its arguments change: it must know what it has done already, as the usual migration tools do.
 */
export class Migration extends Construct implements PodSet, MigrationStep {
  public readonly name: string;
  public readonly namespace: string;
  public readonly labels: Labels;
  public readonly selector: Labels;
  public readonly peers: readonly Peer[];
  public readonly ports: readonly Port[];
  public readonly gracePeriod: Duration;
  public readonly runsAs: ServiceAccountReference;
  public readonly change: string;
  public readonly phase: MigrationPhase;
  public readonly release: string;

  public readonly serviceAccount: ServiceAccount;
  public readonly job: ApiObject;
  public readonly networkPolicy: WorkloadNetworkPolicy;
  /** Holds nothing where the environment declares no mesh. */
  public readonly mesh: WorkloadMesh;
  /** Fills the migration's Secret. None when it has no secrets. */
  public readonly secret?: SyncedSecret;
  /** One for each folder of config files. */
  public readonly configMaps: readonly ApiObject[];

  public constructor(scope: Construct, id: string, props: MigrationProps) {
    super(scope, id);
    requireShape(this, props, SHAPES);
    ({ change: this.change, phase: this.phase, release: this.release } = props);
    const { before = [], argoCd } = props;
    const budget = jobBudget(props, { deadline: DEADLINES[this.phase] });
    const shutdown = processShutdownBudget(withMeshDrain(this, props));
    const refusals = [
      ...jobRefusals(budget, shutdown),
      ...named('change', this.change),
      ...named('release', this.release),
      ...(argoCd ? argoCdRefusals(argoCd) : []),
    ];
    const pods = new Pods(this, props, { shutdown, ends: true }, { refusals: () => refusals });
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
    this.job = new Job(this, 'Job', {
      metadata: pods.metadata,
      // a pod takes the place of another only when that has ended: two would migrate at once
      spec: { ...jobSpec(pods, budget), completions: 1, parallelism: 1, podReplacementPolicy: 'Failed' },
    });
    // without its policy the first pod could call nothing
    this.job.addDependency(this.networkPolicy);
    for (const construct of before) construct.node.addDependency(this);
    orderStep(this, argoCd);
    if (argoCd) orderByWaves(this.job, before, argoCd);
  }

  /** Declares that the migration calls something: its database. Traffic is allowed at both ends. */
  public calls(callee: Party, options?: CallOptions): void {
    Graph.of(this).add(this, callee, options);
  }
}

function named(prop: string, name: string): Refusal[] {
  if (name.trim() !== '') return [];
  return [{ prop, problem: 'is empty', allowed: 'a name', fix: `write which ${prop} it is` }];
}
