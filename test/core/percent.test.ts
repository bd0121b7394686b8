import fc from 'fast-check';
import { Percent } from '../../src/core/percent';

test('a percentage keeps its number', () => {
  expect(Percent.of(70).value).toBe(70);
});

test('a percentage is written with its sign, as Kubernetes does', () => {
  expect(Percent.of(25).toString()).toBe('25%');
});

test('accepts both ends of the range and fractions', () => {
  expect([0, 99.9, 100].map((value) => Percent.of(value).value)).toEqual([0, 99.9, 100]);
});

test.each([-0.1, 100.1, NaN, Infinity])('rejects %p, which is outside 0 to 100', (value) => {
  expect(() => Percent.of(value)).toThrow(`percent ${value} is out of range; allowed: 0 to 100`);
});

test('rejects every number outside 0 to 100 and no other', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true }), (value) => {
      const make = () => Percent.of(value);
      if (value >= 0 && value <= 100) expect(make().value).toBe(value);
      else expect(make).toThrow(RangeError);
    }),
  );
});
