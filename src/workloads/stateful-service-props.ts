import type { Duration } from 'cdk8s';
import type { Health } from '../core/health';
import { HEALTH_SHAPE, healthRefusals } from '../core/health-refusals';
import {
  PERSISTENT_VOLUMES_SHAPE,
  persistentVolumesRefusals,
  VOLUME_RETENTION_SHAPE,
  type PersistentVolume,
  type VolumeRetention,
} from '../core/persistent-volume';
import { portRefusal } from '../core/port';
import type { Refusal } from '../core/refusal';
import { scaleRefusals } from '../core/scale';
import { duration, number, oneOf, optional, yesOrNo, type Shapes } from '../core/shape';
import { SHUTDOWN_SHAPE, shutdownRefusals, type Shutdown, type ShutdownBudget } from '../core/shutdown';
import type { NumberToken } from '../core/token';
import { wholeSecondsRefusal } from '../core/whole-seconds';
import { POD_SHAPES } from './pod-refusals';
import type { PodProps } from './pod-props';

/** Properties for `StatefulService`. */
export interface StatefulServiceProps extends PodProps {
  /** Port on which the container serves. */
  readonly port: number | NumberToken;
  /** Number of pods, 1 or more. No autoscaler changes it: data does not follow by itself. */
  readonly replicas: number | NumberToken;
  /** Where each pod keeps its data. */
  readonly volumes: readonly PersistentVolume[];
  /**
   * What happens to the volumes when the service is deleted or made smaller.
   * @default - they are kept
   */
  readonly volumeRetention?: VolumeRetention;
  /**
   * Whether pods start and end one after another, or all at once.
   * @default 'OrderedReady'
   */
  readonly podManagement?: 'OrderedReady' | 'Parallel';
  /**
   * How long a new pod must stay ready before the next one is replaced.
   * @default - as soon as it is ready
   */
  readonly minReady?: Duration;
  /**
   * Whether pods find each other by name before they are ready, as those do that must meet to become ready.
   * @default false
   */
  readonly publishNotReadyAddresses?: boolean;
  /**
   * How the kubelet learns whether a pod has started, can serve, and is alive.
   * @default - readiness by a connection to the port; no liveness: only a process that ends is restarted
   */
  readonly health?: Health;
  /**
   * How a pod ends without losing a request.
   * @default - 10 seconds to leave the endpoints, 20 seconds to finish its requests, 35 seconds in all
   */
  readonly shutdown?: Shutdown;
}

/** What the props of a stateful service must be before they are read. */
export const STATEFUL_SERVICE_SHAPES: Shapes = {
  ...POD_SHAPES,
  port: number,
  replicas: number,
  volumes: PERSISTENT_VOLUMES_SHAPE,
  volumeRetention: optional(VOLUME_RETENTION_SHAPE),
  podManagement: optional(oneOf('OrderedReady', 'Parallel')),
  minReady: optional(duration),
  publishNotReadyAddresses: optional(yesOrNo),
  health: optional(HEALTH_SHAPE),
  shutdown: optional(SHUTDOWN_SHAPE),
};

/** Longest name of a StatefulSet: its pods' revision label adds eleven characters. */
const NAME_MAX = 52;

/** Everything that is wrong with the props of a stateful service beside its pods. */
export function statefulServiceRefusals(
  name: string,
  props: StatefulServiceProps,
  shutdown: ShutdownBudget,
): Refusal[] {
  const { health, minReady } = props;
  const tooLong: Refusal = {
    prop: 'name',
    value: name,
    problem: `is ${name.length} characters long, and the label of a revision is made of it`,
    allowed: `at most ${NAME_MAX}`,
    fix: 'shorten it: a name is never cut for you',
  };
  const replicas = scaleRefusals('scale', { replicas: props.replicas }).map((refusal) => ({
    ...refusal,
    prop: 'replicas',
  }));
  const refusals = [
    name.length > NAME_MAX && name.length <= 63 ? tooLong : undefined,
    portRefusal('port', props.port),
    minReady === undefined ? undefined : wholeSecondsRefusal('minReady', minReady),
    ...replicas,
    ...persistentVolumesRefusals('volumes', props.volumes),
    ...(health ? healthRefusals('health', health) : []),
    ...shutdownRefusals('shutdown', shutdown),
  ];
  return refusals.filter((refusal) => refusal !== undefined);
}
