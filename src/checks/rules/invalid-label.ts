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
    const legal = new Set<string>();
    return rendering.objects.flatMap((at) => {
      const owner = rendering.ownerOf(at);
      const ofPods = owner && owner.object.kind !== 'Pod' ? (owner.labels ?? {}) : {};
      return [...problems('metadata.labels', at.labels, legal), ...problems("its pods' labels", ofPods, legal)].map(
        (message) => ({ at, message }),
      );
    });
  },
};

/** What is wrong with labels. Most objects have the same few: those that were found legal are not looked at again. */
function problems(place: string, labels: Data, legal: Set<string>): string[] {
  return Object.entries(labels).flatMap(([key, value]) => {
    if (typeof value !== 'string') return [`${place}.${key} is no text`];
    if (legal.has(`${key}=${value}`)) return [];
    const refusals = labelRefusals(place, { [key]: value });
    if (refusals.length === 0) legal.add(`${key}=${value}`);
    return refusals.map(({ prop, problem, allowed }) => `${prop} '${value}' ${problem}; allowed: ${allowed ?? ''}`);
  });
}
