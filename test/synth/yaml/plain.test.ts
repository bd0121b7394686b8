import fc from 'fast-check';
import { mayStayPlain } from '../../../src/synth/yaml/plain';
import { LINES, nastyText, NO_TEXTS, TEXTS } from '../nasty';
import { everyReader, readByAll } from '../readers';

test.each(NO_TEXTS.map((text) => [text]))('%j needs quotes', (text) => {
  expect(mayStayPlain(text)).toBe(false);
});

test.each(LINES.map((text) => [text]))('%j is no single line', (text) => {
  expect(mayStayPlain(text)).toBe(false);
});

test.each(TEXTS.map((text) => [text]))('%j needs no quotes', (text) => {
  expect(mayStayPlain(text)).toBe(true);
});

test('what stays plain is that text to every reader, as key and as value', () => {
  fc.assert(
    fc.property(nastyText.filter(mayStayPlain), (text) => {
      expect(readByAll(`${text}: ${text}\n`)).toEqual(everyReader([{ [text]: text }]));
      expect(readByAll(`- - ${text}\n  - ? ${text}\n`)).toEqual(everyReader([[[text, { [text]: null }]]]));
    }),
  );
});
