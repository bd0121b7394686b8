import { labelRefusals } from '../../core/labels';
import type { Data } from '../data';
import { object, shop } from '../examples';
import { ofObjects, ofPods, type Found } from '../look';
import type { RenderedObject } from '../rendered-object';
import type { Rendering } from '../rendering';
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
  check: [
    ofObjects((at, rendering) => findings(at, 'metadata.labels', at.labels, rendering)),
    ofPods(({ object: at, labels = {} }, rendering) =>
      at.kind === 'Pod' ? [] : findings(at, "its pods' labels", labels, rendering),
    ),
  ],
};

/** Labels that were found legal. Most objects have the same few: each is looked at once. */
class LegalLabels {
  private readonly values = new Map<string, Map<unknown, boolean>>();

  public has(key: string, value: unknown): boolean {
    let values = this.values.get(key);
    if (values === undefined) this.values.set(key, (values = new Map<unknown, boolean>()));
    const known = values.get(value);
    if (known !== undefined) return known;
    const isLegal = problems('', key, value).length === 0;
    values.set(value, isLegal);
    return isLegal;
  }
}

function legalLabels(): LegalLabels {
  return new LegalLabels();
}

function findings(at: RenderedObject, place: string, labels: Data, rendering: Rendering): Found[] {
  const legal = rendering.view(legalLabels);
  const found: Found[] = [];
  for (const key of Object.keys(labels)) {
    const value = labels[key];
    if (!legal.has(key, value)) for (const message of problems(place, key, value)) found.push({ at, message });
  }
  return found;
}

function problems(place: string, key: string, value: unknown): string[] {
  if (typeof value !== 'string') return [`${place}.${key} is no text`];
  return labelRefusals(place, { [key]: value }).map(
    ({ prop, problem, allowed }) => `${prop} '${value}' ${problem}; allowed: ${allowed ?? ''}`,
  );
}
