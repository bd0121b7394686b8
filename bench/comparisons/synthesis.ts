import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../sandbox/machine/command';
import { interleave, type Comparison, type Measurement, type Subject } from '../comparison';
import { measuredEnvironment, measureUsage } from '../usage';

const PROGRAM = join(__dirname, '..', 'subjects', 'synthesis', 'program.js');

/** How a tree is written; see the program. */
const WAYS = ['seaworthy', 'floor', 'writer', 'stock'] as const;
type Way = (typeof WAYS)[number] | 'checked';

/** A construct tree: its form, its number of charts, and what the table calls it. */
interface Tree {
  readonly form: 'charts' | 'chain' | 'one';
  readonly services: number;
  readonly title: string;
}

const tree = (form: Tree['form'], services: number, title: string): Tree => ({ form, services, title });
const TEN = tree('charts', 10, '10 charts');
const TWELVE = tree('charts', 12, '12 charts');
const CHAIN = tree('chain', 12, '12 charts in a chain');
const HUNDRED = tree('charts', 100, '100 charts');
const THOUSAND = tree('charts', 1000, '1,000 charts');
const THREE_THOUSAND = tree('charts', 3000, '3,000 charts');
const ONE = tree('one', 1000, 'one chart of 20,000');
const TREES = [TEN, TWELVE, CHAIN, HUNDRED, THOUSAND, THREE_THOUSAND, ONE];

/** Milliseconds after which a way is stopped. The stock synthesis of 3,000 charts takes minutes; that of a chain does not end. */
const PATIENCE = 90_000;

type Runs = ReadonlyMap<string, readonly Measurement[]>;

/** Where synthesis writes, in words: memory where there is such a folder, so that no disk is measured. */
export const WRITES_TO = existsSync('/dev/shm') ? 'tmpfs' : `the disk of ${tmpdir()}`;

/** Measures all ways over all trees, in turns: whole processes, of which the first of each is not counted. */
export async function compareSynthesis(rounds: number, signal: AbortSignal): Promise<Comparison[]> {
  const runs = new Map<string, Measurement[]>();
  await inFolder(async (outdir) => {
    for (let round = 0; round <= rounds; round += 1)
      for (const one of TREES)
        for (const way of inTurn(round)) {
          const earlier = runs.get(keyOf(way, one)) ?? [];
          const stopped = earlier.find(({ isBound }) => isBound);
          // what did not end once would only take as long again
          const measured = stopped ?? (await measure(way, one, outdir, signal));
          runs.set(keyOf(way, one), [...earlier, measured]);
        }
  });
  return comparisons(new Map([...runs].map(([key, all]) => [key, all.slice(1)])));
}

/**
 * Measures what checks cost. That is a fifth of what such a process takes, and as much as two of them may differ by on a shared
 * machine: the two of a pair follow each other, with nothing between them.
 */
export async function compareChecks(rounds: number, signal: AbortSignal): Promise<Comparison> {
  const runs = await inFolder((outdir) =>
    interleave(rounds, (side) => measure(side === 'with' ? 'checked' : 'seaworthy', THOUSAND, outdir, signal)),
  );
  return {
    title: 'Synthesis, checks of 1,000 charts',
    without: '`synth` without checks',
    with: '`synth` with all rules',
    timeLimit: 1.25,
    runs,
  };
}

/** Does something with a path in a folder that is gone afterwards. */
async function inFolder<Result>(use: (outdir: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'seaworthy-bench-'));
  try {
    return await use(join(folder, 'out'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Each round begins with another way. */
function inTurn(round: number): Way[] {
  const start = round % WAYS.length;
  return [...WAYS.slice(start), ...WAYS.slice(0, start)];
}

async function measure(way: Way, { form, services }: Tree, outdir: string, signal: AbortSignal): Promise<Measurement> {
  rmSync(outdir, { recursive: true, force: true });
  const patience = AbortSignal.timeout(PATIENCE);
  try {
    return await measureUsage(async (variables) => {
      const { code, stderr } = await run(process.execPath, [PROGRAM, way, form, `${services}`, outdir], {
        env: { ...measuredEnvironment(), ...variables },
        signal: AbortSignal.any([signal, patience]),
      });
      signal.throwIfAborted();
      patience.throwIfAborted();
      if (code !== 0) throw new Error(`${way} of ${services} (${form}) ended with ${code}: ${stderr}`);
    });
  } catch (error) {
    if (!patience.aborted || signal.aborted) throw error;
    return { wall: PATIENCE, cpu: PATIENCE, memory: 0, isBound: true };
  }
}

function keyOf(way: Way, { form, services }: Tree): string {
  return `${way} ${form} ${services}`;
}

function comparisons(runs: Runs): Comparison[] {
  const of = (way: Way, one: Tree): readonly Measurement[] => runs.get(keyOf(way, one)) ?? [];
  const pair = (subject: Subject, without: readonly Measurement[], others: readonly Measurement[]): Comparison => ({
    ...subject,
    runs: without.flatMap((measured, index) => {
      const other = others[index];
      return other === undefined ? [] : [{ without: measured, with: other }];
    }),
  });
  const against = (way: Way, one: Tree, words: string, limits: Partial<Subject> = {}): Comparison => {
    const title = `Synthesis, ${one.title}: ${way === 'writer' ? 'stock writer' : way}`;
    return pair(
      { title, without: words, with: '`synth` without checks', ...limits },
      of(way, one),
      of('seaworthy', one),
    );
  };
  const growth = (way: Way): Measurement[] =>
    of(way, THREE_THOUSAND).flatMap((large, index) => {
      const small = of(way, THOUSAND)[index];
      if (small === undefined) return [];
      return [{ wall: large.wall / small.wall, cpu: large.cpu / small.cpu, memory: large.memory / small.memory }];
    });
  const shown = TREES.filter((one) => one !== TWELVE);
  const stock = 'the same tree with `app.synth()`';
  const writer = 'the same objects and files, `Yaml.save` of cdk8s for each file, nothing ordered or checked';
  const floor = 'the same objects and files, `JSON.stringify` of each object, nothing ordered or checked';
  return [
    ...shown.map((one) => against('stock', one, stock, one === THOUSAND ? { timeLimit: 1 / 8 } : {})),
    ...shown.map((one) => against('writer', one, writer)),
    ...shown.map((one) => against('floor', one, floor, one === THOUSAND ? { timeLimit: 1.6, memoryLimit: 1.3 } : {})),
    pair(
      {
        title: 'Synthesis, growth from 100 to 1,000 charts',
        without: '`synth` of 100 charts',
        with: '`synth` of 1,000',
        timeLimit: 11,
      },
      of('seaworthy', HUNDRED),
      of('seaworthy', THOUSAND),
    ),
    pair(
      {
        title: 'Synthesis, growth from 1,000 to 3,000 charts',
        without: 'time of the floor for 3,000 charts over that for 1,000',
        with: 'the same of `synth`',
        timeLimit: 1.15,
        unit: 'times',
      },
      growth('floor'),
      growth('seaworthy'),
    ),
    pair(
      {
        title: 'Synthesis, chained charts',
        without: '`synth` of 12 charts',
        with: '`synth` of these, each of which depends on the one before',
        timeLimit: 1.5,
      },
      of('seaworthy', TWELVE),
      of('seaworthy', CHAIN),
    ),
  ];
}
