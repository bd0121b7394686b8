import { createHash } from 'node:crypto';
import type { Refusal } from './refusal';
import { group, list, text, textByName } from './shape';
import { hasToken } from './token';

/** Files with settings that a container reads. A change of one restarts the pods. */
export interface ConfigFiles {
  /** Folder that holds these files, and nothing else, in the container. */
  readonly directory: string;
  /** Contents by file name. Nothing secret. */
  readonly files: Readonly<Record<string, string>>;
}

/** What config files must be before they are read. */
export const CONFIG_FILES_SHAPE = list(group({ directory: text, files: textByName }));

/** Names that a ConfigMap takes as keys. */
const FILE_NAME = /^(?!\.\.?$|\.\.)[-._A-Za-z0-9]{1,253}$/;
/** Most that an object holds, with room for its other fields. */
const MOST_BYTES = 1_000_000;

/** What is wrong with config files: none, names that are none, too much of them, or contents that are not known yet. */
export function configFilesRefusals(prop: string, all: readonly ConfigFiles[]): Refusal[] {
  const refusals: Refusal[] = [];
  for (const [index, { files }] of all.entries()) {
    const at = `${prop}[${index}].files`;
    const entries = Object.entries(files);
    let bytes = 0;
    for (const [name, content] of entries) bytes += Buffer.byteLength(name) + Buffer.byteLength(content);
    if (entries.length === 0)
      refusals.push({ prop: at, problem: 'is empty', allowed: 'one file or more', fix: 'name the files' });
    if (bytes > MOST_BYTES)
      refusals.push({
        prop: at,
        problem: `holds ${bytes} bytes`,
        allowed: `at most ${MOST_BYTES}, what a ConfigMap holds`,
        fix: 'put large files into the image',
      });
    for (const [name, content] of entries) {
      const wrong = fileRefusals(at, name, content);
      if (wrong.length > 0) refusals.push(...wrong);
    }
  }
  return refusals;
}

function fileRefusals(at: string, name: string, content: string): Refusal[] {
  const refusals: Refusal[] = [];
  const prop = () => `${at}[${JSON.stringify(name)}]`;
  if (!FILE_NAME.test(name))
    refusals.push({
      prop: prop(),
      problem: 'is not a file name',
      allowed: "letters, digits, '-', '_' and '.', at most 253, not starting with '..'",
      fix: 'rename the file, or give its folder in directory',
    });
  if (hasToken(content))
    refusals.push({
      prop: prop(),
      problem: 'holds a value known only at deployment, so that a change of it could not restart the pods',
      allowed: 'text that is known at synthesis',
      fix: 'pass the value in an environment variable',
    });
  return refusals;
}

/** A hash of config files: the same for the same files in any order. */
export function configHash(all: readonly ConfigFiles[]): string {
  const lines = all.flatMap(({ directory, files }) =>
    Object.entries(files).map(([name, content]) => JSON.stringify([directory, name, content])),
  );
  return createHash('sha256').update(lines.sort().join('')).digest('hex');
}
