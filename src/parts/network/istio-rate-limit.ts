import { clientRateLimit, IDLE_RATE_LIMIT } from '../../core/local-rate-limit';
import type { RouteRateLimit } from '../../core/exposure';
import { CONNECTION_MANAGER, type EnvoyFilterSpec } from '../../kinds/istio';
import type { EntryPlan } from './entry-plan';

const MILLISECONDS = { second: 1000, minute: 60_000, hour: 3_600_000 } as const;

/**
 * A limit of each client at a Gateway of Istio, which has no kind for it: its proxies are told themselves. The filter has a name
 * of its own for each workload, since two of one name would both count a request, and holds nothing but the workload's routes.
 */
export function istioRateLimit(
  gateway: string,
  { namespace, name }: EntryPlan['workload'],
  { requests, per }: RouteRateLimit,
): EnvoyFilterSpec {
  const filter = `rate-limit.${namespace}.${name}`;
  const rate = { requests, per: MILLISECONDS[per], burst: requests };
  return {
    targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: gateway }],
    configPatches: [
      {
        applyTo: 'HTTP_FILTER',
        match: { context: 'GATEWAY', listener: { filterChain: { filter: { name: CONNECTION_MANAGER } } } },
        patch: { operation: 'INSERT_BEFORE', value: { name: filter, typed_config: IDLE_RATE_LIMIT } },
      },
      {
        applyTo: 'HTTP_ROUTE',
        // Istio names what it makes of the first rule of an HTTPRoute so, for each host and path
        match: { context: 'GATEWAY', routeConfiguration: { vhost: { route: { name: `${namespace}.${name}.0` } } } },
        patch: {
          operation: 'MERGE',
          value: { typed_per_filter_config: { [filter]: clientRateLimit(rate) } },
        },
      },
    ],
  };
}
