/**
 * An amount of a resource, exactly, in billionths of a core, a byte or a piece: the finest that Kubernetes keeps. What is
 * finer counts as the next billionth, as in an API server.
 */
export type Amount = bigint;

/** One core, byte or piece. */
export const ONE: Amount = 1_000_000_000n;

const QUANTITY = /^([+-]?)(\d*)(?:\.(\d*))?(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE]|[eE][+-]?\d{1,2})?$/;
const BINARY = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const DECIMAL: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const NANO = 9;

/** Amounts by their text: an App writes the same few over and over. Begun anew when it is full. */
const read = new Map<string, Amount | undefined>();
const MOST_READ = 1000;

/** Reads a Kubernetes quantity: `500m`, `1.5Gi`, `1e3`. Nothing when it is none. */
export function parseAmount(value: unknown): Amount | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const text = String(value);
  const known = read.get(text);
  if (known !== undefined || read.has(text)) return known;
  if (read.size >= MOST_READ) read.clear();
  const amount = amountOf(text);
  read.set(text, amount);
  return amount;
}

function amountOf(text: string): Amount | undefined {
  const [matched, sign, whole = '', fraction = '', unit = ''] = QUANTITY.exec(text) ?? [];
  if (matched === undefined || whole + fraction === '') return undefined;
  const binary = BINARY.indexOf(unit) + 1;
  const exponent = NANO + (DECIMAL[unit] ?? (/^[eE]/.test(unit) ? Number(unit.slice(1)) : 0)) - fraction.length;
  const digits = BigInt(whole + fraction) * 1024n ** BigInt(binary);
  const amount = exponent >= 0 ? digits * 10n ** BigInt(exponent) : divideUp(digits, 10n ** BigInt(-exponent));
  return sign === '-' ? -amount : amount;
}

/** A Kubernetes quantity in thousandths, away from zero: to compare two. Nothing when it is none. */
export function quantityThousandths(value: unknown): number | undefined {
  const amount = parseAmount(value);
  if (amount === undefined) return undefined;
  return amount < 0n ? -Number(divideUp(-amount * 1000n, ONE)) : Number(divideUp(amount * 1000n, ONE));
}

/** A quantity of CPU or pieces, in whole ones or thousandths: never less than the amount. */
export function decimalQuantity(amount: Amount): string {
  const thousandths = divideUp(amount * 1000n, ONE);
  return thousandths % 1000n === 0n ? String(thousandths / 1000n) : `${thousandths}m`;
}

/** A quantity of bytes, in the largest binary unit that keeps it whole: never less than the amount. */
export function binaryQuantity(amount: Amount): string {
  const bytes = divideUp(amount, ONE);
  const power = [3n, 2n, 1n].find((candidate) => bytes !== 0n && bytes % 1024n ** candidate === 0n) ?? 0n;
  return `${bytes / 1024n ** power}${power === 0n ? '' : String(BINARY[Number(power) - 1])}`;
}

/** The larger of two amounts. */
export function larger(a: Amount, b: Amount): Amount {
  return a > b ? a : b;
}

/** Whole division of what is not negative, rounded up. */
export function divideUp(dividend: bigint, divisor: bigint): bigint {
  return (dividend + divisor - 1n) / divisor;
}
