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

/** What was found legal of one key. */
interface LegalValues {
  readonly all: Set<string>;
  /** Objects of one service stand side by side, and have the same labels. */
  last: string;
}

/** Labels that were found legal. Most objects have the same few: each is looked at once. */
class LegalLabels {
  private readonly byKey = new Map<string, LegalValues>();

  public has(key: string, value: unknown): boolean {
    const known = this.byKey.get(key);
    if (known !== undefined && known.last === value) return true;
    if (typeof value !== 'string') return false;
    if (known === undefined) {
      if (problems('', key, value).length > 0) return false;
      this.byKey.set(key, { all: new Set([value]), last: value });
      return true;
    }
    // the key is legal already
    if (!known.all.has(value)) {
      if (labelValueRefusal('', value) !== undefined) return false;
      known.all.add(value);
    }
    known.last = value;
    return true;
  }
}

function legalLabels(): LegalLabels {
  return new LegalLabels();
}

function findings(at: RenderedObject, place: string, labels: Data, rendering: Rendering): readonly Found[] {
  const legal = rendering.view(legalLabels);
  let found: Found[] | undefined;
  for (const key in labels) {
    const value = labels[key];
    if (legal.has(key, value)) continue;
    for (const message of problems(place, key, value)) (found ??= []).push({ at, message });
  }
  return found ?? NOTHING_FOUND;
}

function problems(place: string, key: string, value: unknown): string[] {
  if (typeof value !== 'string') return [`${place}.${key} is no text`];
  return labelRefusals(place, { [key]: value }).map(
    ({ prop, problem, allowed }) => `${prop} '${value}' ${problem}; allowed: ${allowed ?? ''}`,
  );
}
