import { z } from 'zod';
import { Percent } from '../core/percent';
import { leaf, leafOf } from './leaf';
import type { Reading } from './leaf';
import type { Field } from './field';

/** Ends of a range, both included. */
export interface NumberOptions {
  /**
   * Smallest value.
   * @default - no lower end
   */
  readonly min?: number;
  /**
   * Largest value.
   * @default - no upper end
   */
  readonly max?: number;
}

/** A whole number. */
export function integer(options: NumberOptions = {}): Field<number> {
  return leaf(between(z.int(), options), numberText('a whole number', options));
}

/** A number, with or without a fraction. */
export function number(options: NumberOptions = {}): Field<number> {
  return leaf(between(z.number(), options), numberText('a number', options));
}

/** A port: a whole number from 1 to 65535. */
export function port(): Field<number> {
  const range = { min: 1, max: 65535 };
  return leaf(between(z.int(), range), { ...numberText('a whole number', range), example: 8080 });
}

/** True or false. */
export function boolean(): Field<boolean> {
  const type = 'true or false';
  return leaf(z.boolean(), { type, allowed: type, example: true, form: 'boolean' });
}

const PERCENT = /^(\d{1,3}(?:\.\d+)?)\s?%?$/;

/** A share in percent, written as `70` or `'70%'`. */
export function percent(): Field<Percent, number | string> {
  const allowed = "0 to 100, as a number or as '70%'";
  return leafOf(
    ['number', 'string'],
    (written: number | string): Reading<Percent> => {
      const value = typeof written === 'number' ? written : Number(PERCENT.exec(written)?.[1]);
      if (value >= 0 && value <= 100) return { value: Percent.of(value) };
      const problem = Number.isNaN(value) ? 'is not a percentage' : 'is out of range';
      return { complaint: { problem, allowed, fix: 'write 70 for 70 %' } };
    },
    { type: 'a percentage', allowed, example: 70, form: 'text' },
  );
}

function between(schema: z.ZodNumber, { min, max }: NumberOptions): z.ZodNumber {
  const above = min === undefined ? schema : schema.gte(min);
  return max === undefined ? above : above.lte(max);
}

function numberText(type: string, { min, max }: NumberOptions) {
  const range =
    min !== undefined && max !== undefined
      ? ` from ${min} to ${max}`
      : min !== undefined
        ? `, ${min} or more`
        : max !== undefined
          ? `, ${max} or less`
          : '';
  return {
    type,
    allowed: `${type}${range}`,
    example: min ?? (max === undefined ? 1 : Math.min(1, max)),
    form: 'number',
  } as const;
}
