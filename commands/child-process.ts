import { spawn } from 'node:child_process';

/** A program that did not end well, with what it wrote last. */
export class ProgramError extends Error {
  constructor(
    readonly program: string,
    output: string,
  ) {
    super(output.trim().split('\n').slice(-LAST_LINES).join('\n') || `${program} failed and said nothing`);
    this.name = 'ProgramError';
  }
}

const LAST_LINES = 20;

/** Options of `run`. */
export interface RunOptions {
  readonly cwd: string;
  /** Ends the program, and everything that it started. */
  readonly signal?: AbortSignal;
}

/**
 * What a program writes to its standard output.
 * @throws {ProgramError} when it cannot be started or fails
 */
export async function run(program: string, args: readonly string[], { cwd, signal }: RunOptions): Promise<string> {
  signal?.throwIfAborted();
  return new Promise((resolve, reject) => {
    // a group of its own, so that what npm starts ends with it
    const child = spawn(program, args, { cwd, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    const output: Record<'stdout' | 'all', string> = { stdout: '', all: '' };
    const end = () => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
      } catch {
        // it has ended by itself
      }
    };
    signal?.addEventListener('abort', end, { once: true });
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output.stdout += text;
      output.all += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output.all += text));
    child.on('error', (error) => {
      reject(new ProgramError(program, `${program} cannot be started: ${error.message}`));
    });
    child.on('close', (code) => {
      signal?.removeEventListener('abort', end);
      if (code === 0) resolve(output.stdout);
      else reject(new ProgramError(program, output.all));
    });
  });
}
