import { Duration, Size, type Chart } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import {
  capabilities,
  External,
  Graph,
  HttpEntry,
  WebService,
  type CapabilitiesProps,
  type Entry,
  type HttpEntryProps,
  type WebServiceProps,
} from 'seaworthy';
import { plainWorkload } from '../../plain-workload';
import { build, objects, only, problems } from '../../rendering';
import { ENVOY, HAPROXY, ISTIO, LOAD_BALANCER, offering } from './entries';

const exposed =
  (given: Partial<HttpEntryProps>) =>
  (chart: Chart): void => {
    const backends = [{ service: 'api', port: 80 }];
    new HttpEntry(chart, 'Entry', { workload: plainWorkload('api'), hosts: ['api.example.com'], backends, ...given });
  };

describe('an allow list at a Gateway of Istio', () => {
  const policy = (given: Partial<HttpEntryProps>) =>
    only('AuthorizationPolicy', exposed({ allowFrom: ['203.0.113.0/24', '2001:db8::/32'], ...given }), offering(ISTIO));

  test('refuses everybody else, at the Gateway, for the hosts of the route alone', () => {
    const { metadata, spec } = policy({ hosts: ['api.example.com', 'api.example.org'] });
    expect(metadata).toMatchObject({ name: 'shop.api', namespace: 'gateway' });
    expect(spec).toEqual({
      targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'public' }],
      action: 'DENY',
      rules: [
        {
          from: [{ source: { notRemoteIpBlocks: ['203.0.113.0/24', '2001:db8::/32'] } }],
          to: [
            {
              operation: {
                hosts: ['api.example.com', 'api.example.com:*', 'api.example.org', 'api.example.org:*'],
              },
            },
          ],
        },
      ],
    });
  });

  test('is for the paths of the route, in whole segments, unless it has all', () => {
    const operation = (paths: readonly string[]) => policy({ paths }).spec['rules']?.[0]?.['to']?.[0]?.['operation'];
    expect(operation(['/admin', '/v1/keys'])).toMatchObject({
      paths: ['/admin', '/admin/*', '/v1/keys', '/v1/keys/*'],
    });
    expect(operation(['/', '/admin'])).not.toHaveProperty('paths');
  });

  test('demands the definitions of Istio; without a list there is no policy', () => {
    const offers = { ...offering(ISTIO), customResources: ['gateway.networking.k8s.io/v1', 'cert-manager.io/v1'] };
    expect(problems(exposed({ allowFrom: ['203.0.113.0/24'] }), offers)).toEqual([
      expect.stringContaining('exposedAt.allowFrom needs the custom resources of security.istio.io/v1'),
    ]);
    expect(objects(exposed({}), offers).map(({ kind }) => kind)).not.toContain('AuthorizationPolicy');
  });

  test.each<[string, Partial<HttpEntryProps>, string]>([
    ['a wildcard, whose port nobody could name', { hosts: ['*.example.com'] }, "held for '*.example.com'"],
    ["a path with a '*', which would mean more there", { paths: ['/a*'] }, "held for '/a*'"],
  ])('rejects %s', (_title, given, problem) => {
    expect(problems(exposed({ allowFrom: ['203.0.113.0/24'], ...given }), offering(ISTIO))).toEqual([
      expect.stringContaining(`exposedAt.allowFrom cannot be ${problem} at a Gateway of istio`),
    ]);
    expect(problems(exposed(given), offering(ISTIO))).toEqual([]);
  });
});

