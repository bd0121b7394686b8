import fc from 'fast-check';
import { escapeUnprintable, isPrintable } from '../../../src/synth/yaml/printable';

/** `c-printable` of https://yaml.org/spec/1.2.2/#51-character-set. */
function printableInYaml(codePoint: number): boolean {
  const ranges = [
    [0x20, 0x7e],
    [0xa0, 0xd7ff],
    [0xe000, 0xfffd],
    [0x10000, 0x10ffff],
  ] as const;
  return [0x9, 0xa, 0xd, 0x85].includes(codePoint) || ranges.some(([from, to]) => from <= codePoint && codePoint <= to);
}

test('what stays in a text is printable in YAML, and no line break but the line feed', () => {
  const wrong: number[] = [];
  // all of the first plane, and samples of the others, which YAML takes as a whole
  for (let codePoint = 0; codePoint <= 0x10ffff; codePoint += codePoint < 0x10000 ? 1 : 0xfff) {
    const char = String.fromCodePoint(codePoint);
    const mayStay = printableInYaml(codePoint) && !'\r\u0085\u2028\u2029\ufeff'.includes(char);
    if (isPrintable(char) && !mayStay) wrong.push(codePoint);
  }
  expect(wrong).toEqual([]);
});

test.each(['abc \t\n~', 'é ß ñ', '中文', 'العربية', 'हिन्दी', '😀', '👩‍💻', '\u00a0', '\ufffd'])(
  '%j stays as it is',
  (text) => {
    expect(isPrintable(text)).toBe(true);
    expect(escapeUnprintable(text)).toBe(text);
  },
);

test('escaped, nothing is left that has to be escaped, and JSON reads the same text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const escaped = escapeUnprintable(text);
      expect(isPrintable(escaped)).toBe(true);
      expect(JSON.parse(escapeUnprintable(JSON.stringify(text)))).toBe(text);
    }),
  );
});
