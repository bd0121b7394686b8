import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** A process that cannot be mistaken for another: ids are used again, an id together with its start is not. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, in the words of the system: equal for the same process, different for a later one. */
  readonly started: string;
}

/** Who a running process is, or nothing when there is none with this id (one that ended and waits for its parent is none). */
export function identify(pid: number): ProcessIdentity | undefined {
  const started = existsSync('/proc/self/stat') ? startFromProc(pid) : startFromPs(pid);
  return started === undefined ? undefined : { pid, started };
}

/** Whether exactly this process still runs. */
export function isAlive(process: ProcessIdentity): boolean {
  return identify(process.pid)?.started === process.started;
}

/** The command that a process runs, or an empty text when it cannot be seen. */
export function commandLine(pid: number): string {
  const told = read(`/proc/${pid}/cmdline`);
  if (told !== undefined) return told.split('\0').join(' ').trim();
  try {
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}

/** Reads state and start out of a line of `/proc/<pid>/stat`. The name in it may hold spaces and brackets. */
export function parseStat(stat: string): { readonly state: string; readonly start: string } | undefined {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // fields 3 and 22 of proc(5)
  const [state, start] = [fields[0], fields[19]];
  return state === undefined || start === undefined || !/^\d+$/.test(start) ? undefined : { state, start };
}

function startFromProc(pid: number): string | undefined {
  const stat = read(`/proc/${pid}/stat`);
  const parsed = stat === undefined ? undefined : parseStat(stat);
  if (parsed === undefined || parsed.state === 'Z' || parsed.state === 'X') return undefined;
  // the start counts from the machine's own start
  return `${read('/proc/sys/kernel/random/boot_id')?.trim() ?? ''}:${parsed.start}`;
}

function startFromPs(pid: number): string | undefined {
  try {
    const [state, ...start] = execFileSync('ps', ['-o', 'state=,lstart=', '-p', String(pid)], { encoding: 'utf8' })
      .trim()
      .split(/\s+/);
    return state === undefined || state.startsWith('Z') ? undefined : start.join(' ');
  } catch {
    return undefined;
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
