import { quantityThousandths } from '../../core/amount';
import { asData, shown, valueAt } from '../data';
import type { Data } from '../data';
import { deployment, object, shop } from '../examples';
import { limitRules } from '../limit-ranges';
import type { Container } from '../container';
import { NOTHING_FOUND, ofPods } from '../look';
import type { Rule } from '../rule';

const example = (memory: string) =>
  shop([
    object('v1 LimitRange', 'limits', { spec: { limits: [{ type: 'Container', max: { memory } }] } }),
    deployment(),
  ]);

/** Containers that their namespace does not take. */
export const limitRangeRefuses: Rule = {
  id: 'limit-range-refuses',
  title: 'What containers reserve and may use is within the LimitRanges of their namespace.',
  why: 'The Deployment is accepted, and its pods are refused: the old ones keep running, or there are none.',
  fix: 'change the resources of the container, or the LimitRange',
  severity: 'error',
  bad: () => example('128Mi'),
  good: () => example('1Gi'),
  check: ofPods(({ object: at, containers }, rendering) => {
    const rules = limitRules(rendering, at.namespace, 'Container');
    if (rules.length === 0) return NOTHING_FOUND;
    return rules
      .flatMap((rule) => containers.flatMap((container) => problems(rule, container)))
      .map((message) => ({ at, message }));
  }),
};

function problems(rule: Data, { name, spec }: Container): string[] {
  const [max, min] = [asData(rule['max']), asData(rule['min'])];
  return [
    ...Object.keys(max).flatMap((resource) =>
      ['requests', 'limits'].flatMap((field) => {
        const [value, most] = [valueAt(spec, 'resources', field, resource), max[resource]];
        return isLess(most, value)
          ? [
              `container ${name} has ${field}.${resource} ${shown(value)}, and the LimitRange allows at most ${shown(most)}`,
            ]
          : [];
      }),
    ),
    ...Object.keys(min).flatMap((resource) => {
      // what is not reserved explicitly is reserved by the limit
      const value = valueAt(spec, 'resources', 'requests', resource) ?? valueAt(spec, 'resources', 'limits', resource);
      return isLess(value, min[resource])
        ? [
            `container ${name} reserves ${shown(value)} of ${resource}, and the LimitRange asks for at least ${shown(min[resource])}`,
          ]
        : [];
    }),
  ];
}

function isLess(a: unknown, b: unknown): boolean {
  const [less, more] = [quantityThousandths(a), quantityThousandths(b)];
  return less !== undefined && more !== undefined && less < more;
}
