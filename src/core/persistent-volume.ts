import type { Size } from 'cdk8s';
import type { Mount } from './mount';
import { volumeName } from './mount';
import { dnsSubdomainRefusal } from './names';
import { memoryQuantity, memoryRefusal } from './quantity';
import type { Refusal } from './refusal';
import { group, list, oneOf, optional, size, text } from './shape';

/** A volume of its own for each pod, which outlives the pod. */
export interface PersistentVolume {
  /** Absolute path in the container. */
  readonly path: string;
  /** How much it holds. It can be raised later where the storage class allows that, and never lowered. */
  readonly size: Size;
  /**
   * Storage class.
   * @default - the cluster's default
   */
  readonly storageClass?: string;
  /**
   * Who may mount it: the pods of one node, or one pod alone (`ReadWriteOncePod`).
   * @default 'ReadWriteOnce'
   */
  readonly accessMode?: 'ReadWriteOnce' | 'ReadWriteOncePod';
}

/** What happens to the volumes of a service's pods. Deleting data is never the default. */
export interface VolumeRetention {
  /**
   * When the service is deleted.
   * @default 'Retain'
   */
  readonly whenDeleted?: 'Retain' | 'Delete';
  /**
   * When it has fewer pods than before.
   * @default 'Retain'
   */
  readonly whenScaled?: 'Retain' | 'Delete';
}

const RETENTION = oneOf('Retain', 'Delete');

/** What persistent volumes must be before they are read. */
export const PERSISTENT_VOLUMES_SHAPE = list(
  group({
    path: text,
    size,
    storageClass: optional(text),
    accessMode: optional(oneOf('ReadWriteOnce', 'ReadWriteOncePod')),
  }),
);
/** What a retention must be before it is read. */
export const VOLUME_RETENTION_SHAPE = group({ whenDeleted: optional(RETENTION), whenScaled: optional(RETENTION) });

/** The templates of the claims of a StatefulSet, and where its container has them, as plain data. */
export function claimTemplates(volumes: readonly PersistentVolume[]) {
  return {
    templates: volumes.map(({ path, size: amount, storageClass, accessMode = 'ReadWriteOnce' }) => ({
      metadata: { name: volumeName(path) },
      spec: {
        accessModes: [accessMode],
        resources: { requests: { storage: memoryQuantity(amount) } },
        ...(storageClass !== undefined && { storageClassName: storageClass }),
      },
    })),
    mounts: volumes.map(({ path }) => ({ name: volumeName(path), mountPath: path })),
  };
}

/** The folders of persistent volumes. */
export function persistentMounts(prop: string, volumes: readonly PersistentVolume[]): Mount[] {
  return volumes.map(({ path }, index) => ({ prop: `${prop}[${index}].path`, path }));
}

/** What is wrong with persistent volumes beside where they are: none at all, without room, or of no class. */
export function persistentVolumesRefusals(prop: string, volumes: readonly PersistentVolume[]): Refusal[] {
  if (volumes.length === 0)
    return [
      {
        prop,
        problem: 'is empty, so the pods keep nothing',
        allowed: 'one volume or more',
        fix: 'name where the process keeps its data, or use a WebService or Worker',
      },
    ];
  return volumes
    .flatMap(({ size: amount, storageClass }, index) => [
      memoryRefusal(`${prop}[${index}].size`, amount, 'holds nothing', 'give what the process keeps'),
      storageClass === undefined ? undefined : dnsSubdomainRefusal(`${prop}[${index}].storageClass`, storageClass),
    ])
    .filter((refusal) => refusal !== undefined);
}
