import { keyText } from '../../../src/synth/yaml/key';

test.each([
  ['name', 'name:'],
  ['app.kubernetes.io/name', 'app.kubernetes.io/name:'],
  ['yes', '"yes":'],
  ['a: b', '"a: b":'],
  ['a\nb', '"a\\nb":'],
])('%j is %s, however often it comes', (key, expected) => {
  expect([keyText(key, ''), keyText(key, '  ')]).toEqual([expected, expected]);
});

test('a key that is too long for a line has its colon below it, at the indentation of each place', () => {
  const key = 'k'.repeat(1024);
  expect([keyText(key, ''), keyText(key, '    ')]).toEqual([`? ${key}\n:`, `? ${key}\n    :`]);
  // with its colon it has 1,024 characters
  expect(keyText('k'.repeat(1023), '  ')).toBe(`${'k'.repeat(1023)}:`);
});

test('keys without end are written like the first of them', () => {
  const keys = Array.from({ length: 5000 }, (_, index) => `key: ${index}`);
  const texts = () => keys.map((key) => keyText(key, ''));
  expect(texts()).toEqual(keys.map((key) => `"${key}":`));
  expect(texts()).toEqual(keys.map((key) => `"${key}":`));
});
