import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { REQUESTS_PER_SECOND_METRIC } from '../../core/conventions';
import { demand, demandPodMetric, demandResourceMetrics } from '../../core/demand';
import { refuse } from '../../core/refusal';
import { AUTOMATIC_SCALE_SHAPE, scaleRefusals, type AutomaticScale } from '../../core/scale';
import { group, requireShape } from '../../core/shape';
import { judgeWorkload, type Workload } from '../../core/workload';
import { HorizontalPodAutoscaler } from '../../kinds/autoscaling';

/** Properties for `Autoscaler`. */
export interface AutoscalerProps extends AutomaticScale {
  /** The workload whose pods it adds and removes. */
  readonly workload: Workload;
}

const SHAPE = group(AUTOMATIC_SCALE_SHAPE);

/** Lets the number of a workload's pods follow its load. Of several loads the one that asks for most pods wins. */
export class Autoscaler extends Construct {
  public readonly horizontalPodAutoscaler: ApiObject;

  public constructor(scope: Construct, id: string, props: AutoscalerProps) {
    super(scope, id);
    const { workload, min, max, cpu, memory, requestsPerSecond } = props;
    requireShape(`[${this.node.path}]`, { scale: props }, { scale: SHAPE });
    judgeWorkload(this, workload);
    refuse(this, scaleRefusals('scale', props));
    if (workload.replicas.owner !== 'autoscaler') refuse(this, [fixedReplicas(workload)]);
    if (cpu ?? memory) demand(this, demandResourceMetrics(cpu ? 'scale.cpu' : 'scale.memory'));
    if (requestsPerSecond !== undefined)
      demand(this, demandPodMetric('scale.requestsPerSecond', REQUESTS_PER_SECOND_METRIC));

    this.horizontalPodAutoscaler = new HorizontalPodAutoscaler(this, 'HorizontalPodAutoscaler', {
      metadata: { name: workload.name, namespace: workload.namespace, labels: { ...workload.labels } },
      spec: {
        scaleTargetRef: { ...workload.target },
        minReplicas: min,
        maxReplicas: max,
        metrics: [
          ...(cpu ? [utilization('cpu', cpu.value)] : []),
          ...(memory ? [utilization('memory', memory.value)] : []),
          ...(requestsPerSecond === undefined
            ? []
            : [averageOfPods(REQUESTS_PER_SECOND_METRIC, String(requestsPerSecond))]),
        ],
      },
    });
  }
}

function utilization(name: 'cpu' | 'memory', percent: number) {
  return {
    type: 'Resource' as const,
    resource: { name, target: { type: 'Utilization' as const, averageUtilization: percent } },
  };
}

function averageOfPods(name: string, averageValue: string) {
  return { type: 'Pods' as const, pods: { metric: { name }, target: { type: 'AverageValue' as const, averageValue } } };
}

function fixedReplicas(workload: Workload) {
  return {
    prop: 'workload',
    value: workload.name,
    problem: 'has a fixed number of pods, which each deployment would write over what the autoscaler decides',
    allowed: 'one owner of replicas',
    fix: 'leave the number of replicas to the autoscaler',
  };
}
