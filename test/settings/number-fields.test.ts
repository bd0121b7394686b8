import fc from 'fast-check';
import { field } from '../../src/settings';
import { readField } from './read-field';

test('reads numbers and keeps them', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) =>
      Object.is(readField(field.number(), value), value),
    ),
  );
});

test('reads whole numbers in their range and rejects all others', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -50, max: 50 }),
      fc.integer({ min: -20, max: 0 }),
      fc.integer({ min: 0, max: 20 }),
      (value, min, max) => {
        const read = () => readField(field.integer({ min, max }), value);
        if (value < min)
          expect(read).toThrow(`value ${value} is too small; allowed: a whole number from ${min} to ${max}`);
        else if (value > max)
          expect(read).toThrow(`value ${value} is too large; allowed: a whole number from ${min} to ${max}`);
        else expect(read()).toBe(value);
      },
    ),
  );
});

test('has no ends unless they are given', () => {
  expect(readField(field.integer(), -1_000_000)).toBe(-1_000_000);
  expect(() => readField(field.integer({ min: 1 }), 0)).toThrow('allowed: a whole number, 1 or more');
  expect(() => readField(field.number({ max: 1 }), 1.5)).toThrow('allowed: a number, 1 or less');
});

test.each([NaN, Infinity, '5', null, true, [5]])('rejects %p, which is no number', (written) => {
  expect(() => readField(field.group({ n: field.number() }), { n: written })).toThrow(
    /value\.n .*(not a number|is missing)/,
  );
});

test('rejects what is no finite number in these words', () => {
  expect(() => readField(field.number(), NaN)).toThrow('is no finite number, not a number');
  expect(() => readField(field.string(), 5)).toThrow('value 5 is a number, not text');
});

test.each([1.5, 2 ** 53])('rejects %p, which is no whole number', (written) => {
  expect(() => readField(field.integer(), written)).toThrow(/value \d/);
});

test('reads true and false, and not words for them', () => {
  expect(readField(field.boolean(), false)).toBe(false);
  expect(() => readField(field.boolean(), 'true')).toThrow("value 'true' is text, not true or false");
});
