import { setTimeout as sleep } from 'node:timers/promises';
import { autoscalersSettled, namespacesOf, podsReady, type AutoscalerStatus } from '../engine/summary';
import type { Project } from '../engine/project';
import type { Sandbox } from '../sandbox';
import { isPod, itemsOf } from './summary-lines';

/** How long autoscalers and pods may take before the summary is told as it is, in milliseconds. */
const PATIENCE = 20_000;

/**
 * Waits until autoscalers have brought their targets to the minimum and all pods are ready, so that the summary does not
 * tell of a moment in between. The engine itself does not wait for autoscalers.
 *
 * @returns the pods of the cluster, as `kubectl get -o json` tells them
 */
export async function settledPods(sandbox: Sandbox, project: Project, signal: AbortSignal): Promise<string> {
  const namespaces = namespacesOf(project.state());
  const start = performance.now();
  for (;;) {
    const get = ['get', 'pods,horizontalpodautoscalers', '-A', '-o', 'json'];
    const { stdout } = await sandbox.kubectl(get, { signal });
    signal.throwIfAborted();
    const { ready, all } = podsReady(itemsOf(stdout, isPod), namespaces);
    const settled = ready === all && autoscalersSettled(itemsOf(stdout, isAutoscaler), namespaces);
    if (settled || performance.now() - start > PATIENCE) return stdout;
    await sleep(300);
  }
}

function isAutoscaler(item: object): item is AutoscalerStatus {
  return 'kind' in item && item.kind === 'HorizontalPodAutoscaler';
}
