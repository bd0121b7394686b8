import { Duration, type ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { LABEL, MANAGED_BY } from '../../core/conventions';
import { demand, demandCustomResource } from '../../core/demand';
import { karpenterDuration } from '../../core/karpenter-duration';
import { cpuQuantity, memoryQuantity } from '../../core/quantity';
import { refuse } from '../../core/refusal';
import { requireShape } from '../../core/shape';
import { CUSTOM_RESOURCE_API } from '../../core/versions';
import { NodePool as NodePoolKind } from '../../kinds/karpenter';
import type { DisruptionWindow, NodePoolProps } from './node-pool-props';
import { NODE_POOL_SHAPES, nodePoolRefusals } from './node-pool-refusals';

const DEFAULTS = {
  capacity: ['on-demand'],
  architectures: ['amd64'],
  categories: ['c', 'm', 'r'],
  generationAbove: 4,
  consolidation: 'underutilized',
  consolidateAfter: Duration.minutes(5),
  expireAfter: Duration.days(30),
  terminationGracePeriod: Duration.hours(24),
  disruptedAtATime: 10,
} as const;

const POLICY = { underutilized: 'WhenEmptyOrUnderutilized', empty: 'WhenEmpty' } as const;
const CAPACITY_TYPE = 'karpenter.sh/capacity-type';

/**
 * Nodes that Karpenter makes for pods that find no room, of the cheapest instance type that fits, and takes away again. Of
 * spot and on-demand capacity together spot is taken while there is some.
 */
export class NodePool extends Construct {
  public readonly nodePool: ApiObject;

  public constructor(scope: Construct, id: string, props: NodePoolProps) {
    super(scope, id);
    requireShape(this, props, NODE_POOL_SHAPES);
    refuse(this, nodePoolRefusals(props));
    demand(this, demandCustomResource('NodePool', CUSTOM_RESOURCE_API.karpenter));
    const { name, nodeClass, limits, labels, taints, weight, windows = [] } = props;
    const { group, kind } = nodeClass;
    this.nodePool = new NodePoolKind(this, 'NodePool', {
      metadata: { name, labels: { [LABEL.managedBy]: MANAGED_BY } },
      spec: {
        template: {
          ...(labels && { metadata: { labels: { ...labels } } }),
          spec: {
            nodeClassRef: { group, kind, name: nodeClass.name },
            requirements: requirements(props),
            ...(taints && { taints: taints.map((taint) => ({ ...taint })) }),
            expireAfter: karpenterDuration(props.expireAfter ?? DEFAULTS.expireAfter),
            terminationGracePeriod: karpenterDuration(props.terminationGracePeriod ?? DEFAULTS.terminationGracePeriod),
          },
        },
        disruption: {
          consolidationPolicy: POLICY[props.consolidation ?? DEFAULTS.consolidation],
          consolidateAfter: karpenterDuration(props.consolidateAfter ?? DEFAULTS.consolidateAfter),
          budgets: [
            { nodes: `${props.disruptedAtATime?.value ?? DEFAULTS.disruptedAtATime}%` },
            ...windows.map(quietWindow),
          ],
        },
        limits: { cpu: cpuQuantity(limits.cpu), memory: memoryQuantity(limits.memory) },
        ...(weight !== undefined && { weight }),
      },
    });
  }
}

function requirements(props: NodePoolProps) {
  const { instanceTypes, zones } = props;
  const byKind = [
    oneIn('karpenter.k8s.aws/instance-category', props.categories ?? DEFAULTS.categories),
    {
      key: 'karpenter.k8s.aws/instance-generation',
      operator: 'Gt' as const,
      values: [String(props.generationAbove ?? DEFAULTS.generationAbove)],
    },
  ];
  return [
    oneIn(CAPACITY_TYPE, props.capacity ?? DEFAULTS.capacity),
    oneIn('kubernetes.io/arch', props.architectures ?? DEFAULTS.architectures),
    oneIn('kubernetes.io/os', ['linux']),
    ...(instanceTypes ? [oneIn('node.kubernetes.io/instance-type', instanceTypes)] : byKind),
    ...(zones ? [oneIn('topology.kubernetes.io/zone', zones)] : []),
  ];
}

function oneIn(key: string, values: readonly string[]) {
  return { key, operator: 'In' as const, values: [...values] };
}

/** A time in which nodes are left alone but for those that are empty. */
function quietWindow({ start, lasts }: DisruptionWindow) {
  return {
    nodes: '0',
    schedule: start,
    duration: karpenterDuration(lasts),
    reasons: ['Underutilized' as const, 'Drifted' as const],
  };
}
