import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { errorCode, Failure } from '../failure';
import { howToGet } from './prerequisites';
import { identify } from './process-identity';
import { endTree } from './process-tree';

/** What a command left behind. */
export interface CommandResult {
  /** Exit code; 128 and more when a signal ended the command. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a command runs. */
export interface CommandOptions {
  /**
   * Working directory.
   * @default - the caller's
   */
  readonly cwd?: string;
  /**
   * The whole environment of the command.
   * @default - the caller's
   */
  readonly env?: NodeJS.ProcessEnv;
  /**
   * Text for its standard input.
   * @default - no input
   */
  readonly input?: string;
  /**
   * Ends the command and all its children: SIGINT first, so that it can tidy up, SIGKILL when it does not end.
   * @default - runs to its end
   */
  readonly signal?: AbortSignal;
  /**
   * Sees each line of both streams as it comes.
   * @default - nobody
   */
  readonly onLine?: (line: string) => void;
  /**
   * File that both streams are appended to.
   * @default - none
   */
  readonly log?: string;
  /**
   * Learns the process id as soon as there is one.
   * @default - nobody
   */
  readonly onStart?: (pid: number) => void;
}

/** How long an interrupted command may take to tidy up, in milliseconds. */
const GRACE = 20_000;

/**
 * Runs a command to its end. A code other than 0 is a result, not an error.
 *
 * @throws Failure when the program is not there
 */
export function run(program: string, args: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    options.signal?.throwIfAborted();
    // a process group of its own: Ctrl-C reaches it once, from here, and its children end with it
    const child = spawn(program, args, { cwd: options.cwd, env: options.env, detached: true });
    const log = options.log === undefined ? undefined : createWriteStream(options.log, { flags: 'a', mode: 0o600 });
    const interrupt = (): void => {
      const identity = child.pid === undefined ? undefined : identify(child.pid);
      if (identity !== undefined) void endTree(identity, GRACE);
    };
    options.signal?.addEventListener('abort', interrupt, { once: true });
    const settle = (): void => {
      options.signal?.removeEventListener('abort', interrupt);
      log?.end();
    };

    const stdout = collect(child.stdout, options.onLine);
    const stderr = collect(child.stderr, options.onLine);
    if (log !== undefined) {
      child.stdout.pipe(log, { end: false });
      child.stderr.pipe(log, { end: false });
    }
    child.once('spawn', () => {
      if (child.pid !== undefined) options.onStart?.(child.pid);
    });
    child.once('error', (error) => {
      settle();
      reject(errorCode(error) === 'ENOENT' ? missing(program) : error);
    });
    child.once('close', (code, signal) => {
      settle();
      resolve({ code: code ?? signalCode(signal), stdout: stdout(), stderr: stderr() });
    });
    child.stdin.on('error', () => {
      // a command that ends without reading its input is judged by its exit code
    });
    child.stdin.end(options.input ?? '');
  });
}

/**
 * Runs a command that must succeed.
 *
 * @returns its standard output
 * @throws Failure with the end of its output when its exit code is not 0
 */
export async function mustRun(program: string, args: readonly string[], options: CommandOptions = {}): Promise<string> {
  const result = await run(program, args, options);
  options.signal?.throwIfAborted();
  if (result.code === 0) return result.stdout;
  const words = (result.stderr.trim() === '' ? result.stdout : result.stderr).trimEnd().split('\n').slice(-20);
  throw new Failure(
    `'${program} ${args.slice(0, 3).join(' ')}' ended with code ${result.code}:\n${words.join('\n')}`,
    options.log === undefined ? 'Correct what it says and run again.' : `The whole output is in ${options.log}`,
  );
}

function missing(program: string): Failure {
  return new Failure(`'${program}' is not installed, or not on PATH.`, howToGet(program));
}

function signalCode(signal: NodeJS.Signals | null): number {
  return signal === 'SIGINT' ? 130 : signal === 'SIGKILL' ? 137 : 143;
}

function collect(stream: NodeJS.ReadableStream, onLine: ((line: string) => void) | undefined): () => string {
  let text = '';
  let told = 0;
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    text += chunk;
    if (onLine === undefined) return;
    for (let end = text.indexOf('\n', told); end >= 0; end = text.indexOf('\n', told)) {
      onLine(text.slice(told, end));
      told = end + 1;
    }
  });
  return () => text;
}
