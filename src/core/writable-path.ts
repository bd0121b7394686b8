import { Size } from 'cdk8s';
import { DNS_LABEL_MAX } from './names';
import { memoryQuantity, memoryRefusal } from './quantity';
import type { Refusal } from './refusal';
import { group, list, optional, size, text } from './shape';

/** A folder that a container may write to, although its root file system is read-only. What it holds ends with the pod. */
export interface WritablePath {
  /** Absolute path in the container. */
  readonly path: string;
  /**
   * How much it may hold. A pod that writes more is evicted.
   * @default Size.mebibytes(64)
   */
  readonly sizeLimit?: Size;
}

/** Volumes of a pod and their mounts in its main container, as plain data. */
export interface WritableVolumes {
  readonly volumes: { readonly name: string; readonly emptyDir: { readonly sizeLimit: string } }[];
  readonly volumeMounts: { readonly name: string; readonly mountPath: string }[];
}

const DEFAULT_SIZE_LIMIT = Size.mebibytes(64);

/** Volumes for writable paths, named after them: `/var/cache` becomes `var-cache`. */
export function writableVolumes(paths: readonly WritablePath[]): WritableVolumes {
  return {
    volumes: paths.map(({ path, sizeLimit }) => ({
      name: volumeName(path),
      emptyDir: { sizeLimit: memoryQuantity(sizeLimit ?? DEFAULT_SIZE_LIMIT) },
    })),
    volumeMounts: paths.map(({ path }) => ({ name: volumeName(path), mountPath: path })),
  };
}

/** What writable paths must be before they are read. */
export const WRITABLE_PATHS_SHAPE = list(group({ path: text, sizeLimit: optional(size) }));

/** What is wrong with writable paths: not absolute, too long, without room, or two that share a volume name. */
export function writablePathRefusals(prop: string, paths: readonly WritablePath[]): Refusal[] {
  return paths.flatMap(({ path, sizeLimit }, index) => {
    const room =
      sizeLimit &&
      memoryRefusal(
        `${prop}[${index}].sizeLimit`,
        sizeLimit,
        'is no limit at all',
        'give what the process needs there',
      );
    return [...(room ? [room] : []), ...pathRefusals(prop, paths, path, index)];
  });
}

function pathRefusals(prop: string, paths: readonly WritablePath[], path: string, index: number): Refusal[] {
  const at = `${prop}[${index}].path`;
  const segments = path.split('/').slice(1);
  if (
    !/^(\/[A-Za-z0-9._-]+)+$/.test(path) ||
    segments.includes('.') ||
    segments.includes('..') ||
    volumeName(path) === ''
  ) {
    return [
      {
        prop: at,
        value: path,
        problem: 'is not a folder that can be mounted',
        allowed: "an absolute path below '/'",
        fix: 'name the folder that the process writes to',
      },
    ];
  }
  if (volumeName(path).length > DNS_LABEL_MAX) {
    return [
      {
        prop: at,
        value: path,
        problem: `is ${volumeName(path).length} characters long without slashes at its ends`,
        allowed: `at most ${DNS_LABEL_MAX}, the longest name of a volume`,
        fix: 'name a folder further up',
      },
    ];
  }
  const twin = paths.findIndex((other) => volumeName(other.path) === volumeName(path));
  return twin === index
    ? []
    : [
        {
          prop: at,
          value: path,
          problem: `would share a volume with ${prop}[${twin}].path`,
          allowed: 'paths whose letters and digits differ',
          fix: 'remove or rename one',
        },
      ];
}

function volumeName(path: string): string {
  return path
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
