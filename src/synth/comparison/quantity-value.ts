/** Fields whose values are quantities. */
const QUANTITIES = new Set(['requests', 'limits', 'hard', 'capacity', 'overhead', 'podFixed']);
const QUANTITY_FIELDS = new Set(['sizeLimit', 'averageValue', 'storage', 'divisor']);

const QUANTITY = /^([+-]?)(\d+)?(?:\.(\d*))?(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE]|[eE][+-]?\d{1,2})?$/;
const BINARY = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const DECIMAL: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };

/** Whether two values at a place are the same amount, as an API server sees it: `1` and `1000m`, `1Gi` and `1024Mi`. */
export function sameQuantity(parent: string | undefined, field: string, before: unknown, after: unknown): boolean {
  if (!QUANTITY_FIELDS.has(field) && !QUANTITIES.has(parent ?? '')) return false;
  const [first, second] = [amountOf(before), amountOf(after)];
  return first !== undefined && second !== undefined && first === second;
}

/** The amount as a fraction of whole numbers, in lowest terms. */
function amountOf(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const [matched, sign, whole = '', fraction = '', unit = ''] = QUANTITY.exec(String(value)) ?? [];
  if (matched === undefined || whole + fraction === '') return undefined;
  const binary = BINARY.indexOf(unit) + 1;
  const exponent = (DECIMAL[unit] ?? (/^[eE]/.test(unit) ? Number(unit.slice(1)) : 0)) - fraction.length;
  const numerator = BigInt(whole + fraction) * 1024n ** BigInt(binary) * 10n ** BigInt(Math.max(exponent, 0));
  const denominator = 10n ** BigInt(Math.max(-exponent, 0));
  const divisor = greatestCommonDivisor(numerator, denominator);
  return `${numerator === 0n ? '' : String(sign).replace('+', '')}${numerator / divisor}/${denominator / divisor}`;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommonDivisor(b, a % b);
}
