import { Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { cpuMillis, kibibytesOf } from '../core/quantity';
import { leafOf } from './leaf';
import type { Reading } from './leaf';
import type { Field } from './field';

const CPU = /^(?:(?<units>\d+(?:\.\d{1,3})?)|(?<millis>\d+)m)$/;
const MEMORY = /^(?<amount>[1-9]\d*)(?<unit>Ki|Mi|Gi|Ti|Pi)$/;
const DURATION = /^(?:\d+(?:ms|s|m|h|d))+$/;

const SIZES = {
  Ki: (amount: number) => Size.kibibytes(amount),
  Mi: (amount: number) => Size.mebibytes(amount),
  Gi: (amount: number) => Size.gibibytes(amount),
  Ti: (amount: number) => Size.tebibytes(amount),
  Pi: (amount: number) => Size.pebibyte(amount),
} as const;
const MILLIS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** An amount of CPU, written as `'500m'`, `'2'` or `2`. More than nothing. */
export function cpu(): Field<Cpu, string | number> {
  const allowed = "an amount of CPU such as '500m' or 2";
  return leafOf(
    ['string', 'number'],
    (written: string | number): Reading<Cpu> => {
      const { units, millis } = CPU.exec(String(written))?.groups ?? {};
      const read = millis === undefined ? cpuOfUnits(units) : Cpu.millis(Number(millis));
      const amount = read === undefined ? undefined : cpuMillis(read);
      if (read !== undefined && amount !== 0 && Number.isSafeInteger(amount)) return { value: read };
      const problem =
        amount === undefined
          ? 'is not an amount of CPU'
          : amount === 0
            ? 'is no CPU at all'
            : 'is more than there can be';
      return { complaint: { problem, allowed, fix: "write cores (2, '0.5') or thousandths of a core ('500m')" } };
    },
    { type: 'an amount of CPU', allowed, example: '500m', form: 'text' },
  );
}

/** Memory or storage in binary units, written as `'512Mi'` or `'4Gi'`. */
export function memory(): Field<Size, string> {
  const allowed = "a whole number with a binary unit (Ki, Mi, Gi, Ti, Pi), such as '512Mi'";
  return leafOf(
    ['string'],
    (written: string): Reading<Size> => {
      const { amount, unit } = MEMORY.exec(written)?.groups ?? {};
      if (amount !== undefined && isKeyOf(SIZES, unit)) {
        const size = SIZES[unit](Number(amount));
        if (Number.isSafeInteger(kibibytesOf(size))) return { value: size };
        return {
          complaint: { problem: 'is more than Kubernetes can count', allowed: 'less than 8 EiB', fix: 'correct it' },
        };
      }
      const binary = /^\d+[kKMGTPm]$/.test(written)
        ? `: write '${written.slice(0, -1)}${written.slice(-1).toUpperCase()}i'`
        : '';
      return { complaint: { problem: 'is not an amount of memory', allowed, fix: `use a binary unit${binary}` } };
    },
    { type: 'an amount of memory', allowed, example: '512Mi', form: 'text' },
  );
}

/** A time span, written as `'500ms'`, `'30s'`, `'5m'`, `'1h30m'` or `'7d'`. */
export function duration(): Field<Duration, string> {
  const allowed = "a time span with units (ms, s, m, h, d), such as '30s' or '1h30m'";
  return leafOf(
    ['string'],
    (written: string): Reading<Duration> => {
      if (DURATION.test(written)) {
        const span = durationOf(written);
        if (Number.isSafeInteger(span.toMilliseconds())) return { value: span };
        return { complaint: { problem: 'is longer than can be counted', allowed, fix: 'correct it' } };
      }
      const fix = /^\d+$/.test(written) ? `name the unit: '${written}s'` : 'write numbers with their units';
      return { complaint: { problem: 'is not a time span', allowed, fix } };
    },
    { type: 'a time span', allowed, example: '30s', form: 'text' },
  );
}

/** Whole cores stay cores: Kubernetes shows them as it stores them. */
function cpuOfUnits(units: string | undefined): Cpu | undefined {
  if (units === undefined) return undefined;
  const millis = Math.round(Number(units) * 1000);
  return millis % 1000 === 0 ? Cpu.units(millis / 1000) : Cpu.millis(millis);
}

/** A span keeps the coarsest unit that is whole, so that it can be rendered in seconds wherever it has whole seconds. */
function durationOf(written: string): Duration {
  const millis = [...written.matchAll(/(\d+)(ms|s|m|h|d)/g)].reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * (isKeyOf(MILLIS, unit) ? MILLIS[unit] : 0),
    0,
  );
  return millis % 1000 === 0 ? Duration.seconds(millis / 1000) : Duration.millis(millis);
}

function isKeyOf<T extends object>(table: T, key: string | undefined): key is Extract<keyof T, string> {
  return key !== undefined && Object.hasOwn(table, key);
}
