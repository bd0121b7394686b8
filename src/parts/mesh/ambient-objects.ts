import type { CallOptions } from '../../core/call-options';
import type { Edge } from '../../core/edge';
import { isIn } from '../../core/mesh-traffic';
import type { Mesh } from '../../core/mesh';
import { explain, type Refusal } from '../../core/refusal';
import type { NumberToken } from '../../core/token';
import { AuthorizationPolicy, DestinationRule } from '../../kinds/istio';
import { isHttp } from '../../core/application-protocol';
import type { PodSet } from '../../core/workload';
import { callerRefusals, callerRules, looksIntoHttp, principal, type SeenPort } from './caller-rules';
import { meshMetadata, type MeshPart } from './mesh-part';
import { trafficPolicy } from './traffic-policy';
import { waypointTimeout } from './waypoint-timeout';

/** What the objects of an ambient workload are made from. */
export interface AmbientPart extends MeshPart {
  /** Port of its Service that HTTP requests come to, where that is known. */
  readonly servicePort?: number | NumberToken;
}

/**
 * The objects of a workload whose pods are reached through proxies of their nodes. Those know identities and ports; what looks
 * into HTTP is held by the namespace's waypoint, through which calls to the workload's Service go.
 */
export function ambientObjects({ servicePort, ...part }: AmbientPart): void {
  const { scope, mesh, workload, traffic, graph } = part;
  const metadata = meshMetadata(workload);
  const { host } = workload;
  const calls = (): Edge[] => graph.callsTo(workload);
  scope.node.addValidation({
    validate: () =>
      [
        ...callerRefusals(workload, calls()),
        ...calls().flatMap((edge) => ambientRefusals(mesh, edge, host !== undefined)),
        ...(traffic.rateLimit ? [noRateLimit()] : []),
      ].map(explain),
  });
  const behindWaypoint = mesh.waypoint !== undefined && host !== undefined;
  new AuthorizationPolicy(scope, 'AuthorizationPolicy', {
    metadata,
    spec: () => {
      // who is limited to methods or paths must not come past the waypoint
      const direct = behindWaypoint ? calls().filter((edge) => !looksIntoHttp(edge)) : calls();
      const waypoint = { namespace: workload.namespace, name: mesh.waypoint ?? '' };
      return {
        selector: { matchLabels: { ...workload.selector } },
        action: 'ALLOW',
        rules: [
          ...(behindWaypoint ? [{ from: [{ source: { principals: [principal(mesh, waypoint)] } }] }] : []),
          ...callerRules(mesh, direct),
        ],
      };
    },
  });
  if (!behindWaypoint) return;
  new AuthorizationPolicy(scope, 'WaypointPolicy', {
    metadata: { ...metadata, name: `${workload.name}-waypoint` },
    spec: () => ({
      targetRefs: [{ kind: 'Service', group: '', name: workload.name }],
      action: 'ALLOW',
      rules: callerRules(mesh, calls(), ofService(workload, servicePort)),
    }),
  });
  new DestinationRule(scope, 'DestinationRule', {
    metadata,
    spec: () => ({ host, trafficPolicy: trafficPolicy('ambient', workload.ports, traffic) }),
  });
  if (servicePort !== undefined) waypointTimeout(part, servicePort);
}

/** A waypoint sees the ports of the Service that is called: those of its pods, but for the one that HTTP requests come to. */
function ofService({ ports }: PodSet, servicePort: AmbientPart['servicePort']): SeenPort {
  const http = ports.find(isHttp);
  return (port) => (port === http && servicePort !== undefined ? servicePort : port.port);
}

/** What a waypoint cannot hold, or nothing can where there is none. */
function ambientRefusals(mesh: Mesh, edge: Edge, hasService: boolean): Refusal[] {
  const { caller, options = {} } = edge;
  const needed = (['methods', 'paths'] satisfies (keyof CallOptions)[]).filter((name) => options[name] !== undefined);
  const retries: Refusal = {
    prop: `acceptsFrom('${caller.name}').retries`,
    problem: 'asks for retries of one caller, and a waypoint knows no callers',
    allowed: 'retries where the callee has sidecars, or in the caller itself',
    fix: "take them out, or set the callee's namespace to 'sidecar' in capabilities.mesh.namespaces",
  };
  const passedBy: Refusal = {
    prop: `acceptsFrom('${caller.name}').${needed.join(', ')}`,
    problem: 'look into HTTP, which the waypoint does, and a caller that is not ambient itself does not pass it',
    allowed: 'both for callers in ambient namespaces',
    fix: 'set both namespaces to the same mode in capabilities.mesh.namespaces, or take them out',
  };
  const waypoint: Refusal = {
    prop: `acceptsFrom('${caller.name}').${needed.join(', ')}`,
    problem: 'look into HTTP, which only a waypoint in front of a Service does',
    allowed: 'both for services in namespaces with a waypoint, or with sidecars',
    fix: "declare capabilities.mesh.waypoint, or set the namespace to 'sidecar' in capabilities.mesh.namespaces",
  };
  const hasWaypoint = mesh.waypoint !== undefined && hasService;
  return [
    ...(options.retries ? [retries] : []),
    ...(needed.length > 0 && !hasWaypoint ? [waypoint] : []),
    ...(needed.length > 0 && hasWaypoint && !isIn(mesh, 'ambient', caller) ? [passedBy] : []),
  ];
}

function noRateLimit(): Refusal {
  return {
    prop: 'traffic.rateLimit',
    problem: 'is held by a filter of the proxy (EnvoyFilter), which ambient ignores without a word',
    allowed: 'rate limits in namespaces with sidecars',
    fix: "take it out, or set the namespace to 'sidecar' in capabilities.mesh.namespaces",
  };
}
