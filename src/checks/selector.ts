import { all, any, not, sameText } from './certainty';
import type { Answer } from './certainty';
import { hasToken } from './token';
import { asData, asList, asText, isData, textAt, textsAt } from './data';
import type { Data } from './data';

/** Labels of pods, or nothing when only a deployment knows them. */
export type KnownLabels = Data | undefined;

/**
 * Whether a label selector (`matchLabels` and `matchExpressions`) selects labels. An empty selector selects everything,
 * and an expression that Kubernetes does not know is left to the API server.
 */
export function selects(selector: Data, labels: KnownLabels): Answer {
  const matchLabels = selector['matchLabels'];
  const matchExpressions = selector['matchExpressions'];
  if (hasToken(matchLabels) || hasToken(matchExpressions)) return 'unknown';
  const byLabels = isData(matchLabels) ? matchesLabels(matchLabels, labels) : 'yes';
  if (matchExpressions === undefined) return byLabels;
  const expressions = asList(selector['matchExpressions']);
  return all([byLabels, ...expressions.map((expression) => expressionHolds(expression, labels))]);
}

/** Whether labels have all the given ones: the form of a Service's selector. */
export function matchesLabels(wanted: Data, labels: KnownLabels): Answer {
  if (labels === undefined) return Object.keys(wanted).length === 0 ? 'yes' : 'unknown';
  let result: Answer = 'yes';
  for (const key in wanted) {
    const want = textAt(wanted, key);
    const has = textAt(labels, key);
    const same = want === undefined || has === undefined ? 'no' : sameText(want, has);
    if (same === 'no') return 'no';
    if (same === 'unknown') result = 'unknown';
  }
  return result;
}

/** Whether a selector selects everything: it is there and empty. */
export function selectsAll(selector: unknown): boolean {
  return (
    isData(selector) &&
    Object.keys(asData(selector['matchLabels'])).length === 0 &&
    asList(selector['matchExpressions']).length === 0
  );
}

function expressionHolds(expression: Data, labels: KnownLabels): Answer {
  if (labels === undefined) return 'unknown';
  const has = textAt(labels, asText(expression['key']) ?? '');
  const isIn: Answer =
    has === undefined ? 'no' : any(textsAt(expression, 'values').map((value) => sameText(value, has)));
  switch (asText(expression['operator'])) {
    case 'In':
      return isIn;
    case 'NotIn':
      return not(isIn);
    case 'Exists':
      return has === undefined ? 'no' : 'yes';
    case 'DoesNotExist':
      return has === undefined ? 'yes' : 'no';
    default:
      return 'unknown';
  }
}
