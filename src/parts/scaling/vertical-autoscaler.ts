import type { ApiObject, Size } from 'cdk8s';
import type { Cpu } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { demand, demandCustomResource, demandKubernetes } from '../../core/demand';
import { cpuMillis, cpuQuantity, cpuRefusal, kibibytesOf, memoryQuantity, memoryRefusal } from '../../core/quantity';
import { refuse, type Refusal } from '../../core/refusal';
import { cpu, group, list, oneOf, optional, requireShape, size, type Shapes } from '../../core/shape';
import { CUSTOM_RESOURCE_API } from '../../core/versions';
import { judgeWorkload, type Workload } from '../../core/workload';
import { VerticalPodAutoscaler } from '../../kinds/vertical-pod-autoscaler';

/** A resource of a container that a vertical autoscaler knows. */
export type VerticalResource = 'cpu' | 'memory';

/** An amount of CPU, of memory, or of both. */
export interface ResourceBound {
  /** @default - no bound */
  readonly cpu?: Cpu;
  /** @default - no bound */
  readonly memory?: Size;
}

/** Properties for `VerticalAutoscaler`. */
export interface VerticalAutoscalerProps {
  /** The workload whose requests it judges. */
  readonly workload: Workload;
  /**
   * What it does with its recommendations. 'recommend': they stand in its status. 'initial': new pods get them. 'in-place':
   * running pods get them, restarted only where the node has no room (Kubernetes 1.33). 'recreate': pods are evicted for them.
   * @default 'recommend'
   */
  readonly mode?: 'recommend' | 'initial' | 'in-place' | 'recreate';
  /**
   * What it looks at. In control, never what a horizontal autoscaler scales on: one would undo the other.
   * @default - CPU and memory; in control, those that no horizontal autoscaler scales on
   */
  readonly resources?: readonly VerticalResource[];
  /**
   * Least that it asks for.
   * @default - no bound
   */
  readonly min?: ResourceBound;
  /**
   * Most that it asks for: a pod that asks for more than a node has is never scheduled.
   * @default - no bound; refused in control
   */
  readonly max?: ResourceBound;
  /**
   * What becomes of limits. 'follow': they stay in proportion, so that memory's limit stays its request. 'stay': they are
   * left alone, and bound what it asks for.
   * @default 'follow'
   */
  readonly limits?: 'follow' | 'stay';
}

const BOUND = group({ cpu: optional(cpu), memory: optional(size) });
const SHAPES: Shapes = {
  mode: optional(oneOf('recommend', 'initial', 'in-place', 'recreate')),
  resources: optional(list(oneOf('cpu', 'memory'))),
  min: optional(BOUND),
  max: optional(BOUND),
  limits: optional(oneOf('follow', 'stay')),
};

const DEFAULTS = { mode: 'recommend', limits: 'follow' } as const;
const UPDATE_MODE = {
  recommend: 'Off',
  initial: 'Initial',
  'in-place': 'InPlaceOrRecreate',
  recreate: 'Recreate',
} as const;
const CONTROLLED_VALUES = { follow: 'RequestsAndLimits', stay: 'RequestsOnly' } as const;
const RESOURCES: readonly VerticalResource[] = ['cpu', 'memory'];
const IN_PLACE_RESIZE = 33;

/** Tells what a workload's containers should reserve, or sets it. */
export class VerticalAutoscaler extends Construct {
  public readonly verticalPodAutoscaler: ApiObject;
  /** What it looks at. */
  public readonly resources: readonly VerticalResource[];

