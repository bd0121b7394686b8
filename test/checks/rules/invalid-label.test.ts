import { messages, object } from '../objects';

const rule = 'invalid-label';
const labelled = (name: string, labels: Readonly<Record<string, unknown>>) =>
  object('v1', 'ConfigMap', { name, labels }, { data: {} });
const LEGAL = { app: 'api', version: '1.4.2' };
const wrong = (version: string) =>
  expect.stringMatching(`metadata.labels.*version '${version.replace('+', '\\+')}'`) as unknown;

test('accepts labels that the object before has too, and others', () => {
  const others = { version: '1.4.3', app: 'web' };
  expect(messages(rule, labelled('a', LEGAL), labelled('b', LEGAL), labelled('c', others))).toEqual([]);
});

test('tells of an illegal label at each object that has it, whatever the object before has', () => {
  const illegal = { ...LEGAL, version: '1.4.2+build' };
  const found = messages(
    rule,
    labelled('a', LEGAL),
    labelled('b', illegal),
    labelled('c', illegal),
    labelled('d', LEGAL),
  );
  expect(found).toEqual([wrong('1.4.2+build'), wrong('1.4.2+build')]);
});

test('tells of what is no text, though no object before has anything there', () => {
  const found = messages(rule, labelled('a', LEGAL), labelled('b', { tier: undefined }), labelled('c', { tier: 3 }));
  expect(found).toEqual(['metadata.labels.tier is no text', 'metadata.labels.tier is no text']);
});

test('a key that every object inherits is a key like any other', () => {
  expect(messages(rule, labelled('a', LEGAL), labelled('b', { constructor: 'x y' }))).toHaveLength(1);
});
