import fc from 'fast-check';
import { dnsLabelRefusal } from '../../src/core/names';
import { findTokens, hasToken, holdsToken, isNumberToken, numberTokenText, tokenText } from '../../src/core/token';

const reference = fc.record({ registry: fc.stringMatching(/^[0-9a-f]{6}$/), index: fc.nat({ max: 99_999_999 }) });
const filler = fc.stringMatching(/^[^x]{0,20}$/);

describe('tokens', () => {
  test('tokens in a text are found again, with what they refer to and where they stand', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(filler, reference), { maxLength: 5 }), filler, (parts, end) => {
        const text = parts.map(([before, token]) => before + tokenText(token)).join('') + end;
        const found = findTokens(text);
        expect(found.map(({ registry, index }) => ({ registry, index }))).toEqual(parts.map(([, token]) => token));
        for (const token of found) expect(text.slice(token.start, token.start + token.text.length)).toBe(token.text);
        expect(hasToken(text)).toBe(parts.length > 0);
      }),
    );
  });

  test('a token is seen anywhere in plain data: in a value, in a list, in a key', () => {
    const token = tokenText({ registry: 'abcdef', index: 7 });
    for (const data of [token, `a ${token}`, [1, { a: [token] }], { a: { b: token } }, { a: { [token]: 1 } }])
      expect(holdsToken(data)).toBe(true);
    for (const data of ['pulumi-output-', 7, null, undefined, [], {}, { a: ['pulumi-output-abcdef-7'] }])
      expect(holdsToken(data)).toBe(false);
  });

  test('a token is a legal DNS label, so that it may stand in a name', () => {
    fc.assert(
      fc.property(
        reference,
        (token) =>
          /^[a-z0-9-]{1,63}$/.test(tokenText(token)) && dnsLabelRefusal('name', tokenText(token)) === undefined,
      ),
    );
  });

  test('a number token is one token and nothing else', () => {
    const token = numberTokenText({ registry: 'abcdef', index: 7 });
    expect(isNumberToken(token)).toBe(true);
    expect(isNumberToken(`${token}0`)).toBe(false);
    expect(isNumberToken(7)).toBe(false);
  });
});
