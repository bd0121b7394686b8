import { z } from 'zod';
import { Field } from './field';
import { equip } from './field-schema';
import type { Complaint, TextForm } from './field-spec';

/** What a plain setting says of itself. */
export interface LeafText {
  /** The type as people say it: `a whole number`. */
  readonly type: string;
  /** What is accepted. */
  readonly allowed: string;
  /** A value that is accepted. */
  readonly example: unknown;
  /** How the text of a configuration value is read. */
  readonly form: TextForm;
  /**
   * Never shown in errors: what is written here by mistake may be a secret.
   * @default - values are shown
   */
  readonly hidden?: true;
}

/** The result of reading one written value. */
export type Reading<Value> = { readonly value: Value } | { readonly complaint: Complaint };

/** A plain setting that the parser knows already. */
export function leaf<Value, Written = Value>(schema: z.ZodType<Value>, text: LeafText): Field<Value, Written> {
  return equip(new Field(), { secret: false, ...text, presence: 'required' }, schema);
}

/**
 * A plain setting with a grammar of its own. `read` sees values of the written types only: anything else is told as a
 * wrong type, and nothing as missing.
 */
export function leafOf<Value, Written extends string | number>(
  accepts: readonly ('string' | 'number')[],
  read: (written: Written) => Reading<Value>,
  text: LeafText,
): Field<Value, Written> {
  const isWritten = (input: unknown): input is Written => accepts.some((type) => typeof input === type);
  const schema = z.unknown().transform((input, context) => {
    if (!isWritten(input)) {
      context.issues.push({ code: 'invalid_type', expected: accepts[0] ?? 'string', input });
      return z.NEVER;
    }
    const reading = read(input);
    if ('value' in reading) return reading.value;
    context.issues.push({ code: 'custom', params: { complaint: reading.complaint }, input });
    return z.NEVER;
  });
  return equip(new Field(), { secret: false, ...text, presence: 'required' }, schema);
}

/** Turns what is wrong with a text into the reading of it. */
export function textReading(written: string, complaint: Complaint | undefined): Reading<string> {
  return complaint === undefined ? { value: written } : { complaint };
}
