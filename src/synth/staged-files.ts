import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

const STAGE = '.seaworthy-stage';
const OWNER = 'process';
const NEW = 'new';
const OLD = 'old';
/** What a run has before the stage is its own, with the number of its process. */
const EARLY = /^\.seaworthy-stage-(\d+)-/;

/** Whether an entry of an output folder is the place where files wait. */
export function isStage(name: string): boolean {
  return name.startsWith(STAGE);
}

/**
 * The changes of one run to a folder, which are made together: files wait in a folder inside, from where they are moved into
 * their places. What goes wrong before, a full disk among it, has changed nothing; what goes wrong on the way is undone. One
 * run at a time has the stage, which is how two of them do not meet.
 */
export class StagedFiles {
  readonly #folder: string;
  readonly #stage: string;
  /** Files that were placed or removed, or may have been. */
  readonly #changed = new Set<string>();
  readonly #made = new Set<string>();

  /** @throws {Error} when another run writes to the folder */
  constructor(folder: string) {
    this.#folder = folder;
    this.#stage = join(folder, STAGE);
    mkdirSync(folder, { recursive: true });
    // the owner is there before the stage has its name: a stage without a living owner is what a killed run left behind
    const mine = mkdtempSync(`${this.#stage}-${process.pid}-`);
    try {
      writeFileSync(join(mine, OWNER), `${process.pid}`);
      this.#take(mine);
      this.#sweep();
    } catch (error) {
      rmSync(mine, { recursive: true, force: true });
      throw error;
    }
  }

  /** Gives the stage its name, which one run alone can have: a folder takes the place of no other that holds anything. */
  #take(mine: string): void {
    if (takesPlace(mine, this.#stage)) return;
    const owner = livingOwner(this.#stage);
    if (owner === undefined) {
      rmSync(this.#stage, { recursive: true, force: true });
      if (takesPlace(mine, this.#stage)) return;
    }
    throw new Error(
      `another synth${owner === undefined ? '' : ` (process ${owner})`} is writing to ${this.#folder}; wait for its end, or remove ${this.#stage} when there is none`,
    );
  }

  /** Removes what runs left that were killed before they had the stage. */
  #sweep(): void {
    for (const name of readdirSync(this.#folder)) {
      const pid = EARLY.exec(name)?.[1];
      if (pid !== undefined && !isAlive(Number(pid)))
        rmSync(join(this.#folder, name), { recursive: true, force: true });
    }
  }

  /** Lets a file wait. */
  public add(file: string, content: string): void {
    const path = join(this.#stage, NEW, file);
    this.#make(dirname(path));
    writeFileSync(path, content);
  }

  /** Keeps a file as it is now, so that replacing or removing it can be undone. */
  public keep(file: string): void {
    const path = join(this.#folder, file);
    if (!existsSync(path)) return;
    const kept = join(this.#stage, OLD, file);
    mkdirSync(dirname(kept), { recursive: true });
    try {
      linkSync(path, kept);
    } catch {
      // a file system without links
      copyFileSync(path, kept);
    }
  }

  /**
   * Does what comes before any change.
   * @throws what went wrong, after everything that waits was discarded
   */
  public prepare<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      this.discard();
      throw error;
    }
  }

  /**
   * Makes changes with `place` and `remove`: all of them, or none.
   * @throws what went wrong, after all was put back
   */
  public change(changes: () => void): void {
    try {
      changes();
    } catch (error) {
      for (const file of this.#changed) this.#restore(file);
      throw error;
    } finally {
      this.discard();
    }
  }

  /** Moves a waiting file into a place, by default its own. */
  public place(file: string, place = file): void {
    const path = join(this.#folder, place);
    this.#make(dirname(path));
    this.#changed.add(place);
    renameSync(join(this.#stage, NEW, file), path);
  }

  /** Removes a file from its place, and the folder that this empties. */
  public remove(file: string): void {
    this.#changed.add(file);
    rmSync(join(this.#folder, file), { force: true });
    this.#removeEmpty(dirname(join(this.#folder, file)));
  }

  /** Gives the stage up with everything in it, and the folder when there is nothing else. */
  public discard(): void {
    // under another name first: half of a stage would look like that of a killed run
    const given = `${this.#stage}-${process.pid}-done`;
    if (existsSync(given)) rmSync(given, { recursive: true });
    if (existsSync(this.#stage)) renameSync(this.#stage, given);
    rmSync(given, { recursive: true, force: true });
    if (existsSync(this.#folder) && readdirSync(this.#folder).length === 0) rmdirSync(this.#folder);
  }

  #restore(file: string): void {
    const [kept, path] = [join(this.#stage, OLD, file), join(this.#folder, file)];
    if (existsSync(kept)) {
      mkdirSync(dirname(path), { recursive: true });
      renameSync(kept, path);
    } else {
      rmSync(path, { force: true });
      this.#removeEmpty(dirname(path));
    }
  }

  /** Many files share a folder: it is made once. */
  #make(folder: string): void {
    if (this.#made.has(folder)) return;
    mkdirSync(folder, { recursive: true });
    this.#made.add(folder);
  }

  #removeEmpty(folder: string): void {
    if (folder === this.#folder || !existsSync(folder) || readdirSync(folder).length > 0) return;
    rmdirSync(folder);
    this.#made.delete(folder);
  }
}

/** Whether a folder could be moved to where none is that holds anything. */
function takesPlace(folder: string, place: string): boolean {
  try {
    renameSync(folder, place);
    return true;
  } catch (error) {
    // what systems say of a folder that is not empty
    if (['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(codeOf(error))) return false;
    throw error;
  }
}

/** The process that a stage belongs to; undefined when it is gone, or this one. */
function livingOwner(stage: string): number | undefined {
  try {
    const pid = Number(readFileSync(join(stage, OWNER), 'utf8'));
    return pid !== process.pid && isAlive(pid) ? pid : undefined;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // a process of somebody else is there all the same
    return codeOf(error) === 'EPERM';
  }
}

/** What the system says of a failure: `ENOENT`. */
function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
