import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { demand, demandCustomResource } from '../../core/demand';
import type { GatewayEntry } from '../../core/entry';
import { EXPOSURE_DEFAULTS, type Exposure } from '../../core/exposure';
import { CUSTOM_RESOURCE_API } from '../../core/versions';
import { AuthorizationPolicy, EnvoyFilter, type AuthorizationPolicySpec } from '../../kinds/istio';
import type { EntryPlan } from './entry-plan';
import { istioRateLimit } from './istio-rate-limit';

/** What a Gateway of Istio adds to a route: who may come, and how often. Both are for a whole Gateway and in its namespace. */
export function istioPolicies(scope: Construct, { gateway }: GatewayEntry, plan: EntryPlan): ApiObject[] {
  const { workload, exposure } = plan;
  const { allowFrom, rateLimit } = exposure;
  const metadata = {
    // no namespace has a dot: the names of two workloads are never the same
    name: `${workload.namespace}.${workload.name}`,
    namespace: gateway.namespace,
    labels: { ...workload.labels },
  };
  const policies: ApiObject[] = [];
  if (allowFrom) {
    demand(scope, demandCustomResource('exposedAt.allowFrom', CUSTOM_RESOURCE_API.istioSecurity));
    const spec = () => allowList(gateway.name, exposure, allowFrom);
    policies.push(new AuthorizationPolicy(scope, 'AuthorizationPolicy', { metadata, spec }));
  }
  if (rateLimit) {
    demand(scope, demandCustomResource('exposedAt.rateLimit', CUSTOM_RESOURCE_API.istioNetworkingAlpha));
    const spec = () => istioRateLimit(gateway.name, workload, rateLimit);
    policies.push(new EnvoyFilter(scope, 'EnvoyFilter', { metadata, spec }));
  }
  return policies;
}

/** It names the hosts and paths of the route, and refuses: what it says nothing of stays as open as it was. */
function allowList(gateway: string, { hosts, paths }: Exposure, allowFrom: readonly string[]): AuthorizationPolicySpec {
  const parts = paths ?? EXPOSURE_DEFAULTS.paths;
  const isPart = !parts.includes('/');
  const operation = {
    hosts: hosts.flatMap((host) => [host, `${host}:*`]),
    ...(isPart && { paths: parts.flatMap((path) => [path, `${path}/*`]) }),
  };
  return {
    targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: gateway }],
    action: 'DENY',
    rules: [{ from: [{ source: { notRemoteIpBlocks: [...allowFrom] } }], to: [{ operation }] }],
  };
}
