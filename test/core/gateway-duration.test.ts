import fc from 'fast-check';
import { gatewayDuration } from '../../src/core/gateway-duration';

/** The pattern of GEP-2257, as it stands in the definitions of the Gateway API. */
const PATTERN = /^([0-9]{1,5}(h|m|s|ms)){1,4}$/;
const SIZES: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 };
const TEN_YEARS = 10 * 365 * 24 * 3_600_000;

test('a time is written in the form of the Gateway API, and means the same time', () => {
  fc.assert(
    fc.property(fc.nat({ max: TEN_YEARS }), (time) => {
      const text = gatewayDuration(time);
      expect(text).toMatch(PATTERN);
      const parts = [...text.matchAll(/(\d+)(h|ms|m|s)/g)].map(
        ([, amount, unit = '']) => Number(amount) * (SIZES[unit] ?? NaN),
      );
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(time);
    }),
  );
});

test.each([
  [0, '0s'],
  [1, '1ms'],
  [90_000, '1m30s'],
  [3_600_000, '1h'],
  [3_723_004, '1h2m3s4ms'],
])('%d ms are %s', (time, text) => {
  expect(gatewayDuration(time)).toBe(text);
});
