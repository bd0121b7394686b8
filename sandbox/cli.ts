import { tmpdir } from 'node:os';
import { commandLine, stateDirOf } from './command-line';
import { Interruption } from './commands/session';
import { Failure, reason } from './failure';
import { findRoot } from './layout';
import { freeMebibytes, fullDiskNote } from './machine/free-space';
import { placeNote } from './machine/place-note';
import { cacheDir } from './toolchain/cache';

async function main(): Promise<void> {
  let stateDir = __dirname;
  const interruption = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      interruption.abort(new Interruption(signal));
    });
  }
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', () => {
      // a terminal that was closed: what was started must still be ended, unheard
    });
  }
  try {
    const program = commandLine(findRoot(__dirname), interruption.signal);
    program.hook('preAction', () => {
      stateDir = stateDirOf(program);
    });
    await program.parseAsync();
  } catch (thrown) {
    // what was interrupted may complain in other words on its way out
    const told: unknown = interruption.signal.aborted ? interruption.signal.reason : thrown;
    const note = fullDiskNote(reason(told), freeSpace(stateDir));
    // where our code failed in a call to a disk that is full, its place in the code helps nobody
    const place = placeNote(told, stateDir, cacheDir());
    console.error(told instanceof Failure || note !== undefined || place !== undefined ? `\n${reason(told)}` : told);
    for (const remark of [note, place]) if (remark !== undefined) console.error(remark);
    process.exitCode = 1;
  }
}

/** Of the folders that are written to. */
function freeSpace(stateDir: string): ReadonlyMap<string, number> {
  const folders = [stateDir, cacheDir(), tmpdir()];
  return new Map(folders.map((folder) => [folder, freeMebibytes(folder)]));
}

void main();
