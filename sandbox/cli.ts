import { commandLine } from './command-line';
import { Interruption } from './commands/session';
import { Failure } from './failure';
import { findRoot } from './layout';

async function main(): Promise<void> {
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
    await commandLine(findRoot(__dirname), interruption.signal).parseAsync();
  } catch (thrown) {
    // what was interrupted may complain in other words on its way out
    const told: unknown = interruption.signal.aborted ? interruption.signal.reason : thrown;
    console.error(told instanceof Failure ? `\n${told.message}` : told);
    process.exitCode = 1;
  }
}

void main();
