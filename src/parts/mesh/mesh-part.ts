import type { Construct } from 'constructs';
import type { Graph } from '../../core/graph';
import type { Mesh } from '../../core/mesh';
import type { TrafficLimits } from '../../core/traffic-limits';
import type { PodSet } from '../../core/workload';

/** What the objects of a workload in a mesh are made from. */
export interface MeshPart {
  readonly scope: Construct;
  readonly mesh: Mesh;
  readonly workload: PodSet;
  readonly traffic: TrafficLimits;
  readonly graph: Graph;
}

/** Metadata of the mesh's objects of a workload. */
export function meshMetadata({ name, namespace, labels }: PodSet) {
  return { name, namespace, labels: { ...labels } };
}
