import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { demand, demandCustomResource } from '../../core/demand';
import type { GatewayEntry } from '../../core/entry';
import { EXPOSURE_DEFAULTS } from '../../core/exposure';
import { CUSTOM_RESOURCE_API } from '../../core/versions';
import { AuthorizationPolicy } from '../../kinds/istio';
import type { EntryPlan } from './entry-plan';

/**
 * What a Gateway of Istio adds to a route: who may come. A policy there is for a whole Gateway and in its namespace, so it names
 * the hosts and paths of the route, and refuses: what it says nothing of stays as open as it was.
 */
export function istioPolicies(scope: Construct, { gateway }: GatewayEntry, plan: EntryPlan): ApiObject[] {
  const { workload, exposure } = plan;
  const { allowFrom, hosts, paths = EXPOSURE_DEFAULTS.paths } = exposure;
  if (allowFrom === undefined) return [];
  demand(scope, demandCustomResource('exposedAt.allowFrom', CUSTOM_RESOURCE_API.istioSecurity));
  const isPart = !paths.includes('/');
  return [
    new AuthorizationPolicy(scope, 'AuthorizationPolicy', {
      // no namespace has a dot: the names of two workloads are never the same
      metadata: {
        name: `${workload.namespace}.${workload.name}`,
        namespace: gateway.namespace,
        labels: { ...workload.labels },
      },
      spec: () => ({
        targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: gateway.name }],
        action: 'DENY',
        rules: [
          {
            from: [{ source: { notRemoteIpBlocks: [...allowFrom] } }],
            to: [
              {
                operation: {
                  hosts: hosts.flatMap((host) => [host, `${host}:*`]),
                  ...(isPart && { paths: paths.flatMap((path) => [path, `${path}/*`]) }),
                },
              },
            ],
          },
        ],
      }),
    }),
  ];
}
