import { DNS_LABEL_MAX } from './names';
import type { Refusal } from './refusal';

/** A folder that something is mounted at, and the prop that says so. */
export interface Mount {
  readonly prop: string;
  readonly path: string;
  /**
   * What the name of its volume starts with.
   * @default ''
   */
  readonly prefix?: string;
}

/** The name of the volume that is mounted at a path: `/var/cache` becomes `var-cache`. */
export function volumeName(path: string): string {
  return path
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** What is wrong with the folders of one pod: not absolute, too long, or two that share a volume name. */
export function mountRefusals(mounts: readonly Mount[]): Refusal[] {
  const refusals: Refusal[] = [];
  /** The first prop that takes the name of a volume. */
  const taken = new Map<string, string>();
  for (const { prop, path, prefix = '' } of mounts) {
    const own = volumeName(path);
    const name = `${prefix}${own}`;
    const twin = taken.get(name);
    if (twin === undefined) taken.set(name, prop);
    if (!FOLDER.test(path) || own === '')
      refusals.push({
        prop,
        value: path,
        problem: 'is not a folder that can be mounted',
        allowed: "an absolute path below '/'",
        fix: 'name the folder that the process uses',
      });
    else if (name.length > DNS_LABEL_MAX)
      refusals.push({
        prop,
        value: path,
        problem: `is ${name.length} characters long without slashes at its ends`,
        allowed: `at most ${DNS_LABEL_MAX}, the longest name of a volume`,
        fix: 'name a folder further up',
      });
    else if (twin !== undefined)
      refusals.push({
        prop,
        value: path,
        problem: `would share a volume with ${twin}`,
        allowed: 'paths whose letters and digits differ',
        fix: 'remove or rename one',
      });
  }
  return refusals;
}

/** An absolute path below '/', without steps back and on the spot. */
const FOLDER = /^(?:\/(?!\.{1,2}(?:\/|$))[A-Za-z0-9._-]+)+$/;
