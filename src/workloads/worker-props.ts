import type { Health } from '../core/health';
import type { RollingUpdate } from '../core/rolling-update';
import type { EventScale } from '../core/event-scale';
import type { Scale } from '../core/scale';
import type { ProcessShutdown } from '../core/shutdown';
import type { NumberToken } from '../core/token';
import type { PodProps } from './pod-props';

/** Properties for `Worker`. */
export interface WorkerProps extends PodProps {
  /** How many pods: a fixed number, a range that follows load, or a range that follows events such as a queue. */
  readonly scale: Scale | EventScale;
  /** How the kubelet learns whether a pod has started and is alive: a command, or a request to `healthPort`. */
  readonly health: Health;
  /**
   * Port on which the process serves its metrics.
   * @default - none: nobody can reach the worker
   */
  readonly metricsPort?: number | NumberToken;
  /**
   * Port on which the process answers for its health.
   * @default - metricsPort
   */
  readonly healthPort?: number | NumberToken;
  /**
   * How a pod ends without losing what it works on.
   * @default - 20 seconds to finish it, 25 seconds in all
   */
  readonly shutdown?: ProcessShutdown;
  /**
   * How new pods take the place of old ones.
   * @default - a quarter more pods come before any goes
   */
  readonly rollout?: RollingUpdate;
}
