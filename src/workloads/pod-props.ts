import type { Duration } from 'cdk8s';
import type { ConfigFiles } from '../core/config-files';
import type { Placement } from '../core/placement';
import type { ProjectedFiles, ServiceAccountToken } from '../core/projected-files';
import type { Resources } from '../core/resources';
import type { Rotation } from '../core/rotation';
import type { SecretReference, SecretStoreReference } from '../core/secret-ref';
import type { WritablePath } from '../core/writable-path';
import type { InitContainer, Sidecar } from './extra-container';

/** What all workloads say of their pods. */
export interface PodProps {
  /** Container image, pinned by digest or by a tag that is never moved. */
  readonly image: string;
  /** CPU and memory of each pod. */
  readonly resources: Resources;
  /**
   * Name of the workload and of its objects, at most 63 characters.
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
   * Command that the container runs.
   * @default - the entry point of the image
   */
  readonly command?: readonly string[];
  /**
   * Arguments of the command.
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
   * Who answers for the secrets: a team. Stands in the register of secrets.
   * @default - nobody is named
   */
  readonly secretOwner?: string;
  /**
   * How the secrets are changed while they are in use. Pods that go on start again with the new values: this needs
   * `capabilities.reloader`. Pods of jobs read them when they start.
   * @default - not declared; nothing starts again
   */
  readonly secretRotation?: Rotation;
  /**
   * How often the secrets are read from the store again. With a rotation it is part of what the overlap must outlast.
   * @default Duration.hours(1)
   */
  readonly secretRefreshInterval?: Duration;
  /**
   * Files with settings, in ConfigMaps. A change of one restarts the pods.
   * @default - none
   */
  readonly configFiles?: readonly ConfigFiles[];
  /**
   * Folders with read-only files from Secrets, ConfigMaps and the pod itself.
   * @default - none
   */
  readonly projectedFiles?: readonly ProjectedFiles[];
  /**
   * Tokens of the pod's service account. Without one a pod that is taken over can ask the API server nothing.
   * @default - none
   */
  readonly serviceAccountTokens?: readonly ServiceAccountToken[];
  /**
   * Folders that the process may write to. All others are read-only.
   * @default - /tmp with 64 MiB
   */
  readonly writablePaths?: readonly WritablePath[];
  /**
   * Containers that run one after another and end before the main one starts.
   * @default - none
   */
  readonly initContainers?: readonly InitContainer[];
  /**
   * Containers that run as long as the main one: they start before it and end after it. Needs Kubernetes 1.29.
   * @default - none
   */
  readonly sidecars?: readonly Sidecar[];
  /**
   * On which nodes the pods run, and how they are spread.
   * @default - anywhere; pods of a service are spread over zones and nodes where there is room
   */
  readonly placement?: Placement;
  /**
   * Names of Secrets with which images are pulled.
   * @default - none: the images are public, or the nodes may pull them
   */
  readonly imagePullSecrets?: readonly string[];
  /**
   * Number of the user and group that all containers run as. Never 0.
   * @default 10001
   */
  readonly user?: number;
}

/** What pods leave open. */
export const POD_DEFAULTS: { readonly writablePaths: readonly WritablePath[] } = { writablePaths: [{ path: '/tmp' }] };
