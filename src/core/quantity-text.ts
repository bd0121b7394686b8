/** Thousandths that each suffix of a Kubernetes quantity stands for. */
const THOUSANDTHS: Readonly<Record<string, number>> = {
  n: 1e-6,
  u: 1e-3,
  m: 1,
  '': 1e3,
  k: 1e6,
  M: 1e9,
  G: 1e12,
  T: 1e15,
  P: 1e18,
  E: 1e21,
  Ki: 1e3 * 2 ** 10,
  Mi: 1e3 * 2 ** 20,
  Gi: 1e3 * 2 ** 30,
  Ti: 1e3 * 2 ** 40,
  Pi: 1e3 * 2 ** 50,
  Ei: 1e3 * 2 ** 60,
};
const QUANTITY = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)([numkMGTPE]|[KMGTPE]i)?$/;

/**
 * A Kubernetes quantity (`500m`, `1.5Gi`, `2`) in thousandths, rounded up as the API server does, or nothing when it is none.
 * Thousandths can be added without the errors of fractions.
 */
export function quantityThousandths(quantity: unknown): number | undefined {
  if (typeof quantity !== 'string' && typeof quantity !== 'number') return undefined;
  const [, amount, suffix = ''] = QUANTITY.exec(String(quantity)) ?? [];
  const thousandths = Number(amount) * (THOUSANDTHS[suffix] ?? NaN);
  // 0.07 * 1000 is a little more than 70
  return Number.isFinite(thousandths) ? Math.ceil(Math.round(thousandths * 1e3) / 1e3) : undefined;
}
