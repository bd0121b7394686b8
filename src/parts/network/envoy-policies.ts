import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { demand, demandCustomResource } from '../../core/demand';
import { memoryQuantity } from '../../core/quantity';
import { CUSTOM_RESOURCE_API } from '../../core/versions';
import { BackendTrafficPolicy, SecurityPolicy } from '../../kinds/envoy-gateway';
import type { EntryPlan } from './entry-plan';

const UNITS = { second: 'Second', minute: 'Minute', hour: 'Hour' } as const;

/** Every address by itself: the two families of them. */
const EACH_CLIENT = ['0.0.0.0/0', '::/0'];

/** What Envoy Gateway adds to a route, by policies that are attached to it. */
export function envoyPolicies(scope: Construct, { workload, exposure }: EntryPlan): ApiObject[] {
  const { maxBody, rateLimit, allowFrom } = exposure;
  const metadata = { name: workload.name, namespace: workload.namespace, labels: { ...workload.labels } };
  const targetRefs = [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: workload.name }];
  const policies: ApiObject[] = [];
  if (maxBody ?? rateLimit)
    policies.push(
      new BackendTrafficPolicy(scope, 'TrafficPolicy', {
        metadata,
        spec: {
          targetRefs,
          ...(maxBody && { requestBuffer: { limit: memoryQuantity(maxBody) } }),
          ...(rateLimit && {
            rateLimit: {
              type: 'Local',
              local: {
                rules: EACH_CLIENT.map((value) => ({
                  clientSelectors: [{ sourceCIDR: { type: 'Distinct' as const, value } }],
                  limit: { requests: rateLimit.requests, unit: UNITS[rateLimit.per] },
                })),
              },
            },
          }),
        },
      }),
    );
  if (allowFrom)
    policies.push(
      new SecurityPolicy(scope, 'SecurityPolicy', {
        metadata,
        spec: {
          targetRefs,
          authorization: {
            defaultAction: 'Deny',
            rules: [{ name: 'allowed-clients', action: 'Allow', principal: { clientCIDRs: [...allowFrom] } }],
          },
        },
      }),
    );
  if (policies.length > 0) demand(scope, demandCustomResource('exposedAt', CUSTOM_RESOURCE_API.envoyGateway));
  return policies;
}
