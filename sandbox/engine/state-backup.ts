import { copyFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../failure';
import { readFileIfAny, writeFileWhole } from '../machine/atomic-file';
import { lockFolder, stateFile } from './state-folder';
import { parseState } from './stack-state';

/** A stack in a file backend. */
export interface StackPlace {
  readonly backend: string;
  readonly project: string;
  readonly stack: string;
}

/**
 * Puts a damaged or lost state back from the newest copy that the engine keeps: the one before its last step, the one after
 * each run, the one before each run. A state that is whole is left alone.
 *
 * @returns what was done, in words; nothing when there was nothing to do
 * @throws Failure when no copy is whole either
 */
export function restoreState(place: StackPlace): string | undefined {
  const file = stateFile(place.backend, place.project, place.stack);
  const text = readFileIfAny(file);
  if (text === undefined ? !isLost(place, file) : parseState(text) !== undefined) return undefined;
  const [newest] = wholeCopies(place, file);
  if (newest === undefined) {
    throw new Failure(
      `The state in ${file} is damaged, and the engine has no whole backup of it (${copies(place, file).join(', ') || 'there is none at all'}).`,
      `Move ${file} away and run again: what is on the cluster already is taken over. What the program no longer holds must be deleted there by hand.`,
    );
  }
  const damaged = `${file}.damaged`;
  if (text !== undefined) copyFileSync(file, damaged);
  writeFileWhole(file, newest.text);
  const [was, kept] = text === undefined ? ['gone', ''] : ['damaged', `; the damaged one is kept as ${damaged}`];
  return `The state in ${file} was ${was}. It was restored from the engine's backup ${newest.file} (${newest.written})${kept}.`;
}

/**
 * Whether there was a state: an engine that dies between moving it to its backup and writing the next leaves none. A stack
 * that a person removed has neither a history nor a lock.
 */
function isLost({ backend, project, stack }: StackPlace, file: string): boolean {
  const history = join(backend, '.pulumi', 'history', project, stack);
  const signs = [...entries(history), ...entries(lockFolder(backend, project, stack))];
  return signs.length > 0 && wholeCopies({ backend, project, stack }, file).length > 0;
}

interface Copy {
  readonly file: string;
  readonly text: string;
  /** In ISO 8601; empty where the copy does not say. */
  readonly written: string;
}

/** Copies that can be read, the newest first. */
function wholeCopies(place: StackPlace, file: string): Copy[] {
  return copies(place, file)
    .flatMap((copy): Copy[] => {
      const text = readFileIfAny(copy) ?? '';
      const told = parseState(text);
      return told === undefined ? [] : [{ file: copy, text, written: told.checkpoint.latest?.manifest?.time ?? '' }];
    })
    .sort((one, other) => (one.written < other.written ? 1 : one.written > other.written ? -1 : 0));
}

function copies({ backend, project, stack }: StackPlace, file: string): string[] {
  const kept = ['history', 'backups'].flatMap((kind) => {
    const folder = join(backend, '.pulumi', kind, project, stack);
    return entries(folder)
      .filter((name) => name.endsWith(kind === 'history' ? '.checkpoint.json' : '.json'))
      .map((name) => join(folder, name));
  });
  return [...(entries(join(file, '..')).includes(`${stack}.json.bak`) ? [`${file}.bak`] : []), ...kept];
}

function entries(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
