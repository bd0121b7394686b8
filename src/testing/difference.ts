import { fieldPath } from '../synth/leaves';
import { isFields } from '../synth/manifest';

/**
 * Where data lacks what is expected of it, as lines. Maps may have more keys than expected; lists have the expected length.
 * Asymmetric matchers of a test framework (`expect.any(String)`) may stand anywhere.
 */
export function lacks(actual: unknown, expected: unknown, field = ''): string[] {
  if (isAsymmetric(expected))
    return expected.asymmetricMatch(actual)
      ? []
      : [`${place(field)} is ${show(actual)}, expected ${showMatcher(expected)}`];
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return [`${place(field)} is ${show(actual)}, expected ${show(expected)}`];
    if (actual.length !== expected.length)
      return [`${place(field)} has ${actual.length} items, expected ${expected.length}: ${show(actual)}`];
    return expected.flatMap((item: unknown, index) => lacks(actual[index], item, `${field}[${index}]`));
  }
  if (isFields(expected)) {
    if (!isFields(actual)) return [`${place(field)} is ${show(actual)}, expected ${show(expected)}`];
    return Object.entries(expected).flatMap(([key, inner]) =>
      lacks(Object.hasOwn(actual, key) ? actual[key] : undefined, inner, fieldPath(field, key)),
    );
  }
  return Object.is(actual, expected) ? [] : [`${place(field)} is ${show(actual)}, expected ${show(expected)}`];
}

interface Asymmetric {
  asymmetricMatch(actual: unknown): boolean;
}

function isAsymmetric(value: unknown): value is Asymmetric {
  return isFields(value) && 'asymmetricMatch' in value && typeof value['asymmetricMatch'] === 'function';
}

function showMatcher(matcher: object): string {
  return 'toAsymmetricMatcher' in matcher && typeof matcher.toAsymmetricMatcher === 'function'
    ? String((matcher.toAsymmetricMatcher as () => unknown).call(matcher))
    : 'what the matcher asks for';
}

function place(field: string): string {
  return field === '' ? 'the object' : field;
}

function show(value: unknown): string {
  if (value === undefined) return 'absent';
  return typeof value === 'number' ? String(value) : JSON.stringify(value);
}