  public constructor(scope: Construct, id: string, props: VerticalAutoscalerProps) {
    super(scope, id);
    requireShape(this, props, SHAPES);
    const { workload, mode = DEFAULTS.mode, min, max, limits = DEFAULTS.limits } = props;
    judgeWorkload(this, workload);
    const controls = mode !== 'recommend';
    const taken = controls ? scaledOn(workload) : [];
    this.resources = props.resources ?? RESOURCES.filter((resource) => !taken.includes(resource));
    refuse(this, [
      ...resourceRefusals(this.resources, workload, taken),
      ...boundRefusals('min', min),
      ...boundRefusals('max', max),
      ...orderRefusals(min, max),
      ...(controls ? missingMax(this.resources, max) : []),
    ]);
    demand(this, demandCustomResource('VerticalAutoscaler', CUSTOM_RESOURCE_API.verticalPodAutoscaler));
    if (mode === 'in-place') demand(this, demandKubernetes("mode 'in-place'", IN_PLACE_RESIZE));

    this.verticalPodAutoscaler = new VerticalPodAutoscaler(this, 'VerticalPodAutoscaler', {
      metadata: { name: workload.name, namespace: workload.namespace, labels: { ...workload.labels } },
      spec: {
        targetRef: { ...workload.target },
        updatePolicy: { updateMode: UPDATE_MODE[mode] },
        resourcePolicy: {
          containerPolicies: [
            {
              containerName: '*',
              controlledResources: [...this.resources],
              controlledValues: CONTROLLED_VALUES[limits],
              ...(min && { minAllowed: quantities(min) }),
              ...(max && { maxAllowed: quantities(max) }),
            },
          ],
        },
      },
    });
  }
}

/** What a horizontal autoscaler may scale on: anything, unless the workload says what. */
function scaledOn({ replicas }: Workload): readonly VerticalResource[] {
  if (replicas.owner === 'workload') return [];
  return replicas.scaledOn ?? RESOURCES;
}

function quantities({ cpu, memory }: ResourceBound): Record<string, string> {
  return { ...(cpu && { cpu: cpuQuantity(cpu) }), ...(memory && { memory: memoryQuantity(memory) }) };
}

function resourceRefusals(
  resources: readonly VerticalResource[],
  { name, replicas }: Workload,
  taken: readonly VerticalResource[],
): Refusal[] {
  const known = replicas.scaledOn !== undefined;
  const scales = known ? 'scales on it too' : 'may scale on it too';
  const tell = known ? '' : ", or say in the workload's replicas.scaledOn what it scales on";
  const both = resources.filter((resource) => taken.includes(resource));
  if (resources.length === 0) {
    return [
      {
        prop: 'resources',
        problem: `is empty${taken.length > 0 ? `: the autoscaler of ${name} ${known ? 'scales' : 'may scale'} on all of them` : ''}`,
        allowed: 'one resource or more that no horizontal autoscaler scales on',
        fix: `write mode: 'recommend'${tell}`,
      },
    ];
  }
  return both.map((resource) => ({
    prop: 'resources',
    value: resource,
    problem: `is controlled here, and the autoscaler of ${name} ${scales}`,
    allowed: 'what no horizontal autoscaler scales on',
    fix: `leave it out${tell}`,
  }));
}

function boundRefusals(prop: string, bound: ResourceBound = {}): Refusal[] {
  const fix = 'give an amount, or leave it out';
  const refusals = [
    bound.cpu && cpuRefusal(`${prop}.cpu`, bound.cpu, 'is none', fix),
    bound.memory && memoryRefusal(`${prop}.memory`, bound.memory, 'is none', fix),
  ];
  return refusals.filter((refusal) => refusal !== undefined);
}

function orderRefusals(min: ResourceBound = {}, max: ResourceBound = {}): Refusal[] {
  const over = (prop: string, value: string, most: string): Refusal => ({
    prop,
    value,
    problem: `is over max (${most})`,
    allowed: `at most ${most}`,
    fix: `lower ${prop} or raise max`,
  });
  const refusals: Refusal[] = [];
  if (min.cpu && max.cpu && cpuMillis(min.cpu) > cpuMillis(max.cpu))
    refusals.push(over('min.cpu', cpuQuantity(min.cpu), cpuQuantity(max.cpu)));
  if (min.memory && max.memory && kibibytesOf(min.memory) > kibibytesOf(max.memory))
    refusals.push(over('min.memory', memoryQuantity(min.memory), memoryQuantity(max.memory)));
  return refusals;
}

function missingMax(resources: readonly VerticalResource[], max: ResourceBound = {}): Refusal[] {
  return resources
    .filter((resource) => max[resource] === undefined)
    .map((resource) => ({
      prop: `max.${resource}`,
      problem: 'is missing, and a pod that asks for more than a node has is never scheduled',
      allowed: 'less than the largest node offers',
      fix: 'give the most that a container may ask for',
    }));
}
