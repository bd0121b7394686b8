import fc from 'fast-check';
import { tokenText } from '../../src/core/token';
import { emit } from '../../src/synth/emit';
import { inspect, noTokens } from '../../src/synth/inspection';
import type { Manifest } from '../../src/synth/manifest';

const OUTPUT_SENTENCES = [
  'Calling [toString] on an [Output<T>] is not supported.',
  'Calling [toJSON] on an [Output<T>] is not supported.',
];
const token = fc.record({ registry: fc.stringMatching(/^[0-9a-f]{6}$/), index: fc.nat(99_999_999) }).map(tokenText);
const bad = fc.oneof(
  token,
  token.map((text) => text.slice(0, 22)),
  token.map((text) => text.slice(3)),
  fc.constantFrom(...OUTPUT_SENTENCES, NaN, Infinity),
);

/** Plain data with a hole at a known place. */
const around = fc.record({
  before: fc.jsonValue({ maxDepth: 2 }),
  key: fc.stringMatching(/^[a-z][a-zA-Z]{0,8}$/),
  length: fc.nat(3),
});

test('every bad value is found once, with the path to it, wherever it stands', () => {
  fc.assert(
    fc.property(bad, around, (value, { before, key, length }) => {
      const list = [...Array<string>(length).fill('x'), value];
      expect(inspect({ before, spec: { [key]: list } }, noTokens)).toEqual([
        expect.stringMatching(new RegExp(`^spec\\.${key}\\[${length}\\] (holds|has|is) `)),
      ]);
    }),
  );
});

test('YAML that is there already tells the same', () => {
  const texts = fc.oneof(
    token,
    bad,
    fc.constantFrom('\ud83d', 'x\udc00y', '\\ud83d', 'OUTPUT-x', "it's\noutput-", 'OUTPUT<'),
  );
  const scalars = fc.oneof(
    texts,
    texts.map((text) => `${text}\nx`),
    fc.string({ unit: 'binary' }),
    fc.constant(null),
  );
  const keys = fc.oneof(texts.map(String), fc.string());
  const fields = fc.dictionary(keys, fc.oneof(scalars, fc.array(scalars), fc.dictionary(keys, scalars)));
  fc.assert(
    fc.property(fields, (spec) => {
      const manifest = { apiVersion: 'v1', kind: 'Thing', metadata: { name: 'a' }, spec };
      const expected = inspect(manifest, noTokens);
      const text = written(manifest);
      if (text === undefined) expect(expected).not.toEqual([]);
      else expect(inspect(manifest, noTokens, text)).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});

/** The YAML of a manifest that has one. */
function written(manifest: Manifest): string | undefined {
  try {
    return emit([manifest]);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

test('a bad key is found', () => {
  fc.assert(
    fc.property(fc.oneof(token, fc.constantFrom(...OUTPUT_SENTENCES)), (key) => {
      const [problem, ...more] = inspect({ data: { [key]: 'x' } }, noTokens);
      expect(problem).toMatch(/^data.+ has a (token as its key|Pulumi Output written into text)/);
      expect(problem).toContain(key);
      expect(more).toEqual([]);
    }),
  );
});

test('plain data pass', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(inspect(value, noTokens)).toEqual([]);
    }),
  );
});

test('what is found never shows the value, which may be a secret', () => {
  const text = `password=canary ${tokenText({ registry: '000000', index: 0 })}`;
  expect(inspect({ data: { url: text } }, noTokens).join()).not.toContain('canary');
});

test('a judge may let tokens through', () => {
  const text = tokenText({ registry: '000000', index: 7 });
  expect(inspect({ a: text, b: `x${text}y` }, () => undefined)).toEqual([]);
});
