import type { CapabilitiesProps, Entry, GatewayEntry, IngressEntry, LoadBalancerEntry, Peer } from 'seaworthy';

/** Pods of a gateway, and those of a controller. */
export const GATEWAY_PODS: Peer = { namespace: 'gateway', labels: { app: 'envoy' } };

const ISSUER = { name: 'letsencrypt' };

/** A Gateway of Envoy Gateway that has a listener for `*.example.com`; other hosts are brought. */
export const ENVOY: GatewayEntry = {
  gateway: { name: 'public', namespace: 'gateway' },
  implementation: 'envoy-gateway',
  channel: 'experimental',
  hosts: ['*.example.com'],
  from: [GATEWAY_PODS],
  issuer: ISSUER,
};

/** A Gateway of Istio that has a listener for `*.example.com`; other hosts are brought. */
export const ISTIO: GatewayEntry = {
  gateway: { name: 'public', namespace: 'gateway' },
  implementation: 'istio',
  hosts: ['*.example.com'],
  from: [{ namespace: 'gateway', labels: { 'gateway.networking.k8s.io/gateway-name': 'public' } }],
  issuer: ISSUER,
};

export const HAPROXY: IngressEntry = {
  kind: 'ingress',
  controller: 'haproxy',
  className: 'haproxy',
  from: [{ namespace: 'haproxy', labels: { app: 'haproxy' } }],
  issuer: ISSUER,
};

export const LOAD_BALANCER: LoadBalancerEntry = { kind: 'aws-load-balancer', from: [{ cidr: '10.0.0.0/20' }] };

/** A cluster with an entry `public`, which serves all that entries are made of. */
export function offering(entry: Entry): CapabilitiesProps {
  return {
    entries: { public: entry },
    customResources: [
      'gateway.networking.k8s.io/v1',
      'cert-manager.io/v1',
      'gateway.envoyproxy.io/v1alpha1',
      'security.istio.io/v1',
      'networking.istio.io/v1alpha3',
    ],
  };
}
