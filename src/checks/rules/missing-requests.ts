import { valueAt } from '../data';
import type { Data } from '../data';
import { hasToken } from '../../core/token';
import { deployment, shop } from '../examples';
import { isGiven } from '../limit-ranges';
import { ofPods } from '../look';
import type { Rule } from '../rule';

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
  check: ofPods((owner, rendering) => {
    const { object, pod } = owner;
    return owner.longRunning.flatMap(({ name, spec }) => {
      const missing = ['cpu', 'memory'].filter(
        (resource) =>
          !isReserved(spec, resource) &&
          !isReserved(pod, resource) &&
          !isGiven(rendering, object.namespace, 'requests', resource),
      );
      return missing.length === 0
        ? []
        : [{ at: object, message: `container ${name} reserves no ${missing.join(' and no ')}` }];
    });
  }),
};

/** A limit alone reserves as much. */
function isReserved(spec: Data, resource: string): boolean {
  return (
    hasToken(valueAt(spec, 'resources')) ||
    ['requests', 'limits'].some((field) => valueAt(spec, 'resources', field, resource) !== undefined)
  );
}
