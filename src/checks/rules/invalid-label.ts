import { labelRefusals } from '../../core/labels';
import type { Data } from '../data';
import { object, shop } from '../examples';
import type { Rule } from '../rule';

const example = (version: string) =>
  shop([
    object(
      'v1 ConfigMap',
      'settings',
      { data: {} },
      { namespace: 'shop', labels: { 'acme.example.com/version': version } },
    ),
  ]);

/** Labels that the API server does not take. */
export const invalidLabel: Rule = {
  id: 'invalid-label',
  title: 'The labels of objects and pods have legal keys, and texts of at most 63 characters.',
  why: 'The API server refuses the object, in the middle of a deployment.',
  fix: 'shorten the label, or make an annotation of it',
  severity: 'error',
  bad: () => example('1.4.2+build'),
  good: () => example('1.4.2'),
  check: (rendering) => {
    const legal = new Map<string, Set<string>>();
    return rendering.objects.flatMap((at) => {
      const owner = rendering.ownerOf(at);
      const ofPods = owner && owner.object.kind !== 'Pod' ? (owner.labels ?? {}) : {};
      const found = problems('metadata.labels', at.labels, legal).concat(problems("its pods' labels", ofPods, legal));
      return found.map((message) => ({ at, message }));
    });
  },
};

/** What is wrong with labels. Most objects have the same few: those that were found legal are not looked at again. */
function problems(place: string, labels: Data, legal: Map<string, Set<string>>): string[] {
  return Object.keys(labels).flatMap((key) => {
    const value = labels[key];
    if (typeof value !== 'string') return [`${place}.${key} is no text`];
    const values = legal.get(key);
    if (values?.has(value)) return [];
    const refusals = labelRefusals(place, { [key]: value });
    if (refusals.length === 0) {
      if (values) values.add(value);
      else legal.set(key, new Set([value]));
    }
    return refusals.map(({ prop, problem, allowed }) => `${prop} '${value}' ${problem}; allowed: ${allowed ?? ''}`);
  });
}
