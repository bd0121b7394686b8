import { linkSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { errorCode, Failure } from '../failure';
import { readFileIfAny } from './atomic-file';
import { identify, isAlive, type ProcessIdentity } from './process-identity';

/** Who works on an environment. */
interface Holder extends ProcessIdentity {
  /** What it does: `up`. */
  readonly command: string;
  /** Since when, in ISO 8601. */
  readonly since: string;
}

/** Lets one process at a time work on an environment. A lock whose process is gone does not count. */
export class RunLock {
  private constructor(private readonly file: string) {}

  /**
   * Takes the lock.
   *
   * @param what the environment, for the message
   * @throws Failure naming the process that holds it
   */
  public static take(file: string, what: string, command: string): RunLock {
    const self = identify(process.pid);
    if (self === undefined) throw new Error('this process cannot identify itself');
    const holder: Holder = { ...self, command, since: new Date().toISOString() };
    const own = `${file}.${process.pid}`;
    mkdirSync(dirname(file), { recursive: true });
    try {
      writeFileSync(own, JSON.stringify(holder));
      for (;;) {
        if (linked(own, file)) return new RunLock(file);
        const other = readHolder(file);
        if (other !== undefined && isAlive(other)) throw held(other, what);
        discard(file, own);
      }
    } finally {
      rmSync(own, { force: true });
    }
  }

  /** Gives the lock back. */
  public release(): void {
    if (readHolder(this.file)?.pid === process.pid) rmSync(this.file, { force: true });
  }
}

function held(holder: Holder, what: string): Failure {
  return new Failure(
    `'${holder.command}' of ${what} already runs: process ${holder.pid}, since ${holder.since}.`,
    `Wait until it ends, or end it ('kill -INT ${holder.pid}'), then run again.`,
  );
}

/** A link appears with its content or not at all, so nobody ever reads half a lock. */
function linked(own: string, file: string): boolean {
  try {
    linkSync(own, file);
    return true;
  } catch (thrown) {
    if (errorCode(thrown) === 'EEXIST') return false;
    throw thrown;
  }
}

/** Takes a dead lock away. Of several that try, one moves it; the others find nothing to move and look again. */
function discard(file: string, own: string): void {
  try {
    renameSync(file, `${own}.dead`);
    rmSync(`${own}.dead`, { force: true });
  } catch (thrown) {
    if (errorCode(thrown) !== 'ENOENT') throw thrown;
  }
}

function readHolder(file: string): Holder | undefined {
  const text = readFileIfAny(file);
  if (text === undefined) return undefined;
  try {
    const told: unknown = JSON.parse(text);
    return isHolder(told) ? told : undefined;
  } catch {
    return undefined;
  }
}

function isHolder(told: unknown): told is Holder {
  return (
    typeof told === 'object' &&
    told !== null &&
    'pid' in told &&
    typeof told.pid === 'number' &&
    ['started', 'command', 'since'].every((key) => typeof Reflect.get(told, key) === 'string')
  );
}
