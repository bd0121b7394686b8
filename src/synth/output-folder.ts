import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, isAbsolute, join, normalize, sep } from 'node:path';

const LIST = '.seaworthy';
const STAGE = '.seaworthy-stage';
const HEADING = '# Files that `synth` wrote here and will remove when they are no longer rendered. Do not edit.';

/**
 * Replaces what an earlier call wrote to a folder by `files` (relative paths with `/`), and touches nothing else. The content
 * of each is asked for when it is written, so that the texts of all files need not be there at once.
 *
 * Everything is written beside its destination first, so that a full disk or a crash while writing leaves the old output
 * whole; then each file is moved into its place in one step.
 *
 * @throws {Error} when the folder has other files and none of ours, or when a file of somebody else is in the way
 */
export function writeFolder(folder: string, files: readonly string[], contentOf: (file: string) => string): void {
  const owned = readList(folder);
  refuseForeign(folder, owned, files);
  const stage = join(folder, STAGE);
  rmSync(stage, { recursive: true, force: true });
  try {
    for (const file of files) write(join(stage, file), contentOf(file));
    const written = new Set(files);
    write(join(stage, LIST), list(new Set([...(owned ?? []), ...written])));
    write(join(stage, `${LIST}-next`), list(written));
    for (const file of written) mkdirSync(dirname(join(folder, file)), { recursive: true });
    // until the end the list names old and new files: whatever a crash leaves is known to be ours
    renameSync(join(stage, LIST), join(folder, LIST));
    for (const file of written) renameSync(join(stage, file), join(folder, file));
    for (const file of owned ?? []) if (!written.has(file)) remove(folder, file);
    renameSync(join(stage, `${LIST}-next`), join(folder, LIST));
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
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
  if (existsSync(folder) && !statSync(folder).isDirectory())
    throw new Error(`${folder} is a file; allowed: a folder, new or written by synth; choose another outdir`);
  const present = existsSync(folder) ? readdirSync(folder).filter((name) => name !== STAGE) : [];
  if (owned === undefined && present.length > 0)
    throw new Error(
      `${folder} is not empty and was not written by synth (it holds ${present.slice(0, 3).join(', ')}${present.length > 3 ? ', ...' : ''}); choose another outdir, or empty this folder`,
    );
  const inTheWay = files.filter((file) => !owned?.has(file) && existsSync(join(folder, file)));
  if (inTheWay.length > 0)
    throw new Error(
      `${inTheWay.map((file) => join(folder, file)).join(', ')} would be overwritten and was not written by synth; move it away`,
    );
}

function list(files: ReadonlySet<string>): string {
  return [HEADING, ...[...files].sort(), ''].join('\n');
}

function write(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

/** Removes a file, and its folder when that was the last one in it. */
function remove(folder: string, file: string): void {
  rmSync(join(folder, file), { force: true });
  const parent = dirname(join(folder, file));
  if (parent !== folder && existsSync(parent) && readdirSync(parent).length === 0) rmdirSync(parent);
}
