import fc from 'fast-check';
import { scheduleRefusal, timeZoneRefusal } from '../../src/core/cron';

/** Ranges of the five fields, from the manual of cron. */
const RANGES = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 6],
] as const;

const part = ([first, last]: readonly [number, number]) => {
  const value = fc.integer({ min: first, max: last });
  const range = fc.tuple(value, value).map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`);
  const base = fc.oneof(fc.constantFrom('*', '?'), value.map(String), range);
  const step = fc.integer({ min: 1, max: last });
  return fc.oneof(
    base,
    fc.tuple(base, step).map(([text, by]) => `${text}/${by}`),
  );
};
const field = (range: readonly [number, number]) =>
  fc.array(part(range), { minLength: 1, maxLength: 3 }).map((parts) => parts.join(','));

describe('schedules', () => {
  test('every schedule that the grammar gives is taken', () => {
    fc.assert(
      fc.property(fc.tuple(...RANGES.map(field)), (fields) => {
        expect(scheduleRefusal('schedule', fields.join(' '))).toBeUndefined();
      }),
    );
  });

  test('a value out of its range is refused, in whichever field', () => {
    fc.assert(
      fc.property(fc.nat({ max: 4 }), fc.integer({ min: 60, max: 999 }), (position, value) => {
        const fields = RANGES.map((_range, index) => (index === position ? String(value) : '*'));
        expect(scheduleRefusal('schedule', fields.join(' '))?.problem).toContain(`'${value}'`);
      }),
    );
  });

  test.each(['0 9 * * mon-FRI', '*/15 * * jan,jul *', '@daily', '@hourly', '0  3   * * *', '5/10 * * * *'])(
    "takes '%s'",
    (schedule) => {
      expect(scheduleRefusal('schedule', schedule)).toBeUndefined();
    },
  );

  test.each([
    ['', 'has 1 field(s)'],
    ['* * * *', 'has 4 field(s)'],
    ['0 0 3 * * *', 'has 6 field(s)'],
    ['TZ=Europe/Berlin 0 3 * * *', 'names a time zone, which the API server refuses'],
    ['@every 5m', 'has 2 field(s)'],
    ['0 0 0 * *', "has '0' as day of month"],
    ['0 0 * * 7', "has '7' as day of week"],
    ['30-10 * * * *', "has '30-10' as minute"],
    ['*/0 * * * *', "has '*/0' as minute"],
    ['1,,2 * * * *', "has '1,,2' as minute"],
    ['1-2-3 * * * *', "has '1-2-3' as minute"],
    ['0 0 L * *', "has 'L' as day of month"],
  ])("rejects '%s'", (schedule, problem) => {
    expect(scheduleRefusal('schedule', schedule)).toMatchObject({ prop: 'schedule', value: schedule, problem });
  });
});

describe('time zones', () => {
  test.each(['Etc/UTC', 'UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5'])(
    "takes '%s'",
    (zone) => {
      expect(timeZoneRefusal('timeZone', zone)).toBeUndefined();
    },
  );

  test.each(['', 'Local', 'europe/berlin', '+02:00', 'Europe/Bärlin', 'Mars/Olympus'])("rejects '%s'", (zone) => {
    expect(timeZoneRefusal('timeZone', zone)).toMatchObject({ value: zone, problem: 'is not a time zone' });
  });
});
