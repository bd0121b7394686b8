import { valueAt, type Data } from '../data';
import { deployment, disruptionBudget, shop, SPREAD } from '../examples';
import { podCount } from '../pod-count';
import { ofPods } from '../look';
import type { Rule } from '../rule';

const example = (pod: Readonly<Record<string, unknown>>) =>
  shop([deployment({ spec: { replicas: 3 }, pod }), disruptionBudget()]);

const REPLICATED: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'Rollout']);

/** Pods that may share one node. */
export const podsNotSpread: Rule = {
  id: 'pods-not-spread',
  title: 'Workloads of two pods or more say how their pods are spread over nodes or zones.',
  why: 'All pods may run on one node or in one zone, and end with it.',
  fix: 'add topologySpreadConstraints for topology.kubernetes.io/zone and kubernetes.io/hostname',
  severity: 'warning',
  bad: () => example({}),
  good: () => example({ topologySpreadConstraints: [SPREAD] }),
  check: ofPods(({ object, pod }, rendering) => {
    if (!REPLICATED.has(object.kind) || isPlaced(pod) || Object.keys(pod).length === 0) return [];
    const { min } = podCount(rendering, object);
    if (min === undefined || min < 2) return [];
    return [{ at: object, message: `has ${min} pods or more and no topologySpreadConstraints` }];
  }),
};

/** Whether something says where pods run. */
function isPlaced(pod: Data): boolean {
  return (
    pod['topologySpreadConstraints'] !== undefined ||
    valueAt(pod, 'affinity', 'podAntiAffinity') !== undefined ||
    pod['nodeName'] !== undefined
  );
}
