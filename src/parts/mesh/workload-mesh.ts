import { Construct } from 'constructs';
import { environmentOf } from '../../core/environment';
import { Graph } from '../../core/graph';
import { meshMode } from '../../core/mesh';
import { portRefusal } from '../../core/port';
import { refuse } from '../../core/refusal';
import { closed, number, optional, requireShape, type Shapes } from '../../core/shape';
import { TRAFFIC_LIMITS_SHAPES, trafficRefusals, type TrafficLimits } from '../../core/traffic-limits';
import type { NumberToken } from '../../core/token';
import { judgePodSet, type PodSet } from '../../core/workload';
import { demandMesh } from './mesh-demands';
import { ambientObjects } from './ambient-objects';
import { ExternalHosts } from './external-hosts';
import { sidecarObjects } from './sidecar-objects';

/** Properties for `WorkloadMesh`. */
export interface WorkloadMeshProps {
  /** The workload: a service, or a job. Where it has a host, callers' proxies are told how to treat it. */
  readonly workload: PodSet;
  /**
   * What it takes of its callers.
   * @default - the limits' own defaults
   */
  readonly traffic?: TrafficLimits;
  /**
   * Port of its Service that HTTP requests come to. A waypoint holds the timeouts of calls there, and knows the port by it.
   * @default - that of its pods; in ambient namespaces timeouts are for the callers to hold
   */
  readonly servicePort?: number | NumberToken;
}

const SHAPES: Shapes = { traffic: optional(closed(TRAFFIC_LIMITS_SHAPES)), servicePort: optional(number) };

/**
 * A workload in the mesh of its environment: who may call it, by identity; how callers' proxies treat it; what its own proxy
 * knows. All of it follows from the declared calls. It renders nothing where the environment declares no mesh, or where the
 * workload's namespace is not in it.
 */
export class WorkloadMesh extends Construct {
  public constructor(scope: Construct, id: string, props: WorkloadMeshProps) {
    super(scope, id);
    const { workload, traffic = {}, servicePort } = props;
    requireShape(this, props, SHAPES);
    judgePodSet(this, workload);
    const portProblem = servicePort === undefined ? undefined : portRefusal('servicePort', servicePort);
    refuse(this, [...trafficRefusals('traffic', traffic), ...(portProblem ? [portProblem] : [])]);
    const mesh = environmentOf(this)?.capabilities.mesh;
    const mode = meshMode(mesh, workload.namespace);
    if (mesh === undefined || mode === undefined) return;
    demandMesh(this);
    const part = { scope: this, mesh, workload, traffic, graph: Graph.of(this) };
    if (mode === 'sidecar') sidecarObjects(part);
    else ambientObjects({ ...part, ...(servicePort !== undefined && { servicePort }) });
    new ExternalHosts(this, 'ExternalHosts', { workload, mesh, mode });
  }
}
