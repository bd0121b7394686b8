import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../failure';
import { readFileIfAny, writeFileWhole } from '../machine/atomic-file';
import { identify, isAlive, type ProcessIdentity } from '../machine/process-identity';
import { send } from '../machine/process-tree';
import type { Component } from './components';

/** A process that the sandbox started, as it is remembered between runs. */
export interface ProcessRecord extends ProcessIdentity {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly log: string;
}

/** How long a process may take to end when asked, before it is ended by force, in milliseconds. */
const PATIENCE = 15_000;

/** The processes of one control plane. They outlive the command that starts them, so each is written down at once. */
export class ProcessTable {
  private readonly file: string;

  constructor(private readonly folder: string) {
    this.file = join(folder, 'processes.json');
  }

  /** What was written down, in the order of starting. */
  public records(): readonly ProcessRecord[] {
    const text = readFileIfAny(this.file);
    if (text === undefined) return [];
    const records = parseJson(text);
    if (Array.isArray(records) && records.every(isRecord)) return records;
    throw new Failure(
      `${this.file} does not hold the records that the sandbox wrote.`,
      "Look with 'ps' for processes of a sandbox and end them, then delete the file.",
    );
  }

  /** Whether exactly these components run, with exactly these arguments. */
  public runs(components: readonly Component[]): boolean {
    const records = this.records();
    return (
      records.length === components.length &&
      records.every((record, index) => {
        const wanted = components[index];
        return wanted !== undefined && isSame(record, wanted) && isAlive(record);
      })
    );
  }

  /** Starts a component, free of this process and its terminal. */
  public start(component: Component): ProcessRecord {
    const log = join(this.folder, 'logs', `${component.name}.log`);
    mkdirSync(dirname(log), { recursive: true });
    const output = openSync(log, 'w', 0o600);
    const child = spawn(component.program, component.args, {
      cwd: this.folder,
      detached: true,
      stdio: ['ignore', output, output],
    });
    closeSync(output);
    // a program that cannot be started has no id, which is told below
    child.on('error', () => undefined);
    const identity = child.pid === undefined ? undefined : identify(child.pid);
    child.unref();
    if (identity === undefined) {
      throw new Failure(`${component.program} could not be started.\n${readFileIfAny(log) ?? ''}`, `Its log is ${log}`);
    }
    const { name, program, args } = component;
    const record: ProcessRecord = { ...identity, name, program, args, log };
    this.write([...this.records(), record]);
    return record;
  }

  /** Ends everything that was written down and still runs, the last started first. */
  public async stop(): Promise<void> {
    for (const record of [...this.records()].reverse()) {
      await end(record);
      this.write(this.records().filter((other) => other.pid !== record.pid));
    }
    rmSync(this.file, { force: true });
  }

  private write(records: readonly ProcessRecord[]): void {
    writeFileWhole(this.file, `${JSON.stringify(records, undefined, 2)}\n`);
  }
}

/** The end of a process's log, for the message about its death: what it said, not where in its code it was. */
export function lastWords(record: ProcessRecord, lines = 15): string {
  const text = readFileIfAny(record.log) ?? '';
  const death = Math.max(text.lastIndexOf('\npanic: '), text.lastIndexOf('\nfatal error: '));
  const trace = death < 0 ? -1 : text.slice(death).search(/^goroutine \d+ \[/m);
  const words = trace < 0 ? text : text.slice(0, death + trace);
  return words.trimEnd().split('\n').slice(-lines).join('\n');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is ProcessRecord {
  if (typeof value !== 'object' || value === null) return false;
  const texts = ['started', 'name', 'program', 'log'].map((key): unknown => Reflect.get(value, key));
  return (
    texts.every((text) => typeof text === 'string') &&
    'pid' in value &&
    Number.isInteger(value.pid) &&
    'args' in value &&
    Array.isArray(value.args)
  );
}

function isSame(record: ProcessRecord, component: Component): boolean {
  return (
    record.name === component.name &&
    record.program === component.program &&
    record.args.length === component.args.length &&
    record.args.every((arg, index) => arg === component.args[index])
  );
}

async function end(record: ProcessRecord): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    // asked again before each signal: the id may belong to somebody else by now
    if (!isAlive(record)) return;
    send(record.pid, signal);
    for (let waited = 0; waited < PATIENCE && isAlive(record); waited += 50) await sleep(50);
  }
  if (!isAlive(record)) return;
  throw new Failure(
    `${record.name} (process ${record.pid}) does not end.`,
    `Look at ${record.log} and end it by hand.`,
  );
}
