import { z } from 'zod';
import { Field } from './field';
import { equip, schemaOf } from './field-schema';
import { specOf } from './field-spec';
import type { FieldSpec } from './field-spec';

/** What a list must be like. */
export interface ListOptions<Value> {
  /**
   * Fewest entries.
   * @default 0
   */
  readonly min?: number;
  /**
   * Most entries.
   * @default - no limit
   */
  readonly max?: number;
  /**
   * What must differ between entries: a setting of theirs, or `true` for the entries themselves.
   * @default - entries may repeat
   */
  readonly unique?: true | (Value extends object ? Extract<keyof Value, string> : never);
}

/** Any number of entries of one kind, in order. */
export function list<Value, Written>(
  entry: Field<Value, Written>,
  options: ListOptions<Value> = {},
): Field<readonly Value[], readonly Written[]> {
  const spec = specOf(entry);
  const { min = 0, max, unique } = options;
  let entries = z.array(schemaOf(entry)).min(min);
  if (max !== undefined) entries = entries.max(max);
  const schema = entries.superRefine(
    (values, context) => {
      for (const { index, first } of repeats(values, unique)) {
        const path = unique === undefined || unique === true ? [index] : [index, unique];
        const complaint = {
          problem: `is there twice, first in entry ${first}`,
          allowed: 'each once',
          fix: 'rename or remove one of them',
        };
        context.issues.push({ code: 'custom', params: { complaint }, path, input: values });
      }
    },
    // repeats are told although an entry is refused for something else
    { when: ({ value }) => unique !== undefined && Array.isArray(value) },
  );
  const size = max !== undefined ? ` of ${min} to ${max} entries` : min > 0 ? ` of ${min} or more entries` : '';
  const described: FieldSpec = {
    type: 'a list',
    allowed: `a list${size}, each ${spec.allowed}`,
    example: [spec.example],
    form: 'structure',
    secret: spec.secret,
    presence: 'required',
    structure: { child: (key) => (typeof key === 'number' ? entry : undefined), names: () => undefined },
  };
  return equip(new Field(), described, schema);
}

/** Which names a record may have. */
export interface RecordOptions {
  /**
   * Pattern of each whole name, with what it means in words.
   * @default - any name that is not empty
   */
  readonly names?: { readonly matches: RegExp; readonly means: string };
}

/** Values of one kind under names that are free to choose. */
export function record<Value, Written>(
  entry: Field<Value, Written>,
  options: RecordOptions = {},
): Field<Readonly<Record<string, Value>>, Readonly<Record<string, Written>>> {
  const spec = specOf(entry);
  const { names = { matches: /./, means: 'any name' } } = options;
  const described: FieldSpec = {
    type: 'a group',
    allowed: `names (${names.means}), each with ${spec.allowed}`,
    example: { name: spec.example },
    form: 'structure',
    secret: spec.secret,
    presence: 'required',
    structure: { child: () => entry, names: () => undefined, namesAllowed: names.means },
  };
  return equip(new Field(), described, z.record(z.string().regex(names.matches), schemaOf(entry)));
}

function repeats(values: readonly unknown[], unique: true | string | undefined): { index: number; first: number }[] {
  if (unique === undefined) return [];
  const keys = values.map((value) => keyOf(value, unique));
  return keys.flatMap((key, index) => {
    const first = keys.indexOf(key);
    return key === undefined || first === index ? [] : [{ index, first }];
  });
}

/** The text by which two entries are compared, or nothing when the entry was refused. */
function keyOf(value: unknown, unique: true | string): string | undefined {
  if (unique === true) return comparable(value);
  if (typeof value !== 'object' || value === null) return undefined;
  const part: unknown = Object.getOwnPropertyDescriptor(value, unique)?.value;
  return comparable(part);
}

/** A refused entry is compared too, and may be of any kind. */
function comparable(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  return JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'bigint' ? `${inner}n` : inner));
}
