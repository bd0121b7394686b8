import type { Chart, ApiObject } from 'cdk8s';
import { CiliumNetworkPolicy } from '../../src/kinds/cilium';
import {
  AuthorizationPolicy,
  DestinationRule,
  EnvoyFilter,
  IstioGateway,
  PeerAuthentication,
  ServiceEntry,
  Sidecar,
  VirtualService,
} from '../../src/kinds/istio';
import { only } from '../rendering';

const metadata = { name: 'cart', namespace: 'shop' };
const NETWORKING = 'networking.istio.io/v1';
const SECURITY = 'security.istio.io/v1';

/** Each kind with fields that only newer releases have, where there are any. */
const BUDGET = { host: 'cart', trafficPolicy: { retryBudget: { percent: 20, minRetryConcurrency: 3 } } };
const BACKOFF = { hosts: ['cart'], http: [{ retries: { attempts: 1, backoff: '25ms' } }] };
const TARGETS = { targetRefs: [{ group: '', kind: 'Service', name: 'cart' }], rules: [] };
const ENTRY = { hosts: ['cart.example.com'], resolution: 'DYNAMIC_DNS' as const };
const SCOPE = { egress: [{ hosts: ['./*'] }], outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' as const } };
const SERVER = { servers: [{ hosts: ['*'], port: { name: 'tls', number: 443, protocol: 'TLS' } }] };
const PATCHES = {
  configPatches: [{ applyTo: 'HTTP_FILTER' as const, patch: { operation: 'INSERT_BEFORE' as const } }],
};
const MTLS = { mtls: { mode: 'STRICT' as const } };
const HOSTS = { endpointSelector: {}, egress: [{ toFQDNs: [{ matchName: 'cart.example.com' }] }] };

const KINDS: readonly [kind: string, apiVersion: string, spec: object, make: (chart: Chart) => ApiObject][] = [
  [
    'AuthorizationPolicy',
    SECURITY,
    TARGETS,
    (chart) => new AuthorizationPolicy(chart, 'x', { metadata, spec: () => TARGETS }),
  ],
  ['PeerAuthentication', SECURITY, MTLS, (chart) => new PeerAuthentication(chart, 'x', { metadata, spec: () => MTLS })],
  ['DestinationRule', NETWORKING, BUDGET, (chart) => new DestinationRule(chart, 'x', { metadata, spec: () => BUDGET })],
  ['VirtualService', NETWORKING, BACKOFF, (chart) => new VirtualService(chart, 'x', { metadata, spec: () => BACKOFF })],
  ['ServiceEntry', NETWORKING, ENTRY, (chart) => new ServiceEntry(chart, 'x', { metadata, spec: () => ENTRY })],
  ['Sidecar', NETWORKING, SCOPE, (chart) => new Sidecar(chart, 'x', { metadata, spec: () => SCOPE })],
  ['Gateway', NETWORKING, SERVER, (chart) => new IstioGateway(chart, 'x', { metadata, spec: () => SERVER })],
  [
    'EnvoyFilter',
    'networking.istio.io/v1alpha3',
    PATCHES,
    (chart) => new EnvoyFilter(chart, 'x', { metadata, spec: () => PATCHES }),
  ],
  [
    'CiliumNetworkPolicy',
    'cilium.io/v2',
    HOSTS,
    (chart) => new CiliumNetworkPolicy(chart, 'x', { metadata, spec: () => HOSTS }),
  ],
];

test.each(KINDS)('no field of a %s is lost, and its place is explicit', (kind, apiVersion, spec, make) => {
  expect(only(kind, (chart) => void make(chart))).toEqual({ apiVersion, kind, metadata, spec });
});