describe('a rate limit at a Gateway of Istio', () => {
  const rateLimit = { requests: 100, per: 'minute' as const };
  const filter = (given: Partial<HttpEntryProps> = {}) =>
    only('EnvoyFilter', exposed({ rateLimit, ...given }), offering(ISTIO));

  test('is for the proxies of the Gateway, under the name of the workload', () => {
    const { metadata, spec } = filter();
    expect(metadata).toMatchObject({ name: 'shop.api', namespace: 'gateway' });
    expect(spec['targetRefs']).toEqual([{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'public' }]);
    expect(spec).not.toHaveProperty('workloadSelector');
  });

  test('holds nothing at routes of others: the filter itself has no bucket, the route of the workload has', () => {
    const [idle, held] = [filter().spec['configPatches']?.[0], filter().spec['configPatches']?.[1]];
    expect(idle).toMatchObject({ applyTo: 'HTTP_FILTER', match: { context: 'GATEWAY' } });
    expect(idle?.['patch']?.['value']?.['name']).toBe('rate-limit.shop.api');
    expect(Object.keys(idle?.['patch']?.['value']?.['typed_config'] ?? {})).toEqual(['@type', 'stat_prefix']);
    expect(held).toMatchObject({
      applyTo: 'HTTP_ROUTE',
      match: { context: 'GATEWAY', routeConfiguration: { vhost: { route: { name: 'shop.api.0' } } } },
      patch: { operation: 'MERGE' },
    });
  });

  test.each([
    ['second', '1s'],
    ['minute', '60s'],
    ['hour', '3600s'],
  ] as const)('counts each client of a %s by itself, is enforced, and takes nothing of what all share', (per, span) => {
    const patches = filter({ rateLimit: { requests: 7, per } }).spec['configPatches'];
    const bucket = { max_tokens: 7, tokens_per_fill: 7, fill_interval: span };
    const always = { default_value: { numerator: 100, denominator: 'HUNDRED' } };
    expect(patches?.[1]?.['patch']?.['value']?.['typed_per_filter_config']?.['rate-limit.shop.api']).toMatchObject({
      filter_enabled: always,
      filter_enforced: always,
      always_consume_default_token_bucket: false,
      rate_limits: [{ actions: [{ masked_remote_address: { v4_prefix_mask_len: 32, v6_prefix_mask_len: 64 } }] }],
      descriptors: [{ entries: [{ key: 'masked_remote_address' }], token_bucket: bucket }],
    });
  });

  test('holds wildcards too, stands beside an allow list, and demands the definition of EnvoyFilter', () => {
    const given = { rateLimit, allowFrom: ['203.0.113.0/24'] };
    const { customResources = [] } = offering(ISTIO);
    const without = { ...offering(ISTIO), customResources: customResources.filter((api) => !api.includes('alpha3')) };
    expect(problems(exposed({ rateLimit, hosts: ['*.example.com'] }), offering(ISTIO))).toEqual([]);
    expect(objects(exposed(given), offering(ISTIO)).map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['AuthorizationPolicy', 'EnvoyFilter']),
    );
    expect(problems(exposed({ rateLimit }), without)).toEqual([
      expect.stringContaining('exposedAt.rateLimit needs the custom resources of networking.istio.io/v1alpha3'),
    ]);
  });
});

function api(chart: Chart, props: Partial<WebServiceProps> = {}): WebService {
  return new WebService(chart, 'api', {
    name: 'api',
    image: 'ghcr.io/acme/api:1.0.0',
    port: 8080,
    resources: { cpu: Cpu.millis(100), memory: Size.mebibytes(64) },
    scale: { replicas: 2 },
    exposedAt: { hosts: ['api.example.com'] },
    ...props,
  });
}

