import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { refuse } from '../../core/refusal';
import { judgeWorkload, type Workload } from '../../core/workload';
import { PodDisruptionBudget } from '../../kinds/policy';

/** Properties for `DisruptionBudget`. */
export interface DisruptionBudgetProps {
  /** The workload whose pods are kept while nodes are drained. */
  readonly workload: Workload;
  /**
   * How many of its pods may be away at a time.
   * @default 1
   */
  readonly maxUnavailable?: number;
}

const DEFAULTS = { maxUnavailable: 1 } as const;

/**
 * Keeps a workload up while nodes are drained. It counts pods that are away, not pods that stay, so that it follows the
 * number of replicas and never blocks a drain for good; pods that are not ready never block one either.
 */
export class DisruptionBudget extends Construct {
  public readonly podDisruptionBudget: ApiObject;

  public constructor(scope: Construct, id: string, props: DisruptionBudgetProps) {
    super(scope, id);
    const { workload, maxUnavailable = DEFAULTS.maxUnavailable } = props;
    judgeWorkload(this, workload);
    if (!(Number.isInteger(maxUnavailable) && maxUnavailable >= 1)) {
      refuse(this, [
        {
          prop: 'maxUnavailable',
          value: maxUnavailable,
          problem: 'would block every drain of a node for good',
          allowed: 'a whole number, 1 or more',
          fix: 'allow at least one pod to be away',
        },
      ]);
    }
    const { min } = workload.replicas;
    if (typeof min === 'number' && min <= maxUnavailable) {
      refuse(this, [
        {
          prop: 'maxUnavailable',
          value: maxUnavailable,
          problem: `protects nothing: ${workload.name} runs as few as ${min} pod(s)`,
          allowed: `less than the fewest pods (${min})`,
          fix: 'raise the number of pods, or do without a disruption budget',
        },
      ]);
    }
    this.podDisruptionBudget = new PodDisruptionBudget(this, 'PodDisruptionBudget', {
      metadata: { name: workload.name, namespace: workload.namespace, labels: { ...workload.labels } },
      spec: {
        maxUnavailable,
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
        selector: { matchLabels: { ...workload.selector } },
      },
    });
  }
}
