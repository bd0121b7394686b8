import fc from 'fast-check';
import { literalBlock } from '../../../src/synth/yaml/literal-block';
import { LINES, nastyText } from '../nasty';
import { everyReader, readByAll } from '../readers';

test.each([
  ['a\nb', '|-\n  a\n  b'],
  ['a\nb\n', '|\n  a\n  b'],
  ['a\n\n', '|+\n  a\n'],
  ['a\n\n\n', '|+\n  a\n\n'],
  ['a\n\nb\n', '|\n  a\n\n  b'],
  ['\na\n', '|\n\n  a'],
  // the reader is told where the text starts
  ['  a\nb\n', '|2\n    a\n  b'],
  ['\n a', '|2-\n\n   a'],
  // tabs and spaces inside stay as they are
  ['a:\n\tb\t\n', '|\n  a:\n  \tb\t'],
  ['a \n  \nb', '|-\n  a \n    \n  b'],
])('%j is a block', (text, expected) => {
  expect(literalBlock(text, '  ')).toBe(expected);
});

test.each([
  'a',
  '',
  '\n',
  '\n\n',
  ' \n',
  ' \na',
  '\ta\nb',
  '  \ta\nb',
  'a\n ',
  'a\n\t\n\n',
  'a\r\nb',
  'a\u2028\nb',
  '\ufeffa\nb',
])('%j is none: a single line, lines of space at an end, or characters that need an escape', (text) => {
  expect(literalBlock(text, '  ')).toBeUndefined();
});

test('a block is its text to every reader, whatever follows', () => {
  const several = fc.oneof(fc.constantFrom(...LINES), nastyText).filter((text) => literalBlock(text, '') !== undefined);
  fc.assert(
    fc.property(several, (text) => {
      const block = (indent: string) => literalBlock(text, indent) ?? '';
      expect(readByAll(`a: ${block('  ')}\nb: 1\n`)).toEqual(everyReader([{ a: text, b: 1 }]));
      expect(readByAll(`a:\n  - - ${block('      ')}\n`)).toEqual(everyReader([{ a: [[text]] }]));
      expect(readByAll(`a: ${block('  ')}\n---\nb: 1\n`)).toEqual(everyReader([{ a: text }, { b: 1 }]));
    }),
  );
});
