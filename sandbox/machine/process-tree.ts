import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode } from '../failure';
import { identify, isAlive, type ProcessIdentity } from './process-identity';

/** A process and everything below it, children before their parents' siblings. */
export function processTree(root: number, parents: ReadonlyMap<number, number> = parentTable()): number[] {
  const children = [...parents].filter(([, parent]) => parent === root).map(([pid]) => pid);
  return [root, ...children.flatMap((pid) => processTree(pid, parents))];
}

/**
 * Ends a process and everything below it: asks first, so that it can tidy up, and forces what is left.
 *
 * @param patience how long it may take to tidy up, in milliseconds
 */
export async function endTree(root: ProcessIdentity, patience: number): Promise<void> {
  if (!isAlive(root)) return;
  const tree = processTree(root.pid).flatMap((pid) => identify(pid) ?? []);
  send(root.pid, 'SIGINT');
  for (let waited = 0; waited < patience && isAlive(root); waited += 100) await sleep(100);
  for (const process of tree.filter(isAlive)) send(process.pid, 'SIGKILL');
}

/** Sends a signal to a process; one that has ended meanwhile is fine. */
export function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (thrown) {
    if (errorCode(thrown) !== 'ESRCH') throw thrown;
  }
}

/** Parent of every process of this machine. */
function parentTable(): ReadonlyMap<number, number> {
  const lines = existsSync('/proc/self/stat')
    ? readdirSync('/proc')
        .filter((name) => /^\d+$/.test(name))
        .map(parentFromProc)
    : execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  return new Map(
    lines.map((line) => {
      const [pid, parent] = line.trim().split(/\s+/).map(Number);
      return [pid ?? 0, parent ?? 0];
    }),
  );
}

function parentFromProc(pid: string): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // field 4 of proc(5), counted behind the name
    return `${pid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? '0'}`;
  } catch {
    // ended meanwhile
    return `${pid} 0`;
  }
}
