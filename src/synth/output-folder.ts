import { existsSync, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, normalize, sep } from 'node:path';
import { isStage, StagedFiles } from './staged-files';

const LIST = '.seaworthy';
const NEXT_LIST = `${LIST}-next`;
const HEADING = '# Files that `synth` wrote here and will remove when they are no longer rendered. Do not edit.';

/**
 * Replaces what an earlier call wrote to a folder by `files` (relative paths with `/`), and touches nothing else. The content
 * of each is asked for when it is written, so that the texts of all files need not be there at once.
 *
 * Everything is written beside its destination first, so that a full disk or a crash while writing leaves the old output
 * whole; then each file is moved into its place in one step. What fails among these steps is undone. A process that is killed
 * among them leaves whole files, old and new ones, and a list that names them all: the next call finishes the work.
 *
 * @throws {Error} when the folder has other files and none of ours, or when a file of somebody else is in the way
 */
export function writeFolder(folder: string, files: readonly string[], contentOf: (file: string) => string): void {
  refuseForeign(folder, readList(folder), files);
  const staged = new StagedFiles(folder);
  const owned = staged.prepare((): ReadonlySet<string> => {
    // again, now that no other run changes the folder
    const listed = readList(folder);
    refuseForeign(folder, listed, files);
    const earlier = listed ?? new Set<string>();
    for (const file of files) staged.add(file, contentOf(file));
    const all = new Set([...earlier, ...files]);
    staged.add(LIST, list(all));
    staged.add(NEXT_LIST, list(files));
    // without a list there is nothing to keep: the folder is empty
    if (listed !== undefined) for (const file of [...all, LIST]) staged.keep(file);
    return earlier;
  });
  const written = new Set(files);
  staged.change(() => {
    // until the end the list names old and new files: whatever a crash leaves is known to be ours
    staged.place(LIST);
    for (const file of files) staged.place(file);
    for (const file of owned) if (!written.has(file)) staged.remove(file);
    staged.place(NEXT_LIST, LIST);
  });
}

/** The files that an earlier call wrote; undefined when there was none. */
function readList(folder: string): Set<string> | undefined {
  const path = join(folder, LIST);
  if (!existsSync(path)) return undefined;
  const files = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const outside = files.filter((file) => isAbsolute(file) || normalize(file).split(sep).includes('..'));
  if (outside.length > 0)
    throw new Error(
      `${path} names files outside of its folder (${outside.join(', ')}); restore the file, or empty the folder`,
    );
  return new Set(files);
}

function refuseForeign(folder: string, owned: ReadonlySet<string> | undefined, files: readonly string[]): void {
  const there = nearest(folder);
  if (!statSync(there).isDirectory())
    throw new Error(`${there} is a file; allowed: a folder, new or written by synth; choose another outdir`);
  const present = existsSync(folder) ? readdirSync(folder).filter((name) => !isStage(name)) : [];
  if (present.length === 0) return;
  if (owned === undefined)
    throw new Error(
      `${folder} is not empty and was not written by synth (it holds ${present.slice(0, 3).join(', ')}${present.length > 3 ? ', ...' : ''}); choose another outdir, or empty this folder`,
    );
  const links = [...new Set([...owned, ...files].map((file) => dirname(join(folder, file))))].filter(
    (parent) => parent !== folder && lstatSync(parent, { throwIfNoEntry: false })?.isSymbolicLink() === true,
  );
  if (links.length > 0)
    throw new Error(`${links.join(', ')} is a link, which leads out of ${folder}; remove it, or choose another outdir`);
  const inTheWay = files.filter((file) => !owned.has(file) && existsSync(join(folder, file)));
  if (inTheWay.length > 0)
    throw new Error(
      `${inTheWay.map((file) => join(folder, file)).join(', ')} would be overwritten and was not written by synth; move it away`,
    );
}

/** The folder itself, or the nearest above it that exists. */
function nearest(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearest(dirname(folder));
}

function list(files: Iterable<string>): string {
  return [HEADING, ...[...files].sort(), ''].join('\n');
}
