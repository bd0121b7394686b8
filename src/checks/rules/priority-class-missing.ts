import { hasToken } from '../token';
import { asText } from '../data';
import { clusterObject, deployment, shop } from '../examples';
import { ofPods } from '../look';
import type { Rule } from '../rule';

const example = (priorityClassName: string) =>
  shop([
    clusterObject('scheduling.k8s.io/v1 PriorityClass', 'online', { value: 1000 }),
    deployment({ pod: { priorityClassName } }),
  ]);

/** What every cluster has. */
const BUILT_IN: ReadonlySet<string> = new Set(['system-cluster-critical', 'system-node-critical']);

/** Pods of a class that there is not. */
export const priorityClassMissing: Rule = {
  id: 'priority-class-missing',
  title: 'Every priority class that pods name is rendered, or declared in the capabilities of the cluster.',
  why: 'The API server refuses the pods: the Deployment is accepted and has none.',
  fix: 'correct priorityClassName, or declare the class in capabilities.priorityClasses',
  severity: 'error',
  bad: () => example('on-line'),
  good: () => example('online'),
  check: ofPods(({ object, pod }, rendering) => {
    const name = asText(pod['priorityClassName']);
    if (name === undefined || name === '' || hasToken(name) || BUILT_IN.has(name)) return [];
    const declared = rendering.served?.priorityClasses;
    // classes belong to the platform: where neither is told of them, they are not judged
    if (declared === undefined && rendering.ofKind('scheduling.k8s.io', 'PriorityClass').length === 0) return [];
    if (declared?.has(name) || rendering.has('scheduling.k8s.io', 'PriorityClass', '', name) !== 'no') return [];
    return [{ at: object, message: `its pods have priorityClassName '${name}', which the cluster does not have` }];
  }),
};
