import { errorCode } from '../failure';

/** What the system says of a path that is no folder, or that may not be written. */
const MISPLACED: readonly (string | undefined)[] = ['ENOTDIR', 'EACCES', 'EPERM', 'EROFS'];

/** What helps against a path that cannot be used: where the sandbox keeps its files, and how to choose another place. */
export function placeNote(thrown: unknown, stateDir: string, cache: string): string | undefined {
  if (!MISPLACED.includes(errorCode(thrown))) return undefined;
  return (
    `Files are kept in ${stateDir} and ${cache}; allowed: folders that you may write to. ` +
    'Make them so, or choose others: --state <folder>, XDG_CACHE_HOME=<folder>.'
  );
}
