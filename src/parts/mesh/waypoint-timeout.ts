import { timesOf } from '../../core/call-times';
import { demand, demandCustomResource } from '../../core/demand';
import type { Edge } from '../../core/edge';
import { gatewayDuration } from '../../core/gateway-duration';
import type { NumberToken } from '../../core/token';
import { CUSTOM_RESOURCE_API } from '../../core/versions';
import { HTTPRoute } from '../../kinds/gateway-api';
import { meshMetadata, type MeshPart } from './mesh-part';

const ROUTE = 'WaypointRoute';

/**
 * Has a waypoint end the requests to a Service that take too long (GAMMA). It tells no callers apart, so it holds the longest of
 * their timeouts, and none while one of them names none. Made with the first call that has a timeout.
 */
export function waypointTimeout({ scope, workload, graph }: MeshPart, port: number | NumberToken): void {
  graph.follow(workload, ({ callee, options = {} }) => {
    if (callee !== workload || !Number.isFinite(timesOf(options).timeout) || scope.node.tryFindChild(ROUTE)) return;
    demand(scope, demandCustomResource('a timeout at the waypoint', CUSTOM_RESOURCE_API.gateway));
    const service = { group: '', kind: 'Service', name: workload.name, port };
    new HTTPRoute(scope, ROUTE, {
      metadata: { ...meshMetadata(workload), name: `${workload.name}-waypoint` },
      spec: () => ({
        parentRefs: [service],
        rules: [{ backendRefs: [service], ...timeouts(graph.callsTo(workload)) }],
      }),
    });
  });
}

function timeouts(calls: readonly Edge[]) {
  const longest = Math.max(...calls.map(({ options = {} }) => timesOf(options).timeout));
  return Number.isFinite(longest) ? { timeouts: { request: gatewayDuration(longest) } } : {};
}
