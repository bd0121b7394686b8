import { join } from 'node:path';
import { readFileIfAny, writeFileWhole } from '../machine/atomic-file';

/** The first port that a control plane was started with before, if any. */
export function recordedPort(folder: string): number | undefined {
  const port = Number(readFileIfAny(join(folder, 'first-port')));
  // a record that is not a port was not written by us
  return Number.isInteger(port) && port > 0 ? port : undefined;
}

/** Remembers the first port, so that the next start takes the same. */
export function recordPort(folder: string, first: number): void {
  writeFileWhole(join(folder, 'first-port'), `${first}`);
}
