import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { ACCEPTABLE_COLD_START } from '../../core/conventions';
import { demand, demandCustomResource, demandKubernetes, demandResourceMetrics } from '../../core/demand';
import { EVENT_SCALE_DEFAULTS, EVENT_SCALE_SHAPE, eventScaleRefusals, type EventScale } from '../../core/event-scale';
import { refuseOutsideBounds } from '../../core/pod-bounds';
import { refuse, type Refusal } from '../../core/refusal';
import { hasTolerance, scalingBehavior } from '../../core/scaling-behavior';
import { group, optional, requireShape, text } from '../../core/shape';
import { hasToken } from '../../core/token';
import { CUSTOM_RESOURCE_API } from '../../core/versions';
import { secondsOf } from '../../core/whole-seconds';
import { judgeWorkload, type Workload } from '../../core/workload';
import { ScaledObject } from '../../kinds/keda';
import { refuseFixedReplicas } from './replica-owner';
import { triggersOf } from './triggers';

/** Properties for `EventAutoscaler`. */
export interface EventAutoscalerProps extends EventScale {
  /** The workload whose pods it adds and removes. */
  readonly workload: Workload;
  /**
   * The container whose CPU and memory are measured. Needs Kubernetes 1.30.
   * @default - the workload's main container where its pods have others; else the whole pod
   */
  readonly container?: string;
}

const SHAPES = { scale: group({ ...EVENT_SCALE_SHAPE, container: optional(text) }) };

/** KEDA makes a HorizontalPodAutoscaler of this name and labels it with the name of the ScaledObject. */
const LONGEST_NAME = 63;
const CONTAINER_RESOURCE = 30;
const TOLERANCE = 35;

/**
 * Lets the number of a workload's pods follow events, down to none where a cold start is acceptable. KEDA makes a
 * HorizontalPodAutoscaler for it: there must be no other one.
 */
export class EventAutoscaler extends Construct {
  public readonly scaledObject: ApiObject;

  public constructor(scope: Construct, id: string, props: EventAutoscalerProps) {
    super(scope, id);
    const { workload, min, max, triggers, cpu, memory, behavior, fallback } = props;
    requireShape(this, { scale: props }, SHAPES);
    judgeWorkload(this, workload);
    refuse(this, [...eventScaleRefusals('scale', props), ...nameRefusals(workload)]);
    refuseFixedReplicas(this, workload);
    refuseOutsideBounds(this, 'scale', { min, max, owner: 'autoscaler' });
    demand(this, demandCustomResource('EventAutoscaler', CUSTOM_RESOURCE_API.keda));
    const container = props.container ?? workload.mainContainer;
    if (cpu ?? memory) {
      const feature = cpu ? 'scale.cpu' : 'scale.memory';
      demand(this, demandResourceMetrics(feature));
      if (container !== undefined)
        demand(this, demandKubernetes(`${feature} of container '${container}'`, CONTAINER_RESOURCE));
    }
    if (hasTolerance(behavior)) demand(this, demandKubernetes('scale.behavior tolerance', TOLERANCE));

    this.scaledObject = new ScaledObject(this, 'ScaledObject', {
      metadata: {
        name: workload.name,
        namespace: workload.namespace,
        labels: { ...workload.labels },
        ...(props.acceptableColdStart && {
          annotations: { [ACCEPTABLE_COLD_START]: String(secondsOf(props.acceptableColdStart)) },
        }),
      },
      spec: {
        scaleTargetRef: { ...workload.target },
        minReplicaCount: min,
        maxReplicaCount: max,
        pollingInterval: secondsOf(props.pollingInterval ?? EVENT_SCALE_DEFAULTS.pollingInterval),
        cooldownPeriod: secondsOf(props.cooldown ?? EVENT_SCALE_DEFAULTS.cooldown),
        advanced: { horizontalPodAutoscalerConfig: { behavior: scalingBehavior(behavior) } },
        ...(fallback && {
          fallback: {
            replicas: fallback.replicas,
            failureThreshold: fallback.afterFailures ?? EVENT_SCALE_DEFAULTS.afterFailures,
          },
        }),
        triggers: [
          ...triggersOf(triggers),
          ...(cpu ? [utilization('cpu', cpu.value, container)] : []),
          ...(memory ? [utilization('memory', memory.value, container)] : []),
        ],
      },
    });
  }
}

function utilization(type: 'cpu' | 'memory', percent: number, containerName: string | undefined) {
  return {
    type,
    metricType: 'Utilization',
    metadata: { value: String(percent), ...(containerName !== undefined && { containerName }) },
  };
}

function nameRefusals({ name }: Workload): Refusal[] {
  if (hasToken(name) || name.length <= LONGEST_NAME) return [];
  return [
    {
      prop: 'workload.name',
      value: name,
      problem: 'is too long for the label that KEDA writes it in',
      allowed: `at most ${LONGEST_NAME} characters`,
      fix: 'shorten it: a name is never cut for you',
    },
  ];
}
