import { Size } from 'cdk8s';
import { memoryQuantity } from './quantity';
import type { Refusal } from './refusal';

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

/** What is wrong with writable paths: not absolute, or two that share a volume name. */
export function writablePathRefusals(prop: string, paths: readonly WritablePath[]): Refusal[] {
  return paths.flatMap(({ path }, index) => {
    const at = `${prop}[${index}].path`;
    if (!/^(\/[A-Za-z0-9._-]+)+$/.test(path)) {
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
  });
}

function volumeName(path: string): string {
  return path
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
