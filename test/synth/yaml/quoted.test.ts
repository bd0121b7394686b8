import fc from 'fast-check';
import { quoted } from '../../../src/synth/yaml/quoted';
import { nastyText } from '../nasty';
import { everyReader, readByAll } from '../readers';

test.each([
  ['no', '"no"'],
  ['', '""'],
  ['it is: so', '"it is: so"'],
  ["it's: so", `"it's: so"`],
  // fewer escapes
  ['{"a": 1}', `'{"a": 1}'`],
  ['\\d+: ', `'\\d+: '`],
  [`it's: "so" and "so"`, `'it''s: "so" and "so"'`],
  [`'a' "`, `"'a' \\""`],
  // escapes show what cannot be seen
  ['a\tb', '"a\\tb"'],
  ['"a"\n', '"\\"a\\"\\n"'],
  ['\ufeff\u0085\u2028\u202e', '"\\ufeff\\u0085\\u2028\\u202e"'],
  ['\0\u001b\u007f', '"\\u0000\\u001b\\u007f"'],
  ['"\u200b"', '"\\"\\u200b\\""'],
  ['é 😀 \u00a0', '"é 😀 \u00a0"'],
])('%j is %s', (text, expected) => {
  expect(quoted(text)).toBe(expected);
});

test('between quotes every text is itself to every reader, and stays on its line', () => {
  fc.assert(
    fc.property(nastyText, (text) => {
      const line = quoted(text);
      expect(line).not.toMatch(/[\n\r\u0085\u2028\u2029]/);
      expect(readByAll(`a: ${line}\n`)).toEqual(everyReader([{ a: text }]));
    }),
  );
});
