import { valueAt } from '../data';
import type { Data } from '../data';
import { deployment, shop } from '../examples';
import { isGiven } from '../limit-ranges';
import { ofPods } from '../look';
import type { Rule } from '../rule';

const RESOURCES = ['cpu', 'memory'];

const example = (requests: Readonly<Record<string, string>>) =>
  shop([deployment({ container: { resources: { requests, limits: { memory: '256Mi' } } } })]);

/** Containers that nothing is reserved for. */
export const missingRequests: Rule = {
  id: 'missing-requests',
  title: 'Every container that keeps running reserves CPU and memory.',
  why: 'The scheduler counts it as nothing: nodes are filled until their pods starve or are evicted, these first.',
  fix: 'set resources.requests to what the container needs under normal load',
  severity: 'warning',
  bad: () => example({ memory: '256Mi' }),
  good: () => example({ cpu: '250m', memory: '256Mi' }),
  check: ofPods(({ object, pod, longRunning }, rendering) =>
    longRunning.flatMap(({ name, spec, requests }) => {
      const missing = RESOURCES.filter(
        (resource) =>
          requests[resource] === undefined &&
          !isReserved(spec, resource) &&
          !isReserved(pod, resource) &&
          !isGiven(rendering, object.namespace, 'requests', resource),
      );
      return missing.length === 0
        ? []
        : [{ at: object, message: `container ${name} reserves no ${missing.join(' and no ')}` }];
    }),
  ),
};

/** A limit alone reserves as much. What only a deployment knows is taken for both. */
function isReserved(spec: Data, resource: string): boolean {
  return (
    valueAt(spec, 'resources', 'requests', resource) !== undefined ||
    valueAt(spec, 'resources', 'limits', resource) !== undefined
  );
}
