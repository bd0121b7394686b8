import { Duration, Size } from 'cdk8s';
import { type CapabilitiesProps, type Entry } from 'seaworthy';
import { ENVOY, HAPROXY, LOAD_BALANCER, offering } from '../parts/network/entries';
import type { Accepted, Refused } from './refusal-table';

/** A cluster, what a service says of itself in it, and the options of a call to it. */
export interface Exposed {
  readonly cluster: unknown;
  readonly props: object;
  readonly call?: unknown;
}

const HOSTS = ['shop.example.com'];
const at = (exposure: object, entry: Entry = ENVOY): Exposed => ({
  cluster: offering(entry),
  props: { exposedAt: { hosts: HOSTS, ...exposure } },
});
const MESH: CapabilitiesProps = {
  mesh: { mode: 'sidecar' },
  customResources: ['networking.istio.io/v1', 'networking.istio.io/v1alpha3', 'security.istio.io/v1'],
};
const mesh = (props: object): Exposed => ({ cluster: { ...MESH, mesh: { mode: 'sidecar', ...props } }, props: {} });
const limits = (traffic: object): Exposed => ({ cluster: MESH, props: { traffic } });
const called = (call: unknown): Exposed => ({ cluster: MESH, props: {}, call });
const second = Duration.seconds(1);

