import { createInterface } from 'node:readline/promises';
import { Failure } from './failure';

/**
 * Asks a person on the terminal.
 *
 * @param yes the answer was given beforehand
 * @throws Failure where nobody can answer
 */
export async function confirm(question: string, yes: boolean, signal: AbortSignal): Promise<boolean> {
  if (yes) return true;
  if (!process.stdin.isTTY) {
    throw new Failure(`${question} Nobody can answer: this is not a terminal.`, 'Give YES=1 if that is meant.');
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const answer = await terminal.question(`${question} [y/N] `, { signal });
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
}
