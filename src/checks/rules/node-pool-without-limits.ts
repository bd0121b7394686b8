import { hasToken } from '../token';
import { asData } from '../data';
import { clusterObject, shop } from '../examples';
import { ofKinds } from '../look';
import type { Rule } from '../rule';

const example = (limits?: object) =>
  shop([
    clusterObject('karpenter.sh/v1 NodePool', 'general', {
      spec: {
        ...(limits && { limits }),
        template: {
          spec: {
            nodeClassRef: { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name: 'general' },
            requirements: [{ key: 'karpenter.sh/capacity-type', operator: 'In', values: ['on-demand'] }],
          },
        },
      },
    }),
  ]);

/** Pools that buy nodes without end. */
export const nodePoolWithoutLimits: Rule = {
  id: 'node-pool-without-limits',
  title: 'A NodePool says how much CPU or memory all its nodes may have together.',
  why: 'A workload that scales by mistake buys nodes without end: the bill is the first that tells of it.',
  fix: 'write spec.limits.cpu and spec.limits.memory, above the peak of what runs there',
  severity: 'warning',
  bad: () => example(),
  good: () => example({ cpu: '200', memory: '800Gi' }),
  check: ofKinds(['karpenter.sh NodePool'], (at) =>
    hasToken(at.spec['limits']) || NODES.some((name) => name in asData(at.spec['limits']))
      ? []
      : [{ at, message: 'limits neither the CPU nor the memory of its nodes' }],
  ),
};

const NODES = ['cpu', 'memory', 'nodes'];
