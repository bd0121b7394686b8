import fc from 'fast-check';
import { field } from '../../src/settings';
import { cpuMillis } from '../../src/core/quantity';
import { readField } from './read-field';

describe('cpu', () => {
  test.each([
    ['500m', '500m'],
    ['2', '2'],
    [2, '2'],
    ['0.5', '500m'],
    [1.5, '1500m'],
    ['0.001', '1m'],
  ])('reads %p as %s', (written, amount) => {
    expect(readField(field.cpu(), written).amount).toBe(amount);
  });

  test('reads every whole number of thousandths, and every way to write it alike', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 512_000 }), (millis) => {
        expect(cpuMillis(readField(field.cpu(), `${millis}m`))).toBe(millis);
        expect(cpuMillis(readField(field.cpu(), millis / 1000))).toBe(millis);
        expect(cpuMillis(readField(field.cpu(), (millis / 1000).toFixed(3)))).toBe(millis);
      }),
    );
  });

  test.each(['', '2 cores', '500M', '-1', '1.2345', '0x10', '1e3', 'm', '0,5'])('rejects %p', (written) => {
    expect(() => readField(field.cpu(), written)).toThrow(
      `value '${written}' is not an amount of CPU; allowed: an amount of CPU such as '500m' or 2`,
    );
  });

  test.each([0, '0', '0m', '0.000'])('rejects %p, which is no CPU at all', (written) => {
    expect(() => readField(field.cpu(), written)).toThrow('is no CPU at all');
  });

  test.each([NaN, Infinity, -2, 1e21])('rejects the number %p', (written) => {
    expect(() => readField(field.cpu(), written)).toThrow('is not an amount of CPU');
  });
});

describe('memory', () => {
  test('reads every binary unit, and renders what was written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4096 }), fc.constantFrom('Ki', 'Mi', 'Gi', 'Ti', 'Pi'), (amount, unit) => {
        expect(readField(field.memory(), `${amount}${unit}`).asString()).toBe(`${amount}${unit}`);
      }),
    );
  });

  test.each([
    ['512M', "use a binary unit: write '512Mi'"],
    ['4G', "use a binary unit: write '4Gi'"],
    ['512m', "use a binary unit: write '512Mi'"],
    ['512', 'use a binary unit'],
    ['4 Gi', 'use a binary unit'],
    ['0Mi', 'use a binary unit'],
    ['1.5Gi', 'use a binary unit'],
    ['-1Gi', 'use a binary unit'],
  ])('rejects %p with the way to write it', (written, fix) => {
    expect(() => readField(field.memory(), written)).toThrow(
      `value '${written}' is not an amount of memory; allowed: a whole number with a binary unit (Ki, Mi, Gi, Ti, Pi), such as '512Mi'; ${fix}`,
    );
  });

  test('rejects a number, because bytes or mebibytes may be meant', () => {
    expect(() => readField(field.memory(), 512)).toThrow('value 512 is a number, not an amount of memory');
  });
});

describe('duration', () => {
  const MILLIS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

  test('reads every unit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000 }),
        fc.constantFrom('ms' as const, 's' as const, 'm' as const, 'h' as const, 'd' as const),
        (amount, unit) => {
          expect(readField(field.duration(), `${amount}${unit}`).toMilliseconds()).toBe(amount * MILLIS[unit]);
        },
      ),
    );
  });

  test('whole seconds can be written in every form of cdk8s, which milliseconds cannot', () => {
    expect(readField(field.duration(), '90s').toIsoString()).toBe('PT1M30S');
  });

  test('adds units up', () => {
    expect(readField(field.duration(), '1h30m').toMinutes()).toBe(90);
    expect(readField(field.duration(), '1m500ms').toMilliseconds()).toBe(60_500);
  });

  test.each([
    ['30', "name the unit: '30s'"],
    ['', 'write numbers with their units'],
    ['soon', 'write numbers with their units'],
    ['1.5h', 'write numbers with their units'],
    ['-5s', 'write numbers with their units'],
    ['5 s', 'write numbers with their units'],
  ])('rejects %p', (written, fix) => {
    expect(() => readField(field.duration(), written)).toThrow(
      `value '${written}' is not a time span; allowed: a time span with units (ms, s, m, h, d), such as '30s' or '1h30m'; ${fix}`,
    );
  });
});

describe('percent', () => {
  test.each([
    [70, 70],
    ['70%', 70],
    ['70 %', 70],
    ['70', 70],
    ['99.9%', 99.9],
    [0, 0],
    [100, 100],
  ])('reads %p as %p', (written, value) => {
    expect(readField(field.percent(), written).value).toBe(value);
  });

  test.each([-1, 101, 100.001, '101%'])('rejects %p, which is out of range', (written) => {
    expect(() => readField(field.percent(), written)).toThrow('is out of range; allowed: 0 to 100');
  });

  test.each(['', '%', 'seventy', '-1%', '70%%'])('rejects %p, which is no percentage', (written) => {
    expect(() => readField(field.percent(), written)).toThrow('is not a percentage');
  });
});
