const UNITS = [
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
] as const;

/** A time of whole milliseconds as the Gateway API writes it (GEP-2257): at most five digits in each unit, `1m30s`. */
export function gatewayDuration(time: number): string {
  let rest = time;
  const parts = UNITS.flatMap(([unit, size]) => {
    const amount = Math.floor(rest / size);
    rest -= amount * size;
    return amount === 0 ? [] : [`${amount}${unit}`];
  });
  return parts.join('') || '0s';
}
