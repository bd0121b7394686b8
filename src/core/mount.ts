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
  const names = mounts.map(({ path, prefix = '' }) => `${prefix}${volumeName(path)}`);
  return mounts.flatMap(({ prop, path }, index) => {
    const name = names[index] ?? '';
    const segments = path.split('/').slice(1);
    const isFolder = /^(\/[A-Za-z0-9._-]+)+$/.test(path) && !segments.includes('.') && !segments.includes('..');
    if (!isFolder || volumeName(path) === '')
      return [
        {
          prop,
          value: path,
          problem: 'is not a folder that can be mounted',
          allowed: "an absolute path below '/'",
          fix: 'name the folder that the process uses',
        },
      ];
    if (name.length > DNS_LABEL_MAX)
      return [
        {
          prop,
          value: path,
          problem: `is ${name.length} characters long without slashes at its ends`,
          allowed: `at most ${DNS_LABEL_MAX}, the longest name of a volume`,
          fix: 'name a folder further up',
        },
      ];
    const twin = names.indexOf(name);
    return twin === index
      ? []
      : [
          {
            prop,
            value: path,
            problem: `would share a volume with ${mounts[twin]?.prop ?? ''}`,
            allowed: 'paths whose letters and digits differ',
            fix: 'remove or rename one',
          },
        ];
  });
}
