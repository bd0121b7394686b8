import { spawn, type ChildProcess } from 'node:child_process';
import { ending, type Ending } from './program';

/** Time that a program has to end after it was asked to. Then it is killed. */
const GRACE_MS = 5000;

/** The programs that run now. Cancellation and the end of the host end them. */
export class Children {
  private readonly running = new Set<ChildProcess>();

  /** Runs node until it ends. Its output is the host's, which the engine shows. */
  public run(args: readonly string[], environment: NodeJS.ProcessEnv, directory: string): Promise<Ending> {
    return new Promise((resolve) => {
      const child = spawn(process.execPath, args, {
        cwd: directory,
        env: environment,
        stdio: ['ignore', 'inherit', 'inherit'],
      });
      this.running.add(child);
      child.once('error', (error) => {
        this.running.delete(child);
        resolve({ kind: 'error', message: `Program could not be started: ${error.message}` });
      });
      child.once('exit', (code, signal) => {
        this.running.delete(child);
        resolve(ending(code, signal));
      });
    });
  }

  /** Asks all programs to end, and kills those that do not. */
  public cancel(): void {
    for (const child of this.running) {
      child.kill('SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), GRACE_MS).unref();
    }
  }

  /** Ends all programs at once: the host itself is about to end. */
  public kill(): void {
    for (const child of this.running) child.kill('SIGKILL');
  }
}
