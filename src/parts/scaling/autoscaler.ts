import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { AdapterRules } from '../../core/adapter-rules';
import { REQUESTS_PER_SECOND_METRIC } from '../../core/conventions';
import {
  demand,
  demandExternalMetric,
  demandKubernetes,
  demandPodMetric,
  demandResourceMetrics,
} from '../../core/demand';
import { refuseOutsideBounds } from '../../core/pod-bounds';
import { refuse } from '../../core/refusal';
import { AUTOMATIC_SCALE_SHAPE, scaleRefusals, type AutomaticScale } from '../../core/scale';
import { hasTolerance, scalingBehavior } from '../../core/scaling-behavior';
import { REQUESTS_PER_SECOND_RULE, type LoadMetric } from '../../core/scaling-metric';
import { group, optional, requireShape, text } from '../../core/shape';
import { judgeWorkload, type Workload } from '../../core/workload';
import { HorizontalPodAutoscaler } from '../../kinds/autoscaling';
import { refuseFixedReplicas, refuseRivalRule } from './replica-owner';

/** Properties for `Autoscaler`. */
export interface AutoscalerProps extends AutomaticScale {
  /** The workload whose pods it adds and removes. */
  readonly workload: Workload;
  /**
   * The container whose CPU and memory are measured. A sidecar with a constant use hides the load of the container that
   * does the work. Needs Kubernetes 1.30.
   * @default - the workload's main container where its pods have others; else the whole pod
   */
  readonly container?: string;
}

const SHAPES = { scale: group({ ...AUTOMATIC_SCALE_SHAPE, container: optional(text) }) };

/** Kubernetes minor versions from which fields are on without a feature gate. */
const CONTAINER_RESOURCE = 30;
const TOLERANCE = 35;

/** Lets the number of a workload's pods follow its load. Of several loads the one that asks for most pods wins. */
export class Autoscaler extends Construct {
  public readonly horizontalPodAutoscaler: ApiObject;

  public constructor(scope: Construct, id: string, props: AutoscalerProps) {
    super(scope, id);
    const { workload, min, max, cpu, memory, requestsPerSecond } = props;
    requireShape(this, { scale: props }, SHAPES);
    judgeWorkload(this, workload);
    refuse(this, scaleRefusals('scale', props));
    refuseFixedReplicas(this, workload);
    refuseOutsideBounds(this, 'scale', { min, max, owner: 'autoscaler' });

    const container = props.container ?? workload.mainContainer;
    if (cpu ?? memory) {
      const feature = cpu ? 'scale.cpu' : 'scale.memory';
      demand(this, demandResourceMetrics(feature));
      if (container !== undefined)
        demand(this, demandKubernetes(`${feature} of container '${container}'`, CONTAINER_RESOURCE));
    }
    if (hasTolerance(props.behavior)) demand(this, demandKubernetes('scale.behavior tolerance', TOLERANCE));
    const loads = [...(props.metrics ?? [])];
    if (requestsPerSecond !== undefined) loads.unshift(requests(requestsPerSecond));
    for (const load of loads) this.#serve(load);
    const metrics: MetricFields[] = loads.map(averageOf);
    if (memory) metrics.unshift(utilization('memory', memory.value, container));
    if (cpu) metrics.unshift(utilization('cpu', cpu.value, container));

    this.horizontalPodAutoscaler = new HorizontalPodAutoscaler(this, 'HorizontalPodAutoscaler', {
      metadata: { name: workload.name, namespace: workload.namespace, labels: { ...workload.labels } },
      spec: {
        scaleTargetRef: { ...workload.target },
        minReplicas: min,
        maxReplicas: max,
        metrics,
        behavior: scalingBehavior(props.behavior),
      },
    });
  }

  /** Demands that the adapter serves a metric, and adds the rule by which it does. */
  #serve({ type, name, rule }: LoadMetric): void {
    const feature = name === REQUESTS_PER_SECOND_METRIC ? 'scale.requestsPerSecond' : `scale.metrics '${name}'`;
    demand(this, type === 'pods' ? demandPodMetric(feature, name) : demandExternalMetric(feature, name));
    if (rule) refuseRivalRule(this, rule, AdapterRules.of(this).add(rule));
  }
}

function requests(perPod: NonNullable<AutomaticScale['requestsPerSecond']>): LoadMetric {
  return { type: 'pods', name: REQUESTS_PER_SECOND_METRIC, perPod, rule: REQUESTS_PER_SECOND_RULE };
}

type MetricFields = ReturnType<typeof utilization | typeof averageOf>;

function utilization(name: 'cpu' | 'memory', percent: number, container: string | undefined) {
  const target = { type: 'Utilization' as const, averageUtilization: percent };
  return container === undefined
    ? { type: 'Resource' as const, resource: { name, target } }
    : { type: 'ContainerResource' as const, containerResource: { name, container, target } };
}

function averageOf({ type, name, perPod, labels }: LoadMetric) {
  const metric = { name, ...(labels && { selector: { matchLabels: { ...labels } } }) };
  const target = { type: 'AverageValue' as const, averageValue: String(perPod) };
  return type === 'pods'
    ? { type: 'Pods' as const, pods: { metric, target } }
    : { type: 'External' as const, external: { metric, target } };
}
