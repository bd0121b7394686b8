import type { ConfigFiles } from '../core/config-files';
import { volumeName, type Mount } from '../core/mount';
import { fileSources, tokenDirectory, tokenSources } from '../core/projected-files';
import { writableVolumes } from '../core/writable-path';
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
  const scratch = writableVolumes(props.writablePaths ?? POD_DEFAULTS.writablePaths);
  const readOnly = [
    ...(props.configFiles ?? []).map((files) => ({
      path: files.directory,
      source: { configMap: { name: configMapName(workload, files) } },
    })),
    ...(props.projectedFiles ?? []).map(({ directory, files }) => ({
      path: directory,
      source: { projected: { sources: fileSources(files) } },
    })),
    ...(props.serviceAccountTokens ?? []).map((token) => ({
      path: tokenDirectory(token),
      source: { projected: { sources: tokenSources(token) } },
    })),
  ];
  return {
    volumes: [...scratch.volumes, ...readOnly.map(({ path, source }) => ({ name: volumeName(path), ...source }))],
    mounts: [
      ...scratch.volumeMounts,
      ...readOnly.map(({ path }) => ({ name: volumeName(path), mountPath: path, readOnly: true })),
    ],
  };
}

/** The volumes of a container beside the main one: its own, and those that it shares with the main one. */
export function extraVolumes(extra: ExtraContainer, main: Volumes): Volumes {
  const own = writableVolumes(extra.writablePaths ?? [], `${extra.name}-`);
  const shared = main.mounts.filter(({ mountPath }) => extra.sharedPaths?.includes(mountPath));
  return { volumes: own.volumes, mounts: [...own.volumeMounts, ...shared] };
}

/** Every folder that is mounted in a pod, with the prop that says so. */
export function podMounts(props: PodProps, further: readonly Mount[] = []): Mount[] {
  return [
    ...(props.writablePaths ?? POD_DEFAULTS.writablePaths).map(({ path }, index) => ({
      prop: `writablePaths[${index}].path`,
      path,
    })),
    ...(props.configFiles ?? []).map(({ directory }, index) => ({
      prop: `configFiles[${index}].directory`,
      path: directory,
    })),
    ...(props.projectedFiles ?? []).map(({ directory }, index) => ({
      prop: `projectedFiles[${index}].directory`,
      path: directory,
    })),
    ...(props.serviceAccountTokens ?? []).map((token, index) => ({
      prop: `serviceAccountTokens[${index}].directory`,
      path: tokenDirectory(token),
    })),
    ...further,
    ...extraMounts('initContainers', props.initContainers ?? []),
    ...extraMounts('sidecars', props.sidecars ?? []),
  ];
}

function extraMounts(prop: string, containers: readonly ExtraContainer[]): Mount[] {
  return containers.flatMap(({ name, writablePaths = [] }, index) =>
    writablePaths.map(({ path }, at) => ({
      prop: `${prop}[${index}].writablePaths[${at}].path`,
      path,
      prefix: `${name}-`,
    })),
  );
}
