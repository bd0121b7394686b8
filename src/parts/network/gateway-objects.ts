import type { Construct } from 'constructs';
import { demand, demandCustomResource } from '../../core/demand';
import type { GatewayEntry } from '../../core/entry';
import { hostObjectName, hostSecretName } from '../../core/host-name';
import { CUSTOM_RESOURCE_API } from '../../core/versions';
import { HTTPRoute, ListenerSet } from '../../kinds/gateway-api';
import { broughtHosts, certificatesOf, type EntryObjects, type EntryPlan, type ExposedHost } from './entry-plan';
import { envoyPolicies } from './envoy-policies';
import { hostCertificates } from './host-certificates';
import { istioPolicies } from './istio-policies';
import { routeRule } from './route-rule';

const GROUP = 'gateway.networking.k8s.io';

/**
 * A route at a Gateway. The hosts that the Gateway has no listener for come with a ListenerSet: listener, certificate and key
 * stay in the namespace of their owner, and nobody has to be let into it.
 */
export function gatewayObjects(scope: Construct, entry: GatewayEntry, plan: EntryPlan): EntryObjects {
  const { workload, hosts } = plan;
  demand(scope, demandCustomResource('exposedAt', CUSTOM_RESOURCE_API.gateway));
  const metadata = { name: workload.name, namespace: workload.namespace, labels: { ...workload.labels } };
  const { from, issuer } = entry;
  const certified = issuer ? hostCertificates(scope, certificatesOf(plan, { issuer, from })) : undefined;
  const brought = broughtHosts(plan);
  const listeners =
    brought.length === 0
      ? undefined
      : new ListenerSet(scope, 'Listeners', {
          metadata,
          spec: {
            parentRef: { group: GROUP, kind: 'Gateway', ...entry.gateway },
            listeners: brought.map(listener),
          },
        });
  const route = new HTTPRoute(scope, 'Route', {
    metadata,
    spec: {
      parentRefs: hosts.map((host) => parent(entry, host)),
      hostnames: hosts.map(({ host }) => host),
      rules: [routeRule(plan)],
    },
  });
  return {
    route,
    certificates: certified?.certificates ?? [],
    policies: [
      ...(certified?.policies ?? []),
      ...(entry.implementation === 'envoy-gateway' ? envoyPolicies(scope, plan) : []),
      ...(entry.implementation === 'istio' ? istioPolicies(scope, entry, plan) : []),
    ],
    ...(listeners && { listeners }),
  };
}

function listener(host: string) {
  return {
    name: hostObjectName(host),
    hostname: host,
    port: 443,
    protocol: 'HTTPS' as const,
    tls: { mode: 'Terminate' as const, certificateRefs: [{ kind: 'Secret', name: hostSecretName(host) }] },
    allowedRoutes: { namespaces: { from: 'Same' as const } },
  };
}

/** The listener that a route belongs to: never all of a Gateway, of which one speaks plain HTTP. */
function parent({ gateway }: GatewayEntry, { host, gatewayHost, owner }: ExposedHost) {
  return gatewayHost === undefined
    ? { group: GROUP, kind: 'ListenerSet', name: owner, sectionName: hostObjectName(host) }
    : { group: GROUP, kind: 'Gateway', ...gateway, sectionName: hostObjectName(gatewayHost) };
}
