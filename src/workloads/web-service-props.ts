import type { HttpHealth } from '../core/health';
import type { Resources } from '../core/resources';
import type { Scale } from '../core/scale';
import type { SecretReference, SecretStoreReference } from '../core/secret-ref';
import type { Shutdown } from '../core/shutdown';
import type { NumberToken } from '../core/token';
import type { WritablePath } from '../core/writable-path';

/** Properties for `WebService`. */
export interface WebServiceProps {
  /** Container image, pinned by digest or by a tag that is never moved. */
  readonly image: string;
  /** Port on which the container serves HTTP. */
  readonly port: number | NumberToken;
  /** CPU and memory of each pod. */
  readonly resources: Resources;
  /** How many pods: a fixed number, or a range that follows load. */
  readonly scale: Scale;
  /**
   * Name of the service and of its objects, at most 63 characters.
   * @default - the ids of the constructs from the chart down, joined by '-'
   */
  readonly name?: string;
  /**
   * Namespace of its objects.
   * @default - the chart's namespace
   */
  readonly namespace?: string;
  /**
   * The system that it is part of, as a label on every object.
   * @default - the id of the chart
   */
  readonly partOf?: string;
  /**
   * Arguments of the container's entry point.
   * @default - those of the image
   */
  readonly args?: readonly string[];
  /**
   * Environment variables. Nothing secret: see `secrets`.
   * @default - none
   */
  readonly environment?: Readonly<Record<string, string>>;
  /**
   * Environment variables whose values are kept in a secret store.
   * @default - none
   */
  readonly secrets?: readonly SecretReference[];
  /**
   * The store that keeps the secrets.
   * @default - none; refused when there are secrets
   */
  readonly secretStore?: SecretStoreReference;
  /**
   * How the kubelet learns whether a pod has started, can serve, and is alive.
   * @default - readiness on /readyz, liveness on the port, 60 seconds to start
   */
  readonly health?: HttpHealth;
  /**
   * How a pod ends without losing a request.
   * @default - 10 seconds to leave the endpoints, 20 seconds to finish its requests, 35 seconds in all
   */
  readonly shutdown?: Shutdown;
  /**
   * Folders that the process may write to. All others are read-only.
   * @default - /tmp with 64 MiB
   */
  readonly writablePaths?: readonly WritablePath[];
  /**
   * Port of the Service, behind which the pods' port stands.
   * @default 80
   */
  readonly servicePort?: number | NumberToken;
}
