import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../failure';
import { readFileIfAny, writeFileWhole } from '../machine/atomic-file';
import type { CommandResult } from '../machine/command';
import { commandLine, identify, isAlive, type ProcessIdentity } from '../machine/process-identity';
import { endTree } from '../machine/process-tree';
import { readEvents, type EngineReport } from './events';
import { isWrongPassphrase, wrongPassphrase } from './passphrase';
import type { Project } from './project';

/** A run of the engine that changes a stack. */
export interface DeploymentOptions {
  /** Folder for the engine's output and its log of events. */
  readonly logs: string;
  /** Remembers the running engine, so that a later run can end one that was left behind. */
  readonly engineRecord: string;
  /** Ends the engine; it stops after what it is doing at the moment. */
  readonly signal: AbortSignal;
  /** Hears what the engine is doing. */
  readonly onLine: (line: string) => void;
}

/** How long an engine that was left behind may take to end, in milliseconds. */
const PATIENCE = 30_000;

/**
 * Runs `pulumi up` or `pulumi destroy`.
 *
 * @throws Failure with all that the engine complains of, in its own words
 */
export async function deploy(
  project: Project,
  operation: 'up' | 'destroy',
  options: DeploymentOptions,
): Promise<EngineReport> {
  const mended = await mend(project, options);
  project.begin();
  const report = await operate(project, [operation, '--yes', '--skip-preview'], options);
  project.finish();
  return { ...report, warnings: [...mended, ...report.warnings] };
}

/** Ends an engine that a killed run left behind. */
export async function endLeftEngine(engineRecord: string): Promise<void> {
  const left = readEngine(engineRecord);
  if (left !== undefined) await endTree(left, PATIENCE);
  rmSync(engineRecord, { force: true });
}

/**
 * Clears what a run left that failed or was interrupted: an engine that still runs, the lock of one that is gone, a state
 * that was cut short, unfinished operations, objects that went after the engine had given up on them.
 *
 * @returns what a person should know of it
 */
async function mend(project: Project, options: DeploymentOptions): Promise<readonly string[]> {
  await endLeftEngine(options.engineRecord);
  const locks = project.locks();
  for (const { pid, since } of locks) {
    // the lock has no start of its process: a process of this id that is no engine has only inherited the number
    if (identify(pid) === undefined || !commandLine(pid).includes('pulumi')) continue;
    throw new Failure(
      `Another Pulumi engine works on this stack: process ${pid}, since ${since}.`,
      'Wait until it ends, then run again.',
    );
  }
  const restored = project.restoreState();
  if (locks.length > 0) await operate(project, ['cancel', '--yes'], options);
  const pending = project.state()?.pending_operations ?? [];
  if (restored !== undefined || pending.length > 0 || project.isUnfinished) {
    // what was being created is either there, and then adopted, or is created now; a backup may be a step behind
    await operate(project, ['refresh', '--yes', '--skip-preview', '--clear-pending-creates'], options);
  }
  return restored === undefined ? [] : [restored];
}

async function operate(project: Project, args: readonly string[], options: DeploymentOptions): Promise<EngineReport> {
  const operation = args[0] ?? '';
  const output = join(options.logs, `${operation}.log`);
  const events = join(options.logs, `${operation}.events`);
  for (const file of [output, events]) rmSync(file, { force: true });
  const result = await project.pulumi(operation === 'cancel' ? args : [...args, '--event-log', events], {
    // the option for a log of events is among those for debugging
    env: { PULUMI_DEBUG_COMMANDS: 'true' },
    log: output,
    signal: options.signal,
    onLine: options.onLine,
    onStart: (pid) => {
      const identity = identify(pid);
      if (identity !== undefined) writeFileWhole(options.engineRecord, JSON.stringify(identity));
    },
  });
  rmSync(options.engineRecord, { force: true });
  options.signal.throwIfAborted();
  const report = readEvents(readFileIfAny(events) ?? '');
  if (result.code === 0) return report;
  if (isWrongPassphrase(result.stdout + result.stderr)) throw wrongPassphrase(project.passphraseFile);
  const told = report.errors.length > 0 ? report.errors : [outputOf(result)];
  const warned = report.warnings.map((warning) => `warning: ${warning}`);
  throw new Failure(
    `'pulumi ${operation}' failed:\n${[...told, ...warned].join('\n')}`,
    `The engine's whole output is in ${output}`,
  );
}

/** What an engine says that failed apart from any resource: its errors, or all it said where it calls nothing an error. */
function outputOf({ stdout, stderr }: CommandResult): string {
  const at = stderr.search(/^error: /m);
  return at >= 0 ? stderr.slice(at).trim() : `${stdout}\n${stderr}`.trim();
}

function readEngine(file: string): ProcessIdentity | undefined {
  const text = readFileIfAny(file);
  if (text === undefined) return undefined;
  const told: unknown = JSON.parse(text);
  if (typeof told !== 'object' || told === null || !('pid' in told) || !('started' in told)) return undefined;
  const { pid, started } = told;
  if (typeof pid !== 'number' || typeof started !== 'string') return undefined;
  return isAlive({ pid, started }) ? { pid, started } : undefined;
}
