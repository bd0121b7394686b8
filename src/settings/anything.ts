import { z } from 'zod';
import type { Field } from './field';
import { leaf } from './leaf';

/** A value of any kind that JSON has: for settings that another schema reads later. */
export function anything(): Field<unknown> {
  return leaf(z.unknown(), { type: 'a value', allowed: 'any value', example: 'value', form: 'structure' });
}
