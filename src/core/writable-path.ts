import { Size } from 'cdk8s';
import { volumeName } from './mount';
import { dnsSubdomainRefusal } from './names';
import { memoryQuantity, memoryRefusal } from './quantity';
import type { Refusal } from './refusal';
import { group, list, oneOf, optional, size, text } from './shape';

/** A folder that a container may write to, although its root file system is read-only. What it holds ends with the pod. */
export interface WritablePath {
  /** Absolute path in the container. */
  readonly path: string;
  /**
   * How much it may hold. A pod that writes more is evicted.
   * @default Size.mebibytes(64)
   */
  readonly sizeLimit?: Size;
  /**
   * Where it is kept: on the disk of the node; in `memory`, which counts as memory of the container; or on a `volume` of its
   * own that is made and deleted with the pod, for more than a node's disk has.
   * @default 'disk'
   */
  readonly keptOn?: 'disk' | 'memory' | 'volume';
  /**
   * Storage class of a `volume` of its own.
   * @default - the cluster's default
   */
  readonly storageClass?: string;
}

/** A volume that ends with its pod, as plain data. */
export interface ScratchVolume {
  readonly name: string;
  readonly emptyDir?: { readonly medium?: 'Memory'; readonly sizeLimit: string };
  readonly ephemeral?: { readonly volumeClaimTemplate: { readonly spec: ScratchClaim } };
}

/** The claim of a volume that ends with its pod. */
export interface ScratchClaim {
  readonly accessModes: ['ReadWriteOnce'];
  readonly resources: { readonly requests: { readonly storage: string } };
  readonly storageClassName?: string;
}

/** Volumes of a pod and their mounts in its main container, as plain data. */
export interface WritableVolumes {
  readonly volumes: ScratchVolume[];
  readonly volumeMounts: { readonly name: string; readonly mountPath: string }[];
}

const DEFAULT_SIZE_LIMIT = Size.mebibytes(64);

/** Volumes for writable paths, named after them: `/var/cache` becomes `var-cache`, after a prefix where there is one. */
export function writableVolumes(paths: readonly WritablePath[], prefix = ''): WritableVolumes {
  const all: WritableVolumes = { volumes: [], volumeMounts: [] };
  for (const writable of paths) {
    const name = `${prefix}${volumeName(writable.path)}`;
    all.volumes.push({ name, ...source(writable) });
    all.volumeMounts.push({ name, mountPath: writable.path });
  }
  return all;
}

function source({ sizeLimit = DEFAULT_SIZE_LIMIT, keptOn, storageClass }: WritablePath): Omit<ScratchVolume, 'name'> {
  const size = memoryQuantity(sizeLimit);
  if (keptOn !== 'volume')
    return { emptyDir: { ...(keptOn === 'memory' && { medium: 'Memory' as const }), sizeLimit: size } };
  const claim: ScratchClaim = {
    accessModes: ['ReadWriteOnce'],
    resources: { requests: { storage: size } },
    ...(storageClass !== undefined && { storageClassName: storageClass }),
  };
  return { ephemeral: { volumeClaimTemplate: { spec: claim } } };
}

/** What writable paths must be before they are read. */
export const WRITABLE_PATHS_SHAPE = list(
  group({
    path: text,
    sizeLimit: optional(size),
    keptOn: optional(oneOf('disk', 'memory', 'volume')),
    storageClass: optional(text),
  }),
);

/** What is wrong with writable paths beside where they are: without room, or of a storage class that nothing asks. */
export function writablePathRefusals(prop: string, paths: readonly WritablePath[]): Refusal[] {
  return paths.flatMap(({ sizeLimit, keptOn, storageClass }, index) => {
    if (sizeLimit === undefined && storageClass === undefined) return [];
    const at = `${prop}[${index}]`;
    const room =
      sizeLimit &&
      memoryRefusal(`${at}.sizeLimit`, sizeLimit, 'is no limit at all', 'give what the process needs there');
    const refusals = room ? [room] : [];
    if (storageClass === undefined) return refusals;
    if (keptOn !== 'volume')
      refusals.push({
        prop: `${at}.storageClass`,
        value: storageClass,
        problem: 'is for a volume of its own',
        allowed: "keptOn: 'volume' beside it",
        fix: "write keptOn: 'volume', or remove storageClass",
      });
    const named = dnsSubdomainRefusal(`${at}.storageClass`, storageClass);
    return named ? [...refusals, named] : refusals;
  });
}