export const REFUSED: readonly Refused<Exposed>[] = [
  ['an exposure nowhere', at({ hosts: [] }), 'exposedAt.hosts', undefined, '1 to 16', 'name one'],
  [
    'a host with a scheme',
    at({ hosts: ['https://a.example.com'] }),
    'exposedAt.hosts[0]',
    "'https:",
    'a DNS name',
    'the name alone',
  ],
  [
    'a host in capitals',
    at({ hosts: ['Shop.example.com'] }),
    'exposedAt.hosts[0]',
    "'Shop.",
    'lower case',
    'the name alone',
  ],
  ['a host twice', at({ hosts: [...HOSTS, ...HOSTS] }), 'exposedAt.hosts', "'shop.", 'each once', 'remove one'],
  ['a path with a query', at({ paths: ['/a?b'] }), 'exposedAt.paths[0]', "'/a?b'", 'segments', 'the segments alone'],
  [
    'a path that climbs',
    at({ paths: ['/a/../b'] }),
    'exposedAt.paths[0]',
    "'/a/../b'",
    'segments',
    'the segments alone',
  ],
  [
    'an entry that nobody declared',
    at({ entry: 'private' }),
    'exposedAt.entry',
    "'private'",
    'public',
    'capabilities.entries',
  ],
  [
    'a timeout of nothing',
    at({ timeout: Duration.seconds(0) }),
    'exposedAt.timeout',
    "'0s'",
    '1 second',
    'lengthen it',
  ],
  [
    'a misspelt option of HSTS',
    at({ strictTransport: { maxage: second } }),
    'exposedAt.strictTransport.maxage',
    undefined,
    'maxAge',
    'correct the name',
  ],
  [
    'HSTS that browsers do not take',
    at({ strictTransport: { preload: true } }),
    'exposedAt.strictTransport.preload',
    'true',
    'includeSubdomains',
    'add both',
  ],
  [
    'a header of two lines',
    at({ responseHeaders: { 'X-A': 'a\nb' } }),
    'exposedAt.responseHeaders.X-A',
    undefined,
    'visible ASCII',
    'one line',
  ],
  [
    'no requests at all',
    at({ rateLimit: { requests: 0, per: 'second' } }),
    'exposedAt.rateLimit.requests',
    '0',
    'from 1',
    'one client',
  ],
  [
    'requests a day',
    at({ rateLimit: { requests: 1, per: 'day' } }),
    'exposedAt.rateLimit.per',
    "'day'",
    "'hour'",
    'one of them',
  ],
  ['clients by a host', at({ allowFrom: ['office'] }), 'exposedAt.allowFrom[0]', "'office'", 'CIDR', 'prefix'],
  [
    'a cookie with a space',
    at({ sticky: { cookie: 'a b', lifetime: second } }),
    'exposedAt.sticky.cookie',
    "'a b'",
    'letters',
    'rename it',
  ],
  [
    'a largest body at a load balancer',
    at({ maxBody: Size.mebibytes(1) }, LOAD_BALANCER),
    'exposedAt.maxBody',
    undefined,
    'envoy-gateway',
    'the service',
  ],
  [
    'a header that a load balancer cannot set',
    at({ responseHeaders: { 'X-A': 'a' } }, LOAD_BALANCER),
    'exposedAt.responseHeaders.X-A',
    undefined,
    'x-frame-options',
    'Gateway',
  ],
  ['a mesh of no mode', mesh({ mode: 'cilium' }), 'mesh.mode', "'cilium'", "'sidecar'", 'one of them'],
  [
    'a control plane with a dot',
    mesh({ controlPlane: 'istio.system' }),
    'mesh.controlPlane',
    "'istio.system'",
    'lower-case',
    'rename it',
  ],
  [
    'a gateway of all pods',
    mesh({ egressGateway: { name: 'a', namespace: 'b', podLabels: {} } }),
    'mesh.egressGateway.podLabels',
    undefined,
    'one label',
    'only these pods',
  ],
  ['a limit of no connections', limits({ connections: 0 }), 'traffic.connections', '0', '1 or more', 'leave it out'],
  [
    'a burst under its rate',
    limits({ rateLimit: { requests: 10, burst: 5 } }),
    'traffic.rateLimit.burst',
    '5',
    '10 or more',
    'raise it',
  ],
  [
    'a bucket filled every millisecond',
    limits({ rateLimit: { requests: 1, per: Duration.millis(1) } }),
    'traffic.rateLimit.per',
    "'1ms'",
    '50 or more',
    'correct it',
  ],
  ['a misspelt limit', limits({ conections: 5 }), 'traffic.conections', undefined, 'connections', 'correct the name'],
  [
    'a call without time',
    called({ timeout: Duration.seconds(0) }),
    "calls('api').timeout",
    "'0ms'",
    '1 or more',
    'leave it out',
  ],
  [
    'a call that is repeated for ever',
    called({ retries: { attempts: 3 } }),
    "calls('api').retries",
    undefined,
    'a timeout',
    'timeout',
  ],
  [
    'orders that are repeated',
    called({ timeout: second, methods: ['POST'], retries: { attempts: 1 } }),
    "calls('api').methods",
    "'POST'",
    'GET',
    'take retries out',
  ],
  ['a call of an odd method', called({ methods: ['LIST'] }), 'methods[0]', "'LIST'", "'GET'", 'one of them'],
  [
    'a call of a path with a query',
    called({ paths: ['/a?b=c'] }),
    "calls('api').paths",
    "'/a?b=c'",
    '/v1/*',
    'correct it',
  ],
  [
    'a call of a port that is not served',
    called({ ports: ['grpc'] }),
    "calls('api').ports",
    "'grpc'",
    "'http' 8080",
    'serve this one',
  ],
  ['a misspelt option of a call', called({ timeOut: second }), 'timeOut', undefined, 'timeout', 'correct the name'],
];

export const ACCEPTED: readonly Accepted<Exposed>[] = [
  ['a wildcard that the gateway serves', at({ hosts: ['*.example.com'] })],
  ['a path with a colon', at({ paths: ['/v1/orders:batch'] })],
  ['no HSTS, with a reason', at({ strictTransport: { without: 'devices that know no TLS' } })],
  ['a header that is left to the service', at({ responseHeaders: { 'x-frame-options': false } })],
  ['clients of IPv6', at({ allowFrom: ['2001:db8::/32'] })],
  ['a load balancer and the longest it holds', at({ timeout: Duration.seconds(20) }, LOAD_BALANCER)],
  ['an Ingress of HAProxy', at({}, HAPROXY)],
  ['a mesh that one namespace is out of', mesh({ namespaces: { shop: 'none' } })],
  ['a burst of one second', limits({ rateLimit: { requests: 10, burst: 10 } })],
  ['a call of all paths', called({ paths: ['/*'] })],
  ['a call of a port by its number', called({ ports: [8080] })],
];