describe('the timeout of an entry', () => {
  const reports = External.pods('reports', { namespace: 'data', podLabels: { app: 'reports' }, ports: [{ port: 80 }] });
  const chain =
    (answer: Duration, timeout?: Duration) =>
    (chart: Chart): void => {
      const exposedAt = { hosts: ['api.example.com'], ...(timeout && { timeout }) };
      const longest = timeout && { shutdown: { longestRequest: timeout } };
      api(chart, { exposedAt, ...longest }).calls(reports, { timeout: answer });
    };

  test.each<[string, Entry]>([
    ['a Gateway', ENVOY],
    ['an Ingress controller', HAPROXY],
    ['a load balancer of AWS', LOAD_BALANCER],
  ])('at %s it is no shorter than those of the calls that follow', (_title, entry) => {
    expect(problems(chain(Duration.seconds(30)), offering(entry))).toEqual([
      "[] calls('api') of entry 'public'.timeout '20000ms' is shorter than the chain entry 'public' -> api -> reports: " +
        'api may wait 30000ms for reports, and nobody would be left to hear the answer; allowed: 30000ms or more; ' +
        "raise exposedAt.timeout of api, or shorten the timeout of calls('reports') of api",
    ]);
    expect(problems(chain(Duration.seconds(30), Duration.seconds(30)), offering(entry))).toEqual([]);
  });

  test('is part of the call as the service finishes requests, 20 seconds where nobody says more', () => {
    const timeouts = (props: Partial<WebServiceProps>) =>
      Graph.of(build((chart) => void api(chart, props), offering(ENVOY))).edges.map(({ options }) =>
        options?.timeout?.toSeconds(),
      );
    expect(timeouts({})).toEqual([20]);
    expect(timeouts({ exposedAt: { hosts: ['api.example.com'], timeout: Duration.seconds(7) } })).toEqual([7]);
  });

  test('a service may be exposed twice at one entry, with two timeouts', () => {
    const twice = (chart: Chart): void => {
      const service = api(chart, { exposedAt: { hosts: ['api.example.com'], timeout: Duration.seconds(5) } });
      const backends = [{ service: 'api', port: 80 }];
      const timeout = Duration.minutes(2);
      const exposure = { workload: service, backends, hosts: ['exports.example.com'], timeout };
      new HttpEntry(chart, 'exports', exposure);
      service.calls(reports, { timeout: Duration.seconds(10) });
    };
    expect(problems(twice, offering(ENVOY))).toEqual([
      expect.stringContaining("calls('api') of entry 'public'.timeout '5000ms' is shorter than the chain"),
    ]);
  });

  test('that is refused itself is not refused as that of a call again', () => {
    expect(problems(exposed({ timeout: Duration.seconds(0) }), offering(ENVOY))).toEqual([
      expect.stringContaining('exposedAt.timeout'),
    ]);
  });
});

describe('an entry of a service in a mesh', () => {
  const offers = (entry: Entry): CapabilitiesProps => ({
    entries: { public: entry },
    customResources: [...(offering(entry).customResources ?? []), 'networking.istio.io/v1'],
    mesh: { mode: 'sidecar' },
  });
  const sources = (entry: Entry) =>
    only('AuthorizationPolicy', (chart) => void api(chart), offers(entry)).spec['rules']?.[0]?.['from'];

  test.each<[string, Entry, string]>([
    ['of Istio is the account that Istio makes for it', ISTIO, 'gateway/sa/public-istio'],
    ['of Istio may have another one', { ...ISTIO, runsAs: { namespace: 'edge', name: 'gate' } }, 'edge/sa/gate'],
    ['of envoy-gateway has the one that is declared', { ...ENVOY, runsAs: { namespace: 'e', name: 'g' } }, 'e/sa/g'],
    ['of HAProxy has the one that is declared', { ...HAPROXY, runsAs: { namespace: 'h', name: 'p' } }, 'h/sa/p'],
  ])('%s', (_title, entry, identity) => {
    expect(sources(entry)).toEqual([{ source: { principals: [`cluster.local/ns/${identity}`] } }]);
  });

  test.each<[string, Entry]>([
    ['a Gateway whose account nobody declared', ENVOY],
    ['load balancers, which have no identity', LOAD_BALANCER],
  ])('rejects %s', (_title, entry) => {
    expect(problems((chart) => void api(chart), offers(entry))).toEqual([
      expect.stringContaining("acceptsFrom('entry 'public'') is a caller without an identity"),
    ]);
  });

  test('has no route at the proxies of the service: its own route holds its timeout', () => {
    const { spec } = only('VirtualService', (chart) => void api(chart), offers(ISTIO));
    expect(spec['http']).toEqual([expect.objectContaining({ name: 'others' })]);
  });

  test('rejects an account that is none', () => {
    const runsAs = { namespace: 'Edge', name: 'gate way' };
    expect(() => capabilities({ entries: { public: { ...ISTIO, runsAs } } })).toThrow(
      /entries\.public\.runsAs\.namespace 'Edge'[^]*entries\.public\.runsAs\.name 'gate way'/,
    );
  });
});
