import type { Duration, Size } from 'cdk8s';
import type { Cpu } from 'cdk8s-plus-27';
import type { Labels } from '../../core/labels';
import type { Percent } from '../../core/percent';

/** What says how a cloud makes nodes; a `NodeClass` is one. */
export interface NodeClassReference {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
}

/** What keeps pods off a node that do not tolerate it. */
export interface NodeTaint {
  readonly key: string;
  readonly value?: string;
  readonly effect: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
}

/** A time of the week, in UTC. */
export interface DisruptionWindow {
  /** When it begins, as five fields of cron: `0 8 * * mon-fri`. */
  readonly start: string;
  /** How long it lasts, in whole minutes. */
  readonly lasts: Duration;
}

/** Properties for `NodePool`. */
export interface NodePoolProps {
  readonly name: string;
  /** How its nodes are made. */
  readonly nodeClass: NodeClassReference;
  /** Most CPU and memory of all its nodes together. Without it a mistake in a workload is a bill without end. */
  readonly limits: { readonly cpu: Cpu; readonly memory: Size };
  /**
   * What its nodes are bought as. Spot nodes go with two minutes' notice: for workloads that stand that.
   * @default ['on-demand']
   */
  readonly capacity?: readonly ('spot' | 'on-demand')[];
  /**
   * Architectures of its nodes. Every image must be built for each.
   * @default ['amd64']
   */
  readonly architectures?: readonly ('amd64' | 'arm64')[];
  /**
   * Categories of instance types: the more, the more spot capacity there is.
   * @default ['c', 'm', 'r']
   */
  readonly categories?: readonly string[];
  /**
   * Instance types of a generation after this one.
   * @default 4
   */
  readonly generationAbove?: number;
  /**
   * Exact instance types, in place of categories and generations.
   * @default - those of the categories and generations
   */
  readonly instanceTypes?: readonly string[];
  /**
   * Zones of its nodes.
   * @default - those of the node class's subnets
   */
  readonly zones?: readonly string[];
  /**
   * Labels of its nodes.
   * @default - none of its own
   */
  readonly labels?: Labels;
  /**
   * What keeps other pods off.
   * @default - none
   */
  readonly taints?: readonly NodeTaint[];
  /**
   * Which pool is asked first, 1 to 100; the highest.
   * @default - none: any that fits
   */
  readonly weight?: number;
  /**
   * Which nodes are given up to save money: those whose pods fit elsewhere, or the empty ones alone.
   * @default 'underutilized'
   */
  readonly consolidation?: 'underutilized' | 'empty';
  /**
   * How long a node must have been like that.
   * @default Duration.minutes(5)
   */
  readonly consolidateAfter?: Duration;
  /**
   * How old a node gets. Disruption budgets and windows do not hold it back.
   * @default Duration.days(30)
   */
  readonly expireAfter?: Duration;
  /**
   * How long the drain of a node may take before its pods are ended. Without it one pod keeps a node for ever.
   * @default Duration.hours(24)
   */
  readonly terminationGracePeriod?: Duration;
  /**
   * Most nodes that are given up at a time.
   * @default Percent.of(10)
   */
  readonly disruptedAtATime?: Percent;
  /**
   * Times in which no node is given up but empty ones.
   * @default - none
   */
  readonly windows?: readonly DisruptionWindow[];
}
