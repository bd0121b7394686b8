import { valueAt } from '../data';
import { deployment, shop } from '../examples';
import { isGiven } from '../limit-ranges';
import { ofPods } from '../look';
import type { Rule } from '../rule';

const example = (limits: Readonly<Record<string, string>>) =>
  shop([deployment({ container: { resources: { requests: { cpu: '250m', memory: '256Mi' }, limits } } })]);

/** Containers that may take all memory of their node. */
export const memoryUnlimited: Rule = {
  id: 'memory-unlimited',
  title: 'Every container that keeps running has a memory limit.',
  why: 'A leak then takes the memory of its node, and the pods of others are evicted or killed for it.',
  fix: 'set resources.limits.memory, best to the same as requests.memory',
  severity: 'warning',
  bad: () => example({}),
  good: () => example({ memory: '256Mi' }),
  check: ofPods((owner, rendering) => {
    const { object, pod } = owner;
    if (valueAt(pod, 'resources', 'limits', 'memory') !== undefined) return [];
    if (isGiven(rendering, object.namespace, 'limits', 'memory')) return [];
    return owner.longRunning
      .filter(({ spec }) => valueAt(spec, 'resources', 'limits', 'memory') === undefined)
      .map(({ name }) => ({ at: object, message: `container ${name} has no memory limit` }));
  }),
};
