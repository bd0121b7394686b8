import * as fc from 'fast-check';
import { median, quantile, summarize } from '../../bench/statistics';

const values = fc.array(fc.double({ min: 0.001, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 50 });

test('the median is the value in the middle, or halfway between the two there', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([9, 1, 5, 7])).toBe(6);
  expect(median([4])).toBe(4);
});

test('quartiles are interpolated between neighbours', () => {
  expect(quantile([1, 2, 3, 4, 5], 0.25)).toBe(2);
  expect(quantile([1, 2, 3, 4], 0.25)).toBeCloseTo(1.75);
  expect(quantile([1, 2, 3, 4], 0.75)).toBeCloseTo(3.25);
});

test('a quantile lies between the least and the greatest value, whatever their order', () => {
  fc.assert(
    fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (some, share) => {
      const found = quantile(some, share);
      expect(found).toBeGreaterThanOrEqual(Math.min(...some) * (1 - 1e-9));
      expect(found).toBeLessThanOrEqual(Math.max(...some) * (1 + 1e-9));
      expect(quantile([...some].reverse(), share)).toBe(found);
    }),
  );
});

test('the ratio is the median of the ratios of pairs: a slow pair does not move it', () => {
  const summary = summarize([
    { without: 100, with: 110 },
    { without: 1000, with: 1200 },
    { without: 100, with: 130 },
  ]);
  expect(summary).toMatchObject({ pairs: 3, medianWithout: 100, medianWith: 130 });
  expect(summary.ratio).toBeCloseTo(1.2);
  expect(summary.spread[0]).toBeCloseTo(1.15);
  expect(summary.spread[1]).toBeCloseTo(1.25);
});

test('equal work has the ratio 1 and no spread', () => {
  fc.assert(
    fc.property(values, (some) => {
      const { ratio, spread } = summarize(some.map((value) => ({ without: value, with: value })));
      expect([ratio, ...spread]).toEqual([1, 1, 1]);
    }),
  );
});

test('rejects no measurements, and a ratio to nothing', () => {
  expect(() => median([])).toThrow(RangeError);
  expect(() => summarize([])).toThrow(RangeError);
  expect(() => summarize([{ without: 0, with: 1 }])).toThrow('a ratio to 0 says nothing');
});
