import { schemaOf } from './field-schema';
import { specOf } from './field-spec';

/**
 * Holds a default against its own field: a wrong one is a mistake in the schema, so it is told where it is written.
 * @throws when the field refuses the value
 */
export function requireValid(field: object, fallback: unknown): void {
  const spec = specOf(field);
  if (schemaOf(field).safeParse(fallback).success) return;
  const shown = spec.secret ? 'a default' : `the default ${JSON.stringify(fallback)}`;
  throw new TypeError(
    `${shown} is refused by its own field; allowed: ${spec.allowed}; change the default or the field`,
  );
}
