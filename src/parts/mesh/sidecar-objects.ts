import { isHttp } from '../../core/application-protocol';
import { demand, demandCustomResource } from '../../core/demand';
import type { Edge } from '../../core/edge';
import type { Mesh } from '../../core/mesh';
import { isIn } from '../../core/mesh-traffic';
import { explain, type Refusal } from '../../core/refusal';
import { CUSTOM_RESOURCE_API } from '../../core/versions';
import { AuthorizationPolicy, DestinationRule, EnvoyFilter, Sidecar, VirtualService } from '../../kinds/istio';
import { callRoutes } from './call-routes';
import { callerRefusals, callerRules } from './caller-rules';
import { meshMetadata, type MeshPart } from './mesh-part';
import { rateLimitFilter } from './rate-limit';
import { scopeRefusals, sidecarScope } from './sidecar-scope';
import { trafficPolicy } from './traffic-policy';

/** The objects of a workload whose pods have proxies of their own. */
export function sidecarObjects({ scope, mesh, workload, traffic, graph }: MeshPart): void {
  const metadata = meshMetadata(workload);
  const selector = { matchLabels: { ...workload.selector } };
  const speaksHttp = workload.ports.some(isHttp);
  const { host } = workload;
  scope.node.addValidation({
    validate: () =>
      [
        ...callerRefusals(workload, graph.callsTo(workload)),
        ...graph.callsTo(workload).flatMap((edge) => retryRefusals(mesh, edge)),
        ...scopeRefusals(graph.calleesOf(workload)),
        ...(traffic.rateLimit && !speaksHttp ? [noHttpToLimit()] : []),
      ].map(explain),
  });

  new AuthorizationPolicy(scope, 'AuthorizationPolicy', {
    metadata,
    // without a rule nobody may call it
    spec: () => ({ selector, action: 'ALLOW', rules: callerRules(mesh, graph.callsTo(workload)) }),
  });
  new Sidecar(scope, 'Sidecar', {
    metadata,
    spec: () => sidecarScope(mesh, workload, graph.calleesOf(workload)),
  });
  if (host !== undefined) {
    new DestinationRule(scope, 'DestinationRule', {
      metadata,
      spec: () => ({ host, trafficPolicy: trafficPolicy('sidecar', workload.ports, traffic) }),
    });
    if (speaksHttp)
      new VirtualService(scope, 'VirtualService', {
        metadata,
        spec: () => ({ hosts: [host], http: callRoutes(host, graph.callsTo(workload)) }),
      });
  }
  const { rateLimit } = traffic;
  if (rateLimit) {
    demand(scope, demandCustomResource('traffic.rateLimit', CUSTOM_RESOURCE_API.istioNetworkingAlpha));
    new EnvoyFilter(scope, 'EnvoyFilter', { metadata, spec: () => rateLimitFilter(workload.selector, rateLimit) });
  }
}

/** Retries are made by the caller's proxy. */
function retryRefusals(mesh: Mesh, { caller, options = {} }: Edge): Refusal[] {
  if (options.retries === undefined || isIn(mesh, 'sidecar', caller)) return [];
  return [
    {
      prop: `acceptsFrom('${caller.name}').retries`,
      problem: "are made by the caller's sidecar, and it has none",
      allowed: 'retries of callers in namespaces with sidecars, or in the caller itself',
      fix: "take them out, or set the caller's namespace to 'sidecar' in capabilities.mesh.namespaces",
    },
  ];
}

function noHttpToLimit(): Refusal {
  return {
    prop: 'traffic.rateLimit',
    problem: 'counts requests of a service that speaks no HTTP',
    allowed: "a service with a port named 'http', 'http2' or 'grpc'",
    fix: 'name the port after its protocol, or leave the limit out',
  };
}
