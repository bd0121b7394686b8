import { valueAt } from '../data';
import type { Data } from '../data';
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
  check: ofPods(({ object, pod, longRunning }, rendering) => {
    const unlimited = longRunning.filter(({ limits, spec }) => limits['memory'] === undefined && !isLimited(spec));
    if (unlimited.length === 0 || isLimited(pod) || isGiven(rendering, object.namespace, 'limits', 'memory')) return [];
    return unlimited.map(({ name }) => ({ at: object, message: `container ${name} has no memory limit` }));
  }),
};

function isLimited(spec: Data): boolean {
  return valueAt(spec, 'resources', 'limits', 'memory') !== undefined;
}
