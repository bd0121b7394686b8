import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { errorCode } from '../failure';
import { identify } from '../machine/process-identity';

/** The user's cache folder for everything that is expensive to make and the same for all checkouts. */
export function cacheDir(env: NodeJS.ProcessEnv = process.env): string {
  const base = env.XDG_CACHE_HOME;
  // the XDG specification has relative paths ignored
  return join(base !== undefined && isAbsolute(base) ? base : join(homedir(), '.cache'), 'seaworthy');
}

const UNFINISHED = /^\.unfinished-(\d+)-/;

/**
 * Makes cache entries in a folder of their own and moves them to their places when `make` has ended well. An
 * interrupted run leaves nothing that looks finished; what it left is removed by the next one.
 */
export async function fillCache<T>(cache: string, make: (folder: string) => Promise<T>): Promise<T> {
  mkdirSync(cache, { recursive: true });
  removeAbandoned(cache);
  const folder = mkdtempSync(join(cache, `.unfinished-${process.pid}-`));
  try {
    return await make(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Moves a finished entry to its place. Another run may have been faster with the same entry: then its result stays. */
export function moveIntoPlace(finished: string, place: string): void {
  mkdirSync(dirname(place), { recursive: true });
  try {
    renameSync(finished, place);
  } catch (thrown) {
    if (errorCode(thrown) !== 'ENOTEMPTY' && errorCode(thrown) !== 'EEXIST') throw thrown;
  }
}

function removeAbandoned(cache: string): void {
  for (const entry of readdirSync(cache)) {
    const pid = UNFINISHED.exec(entry)?.[1];
    if (pid !== undefined && identify(Number(pid)) === undefined) {
      rmSync(join(cache, entry), { recursive: true, force: true });
    }
  }
}
