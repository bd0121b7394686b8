/** Two measurements that were taken right after each other: the same work without and with Seaworthy. */
export interface Pair {
  readonly without: number;
  readonly with: number;
}

/** What pairs say together. */
export interface Summary {
  /** Number of pairs. */
  readonly pairs: number;
  readonly medianWithout: number;
  readonly medianWith: number;
  /** Median of the pairs' own ratios: what slows both halves of a pair down does not move it. */
  readonly ratio: number;
  /** The quartiles of these ratios: half of all pairs lie between them. */
  readonly spread: readonly [number, number];
}

/**
 * The value that a share of all values does not exceed, interpolated between neighbours.
 *
 * @param share from 0 (the least) to 1 (the greatest)
 * @throws {RangeError} without values
 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) throw new RangeError('there is no quantile of no values');
  return below + (above - below) * (place - Math.floor(place));
}

/** The value in the middle. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/**
 * Medians of both sides, and the ratio between them with its spread.
 *
 * @throws {RangeError} without pairs, or when a side without Seaworthy took nothing
 */
export function summarize(pairs: readonly Pair[]): Summary {
  const ratios = pairs.map((pair) => {
    if (!(pair.without > 0)) throw new RangeError(`a ratio to ${pair.without} says nothing`);
    return pair.with / pair.without;
  });
  return {
    pairs: pairs.length,
    medianWithout: median(pairs.map(({ without }) => without)),
    medianWith: median(pairs.map((pair) => pair.with)),
    ratio: median(ratios),
    spread: [quantile(ratios, 0.25), quantile(ratios, 0.75)],
  };
}
