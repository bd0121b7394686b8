import { mkdirSync } from 'node:fs';
import { Failure } from '../failure';
import type { Layout } from '../layout';
import { RunLock } from '../machine/run-lock';

/** What every command that works on an environment is given. */
export interface Session {
  readonly root: string;
  readonly stateDir: string;
  /** Aborted when the person interrupts. */
  readonly signal: AbortSignal;
  /** Shows a line to the person. */
  readonly print: (line: string) => void;
}

/** The command was interrupted. */
export class Interruption extends Failure {
  constructor(signal: string) {
    super(`Interrupted by ${signal}.`, 'Run the same command again: it goes on from what is there.');
  }
}

/** Does something that only one process at a time may do with an environment. */
export async function alone<T>(layout: Layout, command: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(layout.stateDir, { recursive: true, mode: 0o700 });
  const lock = RunLock.take(layout.lock, layout.home, `make ${command}`);
  try {
    return await work();
  } finally {
    lock.release();
  }
}
