import type { z } from 'zod';
import { describeField } from './field-spec';
import type { FieldSpec } from './field-spec';

const schemas = new WeakMap<object, z.ZodType>();

/** Gives a new field its description and its parser. They are kept here, so that no public declaration names zod. */
export function equip<F extends object>(field: F, spec: FieldSpec, schema: z.ZodType): F {
  describeField(field, spec);
  schemas.set(field, schema);
  return field;
}

/** The parser of a field, with presence and default applied. */
export function schemaOf(field: object): z.ZodType {
  const schema = schemas.get(field);
  if (schema === undefined) throw new TypeError('this is no field; make fields with the functions of `field`');
  return schema;
}
