import { Duration } from 'cdk8s';
import fc from 'fast-check';
import { karpenterDuration, wholeMinutesRefusal } from '../../src/core/karpenter-duration';

const UNITS: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1 };

describe('a time as Karpenter writes it', () => {
  test('is the same time, in a form that its definitions take', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), (seconds) => {
        const text = karpenterDuration(Duration.seconds(seconds));
        const [, count, unit = ''] = /^(\d+)([hms])$/.exec(text) ?? [];
        expect(Number(count) * (UNITS[unit] ?? Number.NaN)).toBe(seconds);
      }),
    );
  });

  test.each([
    [Duration.minutes(1), true],
    [Duration.hours(10), true],
    [Duration.seconds(90), false],
    [Duration.seconds(0), false],
  ])('%s is a time of a budget: %s', (duration, allowed) => {
    expect(wholeMinutesRefusal('lasts', duration) === undefined).toBe(allowed);
  });
});
