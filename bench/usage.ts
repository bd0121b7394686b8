import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Measurement } from './comparison';

interface ProcessUsage {
  readonly script: string;
  readonly cpu: number;
  readonly memory: number;
}

/** The environment of everything that is measured. */
export function measuredEnvironment(): NodeJS.ProcessEnv {
  // a file of certificates adds 30 ms to every start of Node.js 20, to either side
  const {
    NODE_EXTRA_CA_CERTS: _certificates,
    NODE_OPTIONS: _options,
    NODE_COMPILE_CACHE: _cache,
    ...rest
  } = process.env;
  return rest;
}

/**
 * Measures a command from its start to its end: the wall clock, and what its Node.js processes used.
 *
 * @param command runs with the given variables in its environment
 * @param counted whether a process counts, by its script
 * @throws when no such process ended by itself
 */
export async function measureUsage(
  command: (variables: NodeJS.ProcessEnv) => Promise<void>,
  counted: (script: string) => boolean = () => true,
): Promise<Measurement> {
  const folder = mkdtempSync(join(tmpdir(), 'seaworthy-bench-'));
  try {
    const file = join(folder, 'usage.jsonl');
    const start = performance.now();
    await command({ NODE_OPTIONS: `--require=${join(__dirname, 'report-usage.js')}`, BENCH_USAGE: file });
    const wall = performance.now() - start;
    const lines = readFileSync(file, 'utf8').trim().split('\n');
    const used = lines.map((line) => JSON.parse(line) as ProcessUsage).filter(({ script }) => counted(script));
    if (used.length === 0) throw new Error(`none of these processes was to be measured:\n${lines.join('\n')}`);
    return {
      wall,
      cpu: used.reduce((sum, { cpu }) => sum + cpu, 0),
      memory: Math.max(...used.map(({ memory }) => memory)),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
