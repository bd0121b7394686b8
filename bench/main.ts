import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { findRoot } from '../sandbox/layout';
import type { Comparison } from './comparison';
import { compareDeployment } from './comparisons/deployment';
import { compareEmitter } from './comparisons/emitter';
import { compareLoading, IMPORT, START } from './comparisons/loading';
import { compareNetwork } from './comparisons/network';
import { compareChecks, compareSynthesis, WRITES_TO } from './comparisons/synthesis';
import { compareTool, SNAPSHOTS, TYPE_CHECK, TYPE_CHECK_LIBRARIES, writeSnapshots } from './comparisons/tools';
import { compareWorkload } from './comparisons/workload';
import { writeConsumers } from './consumer';
import { replaceResults, showResults, type Setting } from './results';

/**
 * Pairs of each comparison: processes of under a second, of a few seconds, those whose difference is small beside the noise of
 * a machine, of up to a minute, and deployments. Of these there is an even number: a cluster grows slower with all that it has
 * seen, and which side goes second changes with each pair.
 */
const ROUNDS = { short: 15, medium: 9, close: 25, trees: 5, long: 2 };

const VERSIONS = [
  'cdk8s',
  'cdk8s-plus-27',
  'constructs',
  '@pulumi/pulumi',
  '@pulumi/kubernetes',
  'jest',
  '@swc/jest',
  'typescript',
];

const GROUPS = ['loading', 'snapshots', 'types', 'synthesis', 'workload', 'network', 'deployment'] as const;
type Group = (typeof GROUPS)[number];

async function bench(groups: readonly Group[], rounds: typeof ROUNDS, signal: AbortSignal): Promise<void> {
  const root = findRoot(__dirname);
  const before = load();
  const comparisons: Comparison[] = [];
  const done = (...more: Comparison[]): void => {
    comparisons.push(...more);
    for (const { title } of more) console.log(`measured: ${title}`);
  };
  const consumer = await writeConsumers(root, join(root, '.sandbox', 'bench-consumer'));
  if (groups.includes('loading'))
    for (const one of [START, IMPORT]) done(await compareLoading(one, consumer.folders.with, rounds.short));
  if (groups.includes('snapshots')) {
    await writeSnapshots(root, consumer);
    done(await compareTool(SNAPSHOTS, root, consumer, rounds.medium));
  }
  if (groups.includes('types'))
    for (const one of [TYPE_CHECK, TYPE_CHECK_LIBRARIES]) done(await compareTool(one, root, consumer, rounds.medium));
  if (groups.includes('synthesis')) {
    console.log(`synthesis writes to ${WRITES_TO}`);
    done(...(await compareSynthesis(rounds.trees, signal)));
    done(await compareChecks(rounds.close, signal));
    done(await compareEmitter(rounds.trees));
  }
  if (groups.includes('workload')) done(...(await compareWorkload(rounds.medium, signal)));
  if (groups.includes('network')) done(await compareNetwork(rounds.medium));
  if (groups.includes('deployment')) {
    const print = (line: string): void => {
      console.log(line);
    };
    done(...(await compareDeployment({ stateDir: join(root, '.sandbox'), signal, print }, rounds.long)));
  }

  const results = showResults(comparisons, settingOf(root, before));
  console.log(`\n${results}`);
  if (groups.length < GROUPS.length) return;
  const readme = join(root, 'bench', 'README.md');
  writeFileSync(readme, replaceResults(readFileSync(readme, 'utf8'), results));
  console.log(`\nwritten to ${readme}`);
}

function settingOf(root: string, before: number): Setting {
  const [cpu] = cpus();
  const memory = (totalmem() / 2 ** 30).toFixed(0);
  return {
    day: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} × ${cpu?.model.trim() ?? 'processor'}, ${memory} GiB, ${process.platform} ${process.arch}`,
    load: [before, load()],
    versions: [['Node.js', process.versions.node], ...VERSIONS.map((name) => [name, versionOf(root, name)] as const)],
  };
}

function load(): number {
  return loadavg()[0] ?? 0;
}

function versionOf(root: string, name: string): string {
  const text = readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

function readGroup(text: string, earlier: readonly Group[] = []): Group[] {
  const group = GROUPS.find((name) => name === text);
  if (group === undefined) throw new InvalidArgumentError(`Allowed: ${GROUPS.join(', ')}.`);
  return [...earlier, group];
}

function readCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError('Allowed: a whole number, 1 or more.');
  return count;
}

async function main(): Promise<void> {
  const interruption = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(name, () => {
      interruption.abort(new Error(`interrupted by ${name}`));
    });
  await new Command('bench')
    .description('Measures Seaworthy against the same work without it, and writes bench/README.md')
    .option('--only <group>', `measure this alone and write nothing: ${GROUPS.join(', ')}; may be repeated`, readGroup)
    .option('--deployments <number>', 'first ups of each program', readCount, ROUNDS.long)
    .action(({ only, deployments }: { only?: readonly Group[]; deployments: number }) =>
      bench(only ?? GROUPS, { ...ROUNDS, long: deployments }, interruption.signal),
    )
    .parseAsync();
}

void main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
