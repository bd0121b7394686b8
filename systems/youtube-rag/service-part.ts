import { type HttpHealth, type PodProps, type SecretReference } from 'seaworthy';
import { scaleOf } from '../workload-settings';
import { configurationCheck } from './configuration-check';
import type { YoutubeRagSettings } from './schema';

/** What all parts of the program have, those that end by themselves too. */
export type Program = Pick<PodProps, 'image' | 'environment' | 'secretStore' | 'secretOwner' | 'secretRotation'>;

/** A part of the program that goes on: its pods, after their configuration was judged. */
export function servicePart(
  part: 'api' | 'worker',
  program: Program,
  secrets: readonly SecretReference[],
  settings: YoutubeRagSettings,
) {
  const { resources, scale, port, startsWithin, folders } = settings[part];
  const pod: PodProps = {
    ...program,
    resources,
    args: [part],
    environment: {
      ...program.environment,
      ASPNETCORE_HTTP_PORTS: String(port),
      Redis__Endpoint: `${settings.cache.host}:${settings.cache.port}`,
      Paths__Temp: folders.temp.path,
      Paths__WhisperModels: folders.whisperModels.path,
    },
    secrets,
    writablePaths: Object.values(folders).map(({ path, room, keptOn }) => ({ path, sizeLimit: room, keptOn })),
  };
  const health: HttpHealth = { readyPath: '/health/ready', livePath: '/health/live', startsWithin };
  return { ...pod, health, scale: scaleOf(scale), initContainers: [configurationCheck(part, pod)] };
}
