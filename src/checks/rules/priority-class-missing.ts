import { hasToken } from '../../core/token';
import { textAt } from '../data';
import { clusterObject, deployment, shop } from '../examples';
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
  check: (rendering) => {
    const declared = rendering.served?.priorityClasses;
    const rendered = rendering.ofKind('scheduling.k8s.io', 'PriorityClass');
    // classes belong to the platform: where neither is told of them, they are not judged
    if (declared === undefined && rendered.length === 0) return [];
    return rendering.podOwners.flatMap(({ object, pod }) => {
      const name = textAt(pod, 'priorityClassName');
      if (name === undefined || name === '' || hasToken(name) || BUILT_IN.has(name) || declared?.has(name)) return [];
      if (rendering.has('scheduling.k8s.io', 'PriorityClass', '', name) !== 'no') return [];
      return [{ at: object, message: `its pods have priorityClassName '${name}', which the cluster does not have` }];
    });
  },
};
