import { startSeconds, type Health } from '../core/health';
import type { Resources } from '../core/resources';
import type { NumberToken } from '../core/token';
import type { WritablePath } from '../core/writable-path';

/** A container beside the main one. It runs as restricted as that. */
export interface ExtraContainer {
  /** Name of the container, unlike all others of the pod. */
  readonly name: string;
  /** Container image, pinned by digest or by a tag that is never moved. */
  readonly image: string;
  /** CPU and memory of the container. */
  readonly resources: Resources;
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
   * Environment variables. Nothing secret.
   * @default - none
   */
  readonly environment?: Readonly<Record<string, string>>;
  /**
   * Those of the workload's secret variables that this container has too.
   * @default - none
   */
  readonly secretVariables?: readonly string[];
  /**
   * Folders that the container alone may write to.
   * @default - none
   */
  readonly writablePaths?: readonly WritablePath[];
  /**
   * Folders of the main container that this container has at the same place: its config files, or what both write to.
   * @default - none
   */
  readonly sharedPaths?: readonly string[];
}

/** A container that runs and ends before the main one starts. */
export type InitContainer = ExtraContainer;

/** A container that starts before the main one and ends after it (a native sidecar, Kubernetes 1.29). */
export interface Sidecar extends ExtraContainer {
  /**
   * Port that its health is asked on.
   * @default - none
   */
  readonly port?: number | NumberToken;
  /**
   * How the kubelet learns whether it has started, can serve, and is alive. The main container waits for its start.
   * @default - not asked: it counts as ready as soon as it runs
   */
  readonly health?: Health;
}

/** Seconds that a pod may take to become ready: sidecars start one after another, and then the main container. */
export function podStartSeconds(health: Health, sidecars: readonly Sidecar[] = []): number {
  return sidecars.reduce(
    (sum, sidecar) => sum + (sidecar.health ? startSeconds(sidecar.health) : 0),
    startSeconds(health),
  );
}
