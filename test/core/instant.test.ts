import fc from 'fast-check';
import { epochSeconds, instantRefusal } from '../../src/core/instant';

describe('moments', () => {
  test.each([
    ['1970-01-01T00:00Z', 0],
    ['2001-09-09T01:46:40Z', 1_000_000_000],
    ['2024-02-29T12:00:00.123Z', 1_709_208_000],
  ])('%s is read as UTC', (instant, seconds) => {
    expect(epochSeconds(instant)).toBe(seconds);
  });

  test('are read back from what a clock writes', () => {
    const date = fc.date({ min: new Date(0), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true });
    fc.assert(
      fc.property(date, (moment) => {
        expect(epochSeconds(moment.toISOString())).toBe(Math.floor(moment.getTime() / 1000));
      }),
    );
  });

  test.each([
    '',
    '2026-11-21',
    '2026-11-21T18:00:00',
    '2026-11-21T18:00:00+01:00',
    '2026-02-30T00:00Z',
    '2026-11-21T25:00Z',
    '2026-11-21T18:00:60Z',
    'tomorrow',
  ])("rejects '%s'", (instant) => {
    expect(instantRefusal('expires', instant)).toMatchObject({ value: instant, problem: 'is no moment in time' });
  });
});
