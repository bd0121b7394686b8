import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mustRun } from '../../sandbox/machine/command';
import { interleave, type Comparison, type Subject } from '../comparison';
import type { Consumer } from '../consumer';
import { measuredEnvironment, measureUsage } from '../usage';

interface Tool extends Subject {
  /** The tool's script below `node_modules`, and its arguments. */
  readonly command: readonly string[];
}

const JEST = ['jest/bin/jest.js', '--config=jest.config.json'];

export const SNAPSHOTS: Tool = {
  title: 'Snapshot tests',
  without: '20 files of one service each, with `Testing.synth` of cdk8s',
  with: 'the same 20 snapshots, with `WebService` and `render`',
  timeLimit: 1.2,
  command: [...JEST, '--ci'],
};

export const TYPE_CHECK: Tool = {
  title: 'Type-check',
  without: '`tsc` over these 20 tests and what they import',
  with: 'the same with Seaworthy',
  timeLimit: 1.2,
  command: ['typescript/bin/tsc', '--project', 'tsconfig.json'],
};

export const TYPE_CHECK_LIBRARIES: Tool = {
  ...TYPE_CHECK,
  title: 'Type-check without `skipLibCheck`',
  command: ['typescript/bin/tsc', '--project', 'tsconfig.libraries.json'],
};

/**
 * Writes the snapshots of both consumers.
 *
 * @throws when they differ: it would not be the same work
 */
export async function writeSnapshots(root: string, { folders }: Consumer): Promise<void> {
  for (const folder of Object.values(folders)) await runTool(root, folder, [...JEST, '--ci=false']);
  const [without, others] = [folders.without, folders.with].map((folder) => {
    const snapshots = join(folder, '__snapshots__');
    return readdirSync(snapshots).map((file) => [file, readFileSync(join(snapshots, file), 'utf8')] as const);
  });
  const texts = new Map(others);
  const different = without?.find(([file, text]) => texts.get(file) !== text);
  if (without === undefined || without.length === 0 || different !== undefined)
    throw new Error(`the snapshots with and without Seaworthy differ: ${different?.[0] ?? 'there are none'}`);
}

/** Measures a tool over both consumers: all its processes together. */
export async function compareTool(tool: Tool, root: string, consumer: Consumer, rounds: number): Promise<Comparison> {
  const runs = await interleave(rounds, (side) =>
    measureUsage((variables) => runTool(root, consumer.folders[side], tool.command, variables)),
  );
  return { ...tool, runs };
}

async function runTool(
  root: string,
  folder: string,
  [script = '', ...args]: readonly string[],
  variables: NodeJS.ProcessEnv = {},
): Promise<void> {
  await mustRun(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: folder,
    env: { ...measuredEnvironment(), ...variables },
  });
}
