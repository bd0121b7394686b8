import { parseAmount } from '../../core/amount';

/** Fields whose values are quantities. */
const QUANTITIES = new Set(['requests', 'limits', 'hard', 'capacity', 'overhead', 'podFixed']);
const QUANTITY_FIELDS = new Set(['sizeLimit', 'averageValue', 'storage', 'divisor']);

/** Whether two values at a place are the same amount, as an API server sees it: `1` and `1000m`, `1Gi` and `1024Mi`. */
export function sameQuantity(parent: string | undefined, field: string, before: unknown, after: unknown): boolean {
  if (!QUANTITY_FIELDS.has(field) && !QUANTITIES.has(parent ?? '')) return false;
  const [first, second] = [parseAmount(before), parseAmount(after)];
  return first !== undefined && second !== undefined && first === second;
}
