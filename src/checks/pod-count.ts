import type { RenderedObject } from './rendered-object';
import type { Rendering } from './rendering';
import { mayScale, scalers } from './scaler';
import type { Scaler } from './scaler';

/** How many pods a workload has. What only a deployment knows is left out. */
export interface PodCount {
  readonly min: number | undefined;
  readonly max: number | undefined;
  /** Who decides it, when it is not the workload. */
  readonly scaler?: Scaler;
}

const COUNTED: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'ReplicaSet', 'Rollout']);
const UNKNOWN: PodCount = { min: undefined, max: undefined };

/** The number of pods of a workload. Those of others (one for each node, one for each run) are not counted. */
export function podCount(rendering: Rendering, object: RenderedObject): PodCount {
  const scaler = rendering.view(scalersByTarget).get(object);
  if (scaler) return { min: scaler.min, max: scaler.max, scaler };
  const late = rendering.view(lateScalers);
  if (late.length > 0 && late.some((one) => mayScale(one, object))) return UNKNOWN;
  if (object.kind === 'Pod') return { min: 1, max: 1 };
  if (!COUNTED.has(object.kind)) return UNKNOWN;
  const replicas = object.spec['replicas'] ?? 1;
  return typeof replicas === 'number' ? { min: replicas, max: replicas } : UNKNOWN;
}

/** A number of pods that is written as a number or as a percentage of all, or nothing when it is neither. */
export function podsOf(value: unknown, all: number, round: 'up' | 'down'): number | undefined {
  if (typeof value === 'number') return value;
  const percent = typeof value === 'string' ? /^(\d+)%$/.exec(value)?.[1] : undefined;
  if (percent === undefined) return undefined;
  const share = (Number(percent) * all) / 100;
  return round === 'up' ? Math.ceil(share) : Math.floor(share);
}

/** Those whose target is not found: it may be known only to a deployment. */
function lateScalers(rendering: Rendering): readonly Scaler[] {
  return rendering.view(scalers).filter(({ found }) => found === undefined);
}

function scalersByTarget(rendering: Rendering): ReadonlyMap<RenderedObject, Scaler> {
  const byTarget = new Map<RenderedObject, Scaler>();
  for (const scaler of rendering.view(scalers)) if (scaler.found !== undefined) byTarget.set(scaler.found, scaler);
  return byTarget;
}
