import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { environmentOf } from '../core/environment';
import { meshMode } from '../core/mesh';
import type { ProcessShutdown } from '../core/shutdown';

/** What a workload says of its namespace and of how its pods end. */
interface EndingPods<Ending extends ProcessShutdown> {
  readonly namespace?: string;
  readonly shutdown?: Ending;
}

/**
 * How pods end, with the time that the proxy of a mesh needs after them. It is a sidecar of the pod: it is told to end when the
 * process has ended, and its time is a part of the grace period too.
 */
export function withMeshDrain<Ending extends ProcessShutdown>(
  workload: Construct,
  { namespace = Chart.of(workload).namespace ?? '', shutdown }: EndingPods<Ending>,
): Ending | ProcessShutdown {
  const mesh = environmentOf(workload)?.capabilities.mesh;
  if (mesh === undefined || meshMode(mesh, namespace) !== 'sidecar') return shutdown ?? {};
  return { ...shutdown, meshDrain: shutdown?.meshDrain ?? mesh.proxyDrain };
}
