import type { Exposure } from '../core/exposure';
import type { Health } from '../core/health';
import type { RollingUpdate } from '../core/rolling-update';
import type { Scale } from '../core/scale';
import type { Shutdown } from '../core/shutdown';
import type { NumberToken } from '../core/token';
import type { TrafficLimits } from '../core/traffic-limits';
import type { PodProps } from './pod-props';

/** Properties for `WebService`. */
export interface WebServiceProps extends PodProps {
  /** Port on which the container serves requests. */
  readonly port: number | NumberToken;
  /** How many pods: a fixed number, or a range that follows load. */
  readonly scale: Scale;
  /**
   * How the kubelet learns whether a pod has started, can serve, and is alive.
   * @default - readiness on /readyz, liveness on the port, 60 seconds to start
   */
  readonly health?: Health;
  /**
   * How a pod ends without losing a request.
   * @default - 10 seconds to leave the endpoints, 20 seconds to finish its requests, 35 seconds in all
   */
  readonly shutdown?: Shutdown;
  /**
   * How new pods take the place of old ones.
   * @default - a quarter more pods come before any goes
   */
  readonly rollout?: RollingUpdate;
  /**
   * What it takes of its callers, where there is a mesh: connections, failures, a rate limit.
   * @default - the limits of `TrafficLimits`
   */
  readonly traffic?: TrafficLimits;
  /**
   * Port of the Service, behind which the pods' port stands.
   * @default 80
   */
  readonly servicePort?: number | NumberToken;
  /**
   * Where the service is reached from outside the cluster: hosts, paths, and what stands before it there.
   * @default - nowhere
   */
  readonly exposedAt?: Exposure;
}
