import type { JsonObject } from '../../../sandbox/plugins/protocol/json';
import {
  deletionPropagation,
  forcesPatch,
  skipsDeletion,
  skipsReadiness,
  timeoutSeconds,
} from '../../../sandbox/plugins/resource-kubernetes/annotations';

function annotated(name: string, value: string): JsonObject {
  return { metadata: { annotations: { [`pulumi.com/${name}`]: value } } };
}

test.each([
  ['true', true, true],
  ['ready', true, false],
  ['false', false, false],
])('skipAwait: %s skips readiness (%s) and deletion (%s)', (value, readiness, deletion) => {
  expect(skipsReadiness(annotated('skipAwait', value))).toBe(readiness);
  expect(skipsDeletion({ ...annotated('skipAwait', value), apiVersion: 'v1', kind: 'Pod' })).toBe(deletion);
});

test('skipAwait does not skip the deletion of a kind for which the real provider does not', () => {
  expect(skipsDeletion({ ...annotated('skipAwait', 'true'), apiVersion: 'v1', kind: 'ConfigMap' })).toBe(false);
});

test.each([
  ["the resource's own timeout outranks the annotation", annotated('timeoutSeconds', '30'), 5, 5],
  ['the annotation outranks the default', annotated('timeoutSeconds', '30'), 0, 30],
  ['the default is ten minutes', {}, 0, 600],
  ['an annotation that is no number is none', annotated('timeoutSeconds', 'soon'), 0, 600],
  ['an annotation of no time is none', annotated('timeoutSeconds', '0'), 0, 600],
])('%s', (_, object, custom, expected) => {
  expect(timeoutSeconds(object, custom)).toBe(expected);
});

test('fields are taken from other managers only where the annotation says so', () => {
  expect(forcesPatch(annotated('patchForce', 'true'))).toBe(true);
  expect(forcesPatch({})).toBe(false);
});

test.each([
  ['background', 'Background'],
  ['orphan', 'Orphan'],
  ['foreground', 'Foreground'],
])('deletion is %s where the annotation says so', (value, expected) => {
  expect(deletionPropagation(annotated('deletionPropagationPolicy', value))).toBe(expected);
});

test('deletion waits for what the object owns by default', () => {
  expect(deletionPropagation({})).toBe('Foreground');
});
