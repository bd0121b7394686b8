import type { Pair } from './statistics';

/** What one run took. */
export interface Measurement {
  /** Wall-clock time in milliseconds. */
  readonly wall: number;
  /** Processor time of the measured processes, user and system, in milliseconds. */
  readonly cpu: number;
  /** Largest resident set of the measured processes, in MiB. */
  readonly memory: number;
  /**
   * The run was stopped before its end: it would have taken more.
   * @default false
   */
  readonly isBound?: boolean;
}

/** The same work without and with Seaworthy. */
export type Side = 'without' | 'with';

/** What is compared. Memory is told only where it has a limit. */
export interface Subject {
  readonly title: string;
  /** What each side does, in a few words. */
  readonly without: string;
  readonly with: string;
  /**
   * The largest ratio of time that is accepted.
   * @default - time is told, not judged
   */
  readonly timeLimit?: number;
  /**
   * The largest ratio of memory that is accepted.
   * @default - memory is not judged
   */
  readonly memoryLimit?: number;
  /**
   * What the measurements count: time, or how many times as long something took as something else.
   * @default 'time'
   */
  readonly unit?: 'time' | 'times';
}

/** A subject and its pairs of measurements. */
export interface Comparison extends Subject {
  readonly runs: readonly { readonly without: Measurement; readonly with: Measurement }[];
}

/** Pairs of one quantity. */
export function pairsOf({ runs }: Comparison, quantity: 'wall' | 'cpu' | 'memory'): Pair[] {
  return runs.map((run) => ({ without: run.without[quantity], with: run.with[quantity] }));
}

/** Which side goes first in a round: they take turns, so that a machine that grows slower favours none. */
export function turns(round: number): readonly [Side, Side] {
  return round % 2 === 0 ? ['without', 'with'] : ['with', 'without'];
}

/** Measures both sides in turns. The first round warms caches up and is not counted. */
export async function interleave(
  rounds: number,
  measure: (side: Side) => Promise<Measurement>,
): Promise<Comparison['runs']> {
  const runs: { without: Measurement; with: Measurement }[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const [first, second] = turns(round);
    const one = await measure(first);
    const other = await measure(second);
    if (round > 0) runs.push(first === 'without' ? { without: one, with: other } : { without: other, with: one });
  }
  return runs;
}
