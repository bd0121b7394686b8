import { labelRefusals, labelValueRefusal } from '../../core/labels';
import type { Data } from '../data';
import { object, shop } from '../examples';
import { NOTHING_FOUND, ofObjects, ofPods, type Found } from '../look';
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
  /** Labels that are all legal. Objects of one service stand side by side, and have the same. */
  public last: Data = {};
  private readonly byKey = new Map<string, Set<string>>();

  public has(key: string, value: unknown): boolean {
    if (typeof value !== 'string') return false;
    const values = this.byKey.get(key);
    if (values === undefined) {
      if (problems('', key, value).length > 0) return false;
      this.byKey.set(key, new Set([value]));
      return true;
    }
    if (values.has(value)) return true;
    // the key is legal already
    if (labelValueRefusal('', value) !== undefined) return false;
    values.add(value);
    return true;
  }
}

function legalLabels(): LegalLabels {
  return new LegalLabels();
}

function findings(at: RenderedObject, place: string, labels: Data, rendering: Rendering): readonly Found[] {
  const legal = rendering.view(legalLabels);
  const { last } = legal;
  let found: Found[] | undefined;
  for (const key in labels) {
    const value = labels[key];
    if ((value !== undefined && last[key] === value) || legal.has(key, value)) continue;
    for (const message of problems(place, key, value)) (found ??= []).push({ at, message });
  }
  if (found !== undefined) return found;
  legal.last = labels;
  return NOTHING_FOUND;
}

function problems(place: string, key: string, value: unknown): string[] {
  if (typeof value !== 'string') return [`${place}.${key} is no text`];
  return labelRefusals(place, { [key]: value }).map(
    ({ prop, problem, allowed }) => `${prop} '${value}' ${problem}; allowed: ${allowed ?? ''}`,
  );
}
