import type { ConfigFiles } from '../core/config-files';
import { volumeName, type Mount } from '../core/mount';
import { fileSources, tokenDirectory, tokenSources } from '../core/projected-files';
import { writableVolumes, type WritableVolumes } from '../core/writable-path';
import type { MountFields, VolumeFields } from './container';
import type { ExtraContainer } from './extra-container';
import { POD_DEFAULTS, type PodProps } from './pod-props';

/** Volumes, and where a container has them. */
export interface Volumes {
  readonly volumes: readonly VolumeFields[];
  readonly mounts: readonly MountFields[];
}

/** Name of the ConfigMap that holds the files of a folder. */
export function configMapName(workload: string, { directory }: ConfigFiles): string {
  return `${workload}-${volumeName(directory)}`;
}

/** The volumes of the main container. */
export function mainVolumes(workload: string, props: PodProps): Volumes {
  const { writablePaths = POD_DEFAULTS.writablePaths, configFiles, projectedFiles, serviceAccountTokens } = props;
  const scratch = writableVolumes(writablePaths);
  const volumes: VolumeFields[] = scratch.volumes;
  const mounts: MountFields[] = scratch.volumeMounts;
  const addReadOnly = (path: string, source: Omit<VolumeFields, 'name'>) => {
    const name = volumeName(path);
    volumes.push({ name, ...source });
    mounts.push({ name, mountPath: path, readOnly: true });
  };
  configFiles?.forEach((files) => {
    addReadOnly(files.directory, { configMap: { name: configMapName(workload, files) } });
  });
  projectedFiles?.forEach(({ directory, files }) => {
    addReadOnly(directory, { projected: { sources: fileSources(files) } });
  });
  serviceAccountTokens?.forEach((token) => {
    addReadOnly(tokenDirectory(token), { projected: { sources: tokenSources(token) } });
  });
  return { volumes, mounts };
}

/** The volumes that a container beside the main one has alone. */
export function ownVolumes({ name, writablePaths = [] }: ExtraContainer): WritableVolumes {
  return writableVolumes(writablePaths, `${name}-`);
}

/** Where a container beside the main one has volumes: its own, and those that it shares with the main one. */
export function extraMounts(extra: ExtraContainer, main: Volumes): readonly MountFields[] {
  const own: readonly MountFields[] = ownVolumes(extra).volumeMounts;
  const { sharedPaths } = extra;
  return sharedPaths ? own.concat(main.mounts.filter(({ mountPath }) => sharedPaths.includes(mountPath))) : own;
}

/** Every folder that is mounted in a pod, with the prop that says so. */
export function podMounts(props: PodProps, further: readonly Mount[] = []): Mount[] {
  const all: Mount[] = [];
  (props.writablePaths ?? POD_DEFAULTS.writablePaths).forEach(({ path }, index) => {
    all.push({ prop: `writablePaths[${index}].path`, path });
  });
  props.configFiles?.forEach(({ directory }, index) => {
    all.push({ prop: `configFiles[${index}].directory`, path: directory });
  });
  props.projectedFiles?.forEach(({ directory }, index) => {
    all.push({ prop: `projectedFiles[${index}].directory`, path: directory });
  });
  props.serviceAccountTokens?.forEach((token, index) => {
    all.push({ prop: `serviceAccountTokens[${index}].directory`, path: tokenDirectory(token) });
  });
  all.push(...further);
  addMounts(all, 'initContainers', props.initContainers);
  addMounts(all, 'sidecars', props.sidecars);
  return all;
}

function addMounts(all: Mount[], prop: string, containers: readonly ExtraContainer[] | undefined): void {
  containers?.forEach(({ name, writablePaths }, index) => {
    writablePaths?.forEach(({ path }, at) => {
      all.push({ prop: `${prop}[${index}].writablePaths[${at}].path`, path, prefix: `${name}-` });
    });
  });
}
