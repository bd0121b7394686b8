import { readSettings } from '../../src/settings';
import type { Field } from '../../src/settings';

/** Reads one written value with a field, as the setting `value` of a layer. */
export function readField<Value, Written>(field: Field<Value, Written>, written: unknown): Value {
  return readSettings(field, [{ from: 'test', values: written }], { where: 'value' });
}
