import { Chart, Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import {
  External,
  Graph,
  Percent,
  PostgresEndpoint,
  WebService,
  WorkloadMesh,
  type CapabilitiesProps,
  type MeshProps,
  type WebServiceProps,
} from 'seaworthy';
import { objects, only, problems } from '../../rendering';
import { plainWorkload } from '../../plain-workload';

const APIS = ['networking.istio.io/v1', 'networking.istio.io/v1alpha3', 'security.istio.io/v1'];

const offers = (mesh: MeshProps): CapabilitiesProps => ({ customResources: APIS, mesh });
const SIDECAR = offers({ mode: 'sidecar' });
const AMBIENT = offers({ mode: 'ambient', waypoint: 'waypoint' });
/** Where waypoints are told of routes, too. */
const GATEWAY = { ...AMBIENT, customResources: [...APIS, 'gateway.networking.k8s.io/v1'] };

const seconds = (amount: number): Duration => Duration.seconds(amount);

function service(chart: Chart, id: string, props: Partial<WebServiceProps> = {}): WebService {
  return new WebService(chart, id, {
    name: id,
    image: `ghcr.io/acme/${id}:1.0.0`,
    port: 8080,
    resources: { cpu: Cpu.millis(100), memory: Size.mebibytes(64) },
    scale: { replicas: 2 },
    ...props,
  });
}

/** `web` calls `api`. */
const pair =
  (options: Parameters<WebService['calls']>[1] = {}, api: Partial<WebServiceProps> = {}) =>
  (chart: Chart): void => {
    service(chart, 'web').calls(service(chart, 'api', api), options);
  };

/** The object of a kind that a service has. */
const of = (name: string, kind: string, fill: (chart: Chart) => void, given = SIDECAR) => {
  const [found] = objects(fill, given).filter((object) => object.kind === kind && object.metadata.name === name);
  if (!found) throw new Error(`no ${kind} ${name}`);
  return found;
};

const OURS = /istio|cilium/;
const meshKinds = (fill: (chart: Chart) => void, given?: CapabilitiesProps): string[] =>
  objects(fill, given)
    .filter(({ apiVersion }) => OURS.test(apiVersion))
    .map(({ kind, metadata }) => `${kind} ${metadata.name}`);

describe('an autoscaler of pods that a mesh adds a proxy to', () => {
  const scale = { min: 2, max: 4, cpu: Percent.of(70) };
  const metrics = (mesh: MeshProps) =>
    only('HorizontalPodAutoscaler', (chart) => service(chart, 'api', { scale }), offers(mesh)).spec.metrics;

  test('measures the container that does the work', () => {
    expect(metrics({ mode: 'sidecar' })).toMatchObject([
      { type: 'ContainerResource', containerResource: { container: 'api' } },
    ]);
  });

  test('measures the pod where that is all', () => {
    expect(metrics({ mode: 'ambient' })).toMatchObject([{ type: 'Resource' }]);
    expect(metrics({ mode: 'sidecar', namespaces: { shop: 'none' } })).toMatchObject([{ type: 'Resource' }]);
  });
});

describe('where there is no mesh', () => {
  test.each<[string, CapabilitiesProps | undefined]>([
    ['no environment is declared', undefined],
    ['the environment declares no mesh', { customResources: APIS }],
    ['the namespace is not in the mesh', offers({ mode: 'sidecar', namespaces: { shop: 'none' } })],
  ])('nothing of it is rendered: %s', (_title, given) => {
    expect(meshKinds(pair({ timeout: seconds(1) }, { traffic: { rateLimit: { requests: 5 } } }), given)).toEqual([]);
  });
});

describe('a workload with sidecars', () => {
  test('has its policy, its scope, and as a service the rules and routes for its callers', () => {
    expect(meshKinds((chart) => service(chart, 'api'), SIDECAR)).toEqual([
      'AuthorizationPolicy api',
      'Sidecar api',
      'DestinationRule api',
      'VirtualService api',
    ]);
  });

  test('demands the definitions of Istio', () => {
    expect(problems((chart) => service(chart, 'api'), { mesh: { mode: 'sidecar' } })).toEqual([
      expect.stringContaining('needs the custom resources of networking.istio.io/v1'),
      expect.stringContaining('needs the custom resources of security.istio.io/v1'),
    ]);
  });

  test('lets in its callers alone, by service account, on its port, with their methods and paths', () => {
    const { spec } = of('api', 'AuthorizationPolicy', (chart) => {
      pair({ methods: ['GET', 'POST'], paths: ['/v1/*'] })(chart);
    });
    expect(spec).toEqual({
      selector: { matchLabels: { 'app.kubernetes.io/name': 'api' } },
      action: 'ALLOW',
      rules: [
        {
          from: [{ source: { principals: ['cluster.local/ns/shop/sa/web'] } }],
          to: [{ operation: { ports: ['8080'], methods: ['GET', 'POST'], paths: ['/v1/*'] } }],
        },
      ],
    });
  });

  test('opens the ports that a call names, and no others', () => {
    const { spec } = of('store', 'AuthorizationPolicy', (chart) => {
      const ports = [
        { name: 'redis', port: 6379 },
        { name: 'metrics', port: 9121 },
      ];
      const store = { ...plainWorkload('store'), ports, host: 'store.shop.svc.cluster.local' };
      new WorkloadMesh(chart, 'mesh', { workload: store });
      Graph.of(chart).add(service(chart, 'web'), store, { ports: ['redis'] });
      Graph.of(chart).add(service(chart, 'till'), store);
    });
    expect(spec['rules']).toMatchObject([
      { to: [{ operation: { ports: ['6379'] } }] },
      { to: [{ operation: { ports: ['6379', '9121'] } }] },
    ]);
  });

  test('lets nobody in when nobody calls it: an ALLOW policy without rules', () => {
    const { spec } = of('web', 'AuthorizationPolicy', pair());
    expect(spec).toMatchObject({ action: 'ALLOW' });
    expect(spec['rules'] ?? []).toEqual([]);
  });

  test('knows identities of another trust domain, and of pods outside the App', () => {
    const { spec } = of(
      'api',
      'AuthorizationPolicy',
      (chart) => {
        const gateway = { namespace: 'edge', podLabels: { app: 'gateway' }, serviceAccount: 'gateway' };
        service(chart, 'api').acceptsFrom(External.pods('gateway', gateway));
      },
      offers({ mode: 'sidecar', trustDomain: 'prod.example.com' }),
    );
    expect(spec['rules']?.[0]).toMatchObject({
      from: [{ source: { principals: ['prod.example.com/ns/edge/sa/gateway'] } }],
    });
  });

  test('rejects a caller without an identity, with both ways out', () => {
    const found = problems((chart) => {
      service(chart, 'api').acceptsFrom(External.pods('legacy', { namespace: 'old', podLabels: { app: 'x' } }));
    }, SIDECAR);
    expect(found).toEqual([
      "[shop/api/Mesh] acceptsFrom('legacy') is a caller without an identity, whom the mesh lets nobody tell from others; allowed: callers with a service account (runsAs); name its service account, or let it come in through a gateway of the mesh",
    ]);
  });

  test('its proxy knows the control plane and whom it calls, and refuses everything else', () => {
    const { spec } = of('web', 'Sidecar', (chart) => {
      const web = service(chart, 'web');
      web.calls(service(chart, 'api'));
      web.calls(
        External.pods('search', { namespace: 'search', podLabels: { app: 'search' }, ports: [{ port: 9200 }] }),
      );
      web.calls(PostgresEndpoint.of({ name: 'db', host: 'db.example.com', cidrs: ['10.30.64.0/20'] }));
    });
    expect(spec).toEqual({
      workloadSelector: { labels: { 'app.kubernetes.io/name': 'web' } },
      outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' },
      egress: [{ hosts: ['./db.example.com', 'istio-system/*', 'search/*', 'shop/api.shop.svc.cluster.local'] }],
    });
  });

  test('its callers get the timeouts and retries of their own calls, and nobody else is repeated', () => {
    const { spec } = of(
      'api',
      'VirtualService',
      pair({
        timeout: seconds(4),
        retries: { attempts: 2, perTry: seconds(1), methods: ['GET', 'HEAD'] },
      }),
    );
    const route = [{ destination: { host: 'api.shop.svc.cluster.local' } }];
    const from = { sourceLabels: { 'app.kubernetes.io/name': 'web' }, sourceNamespace: 'shop' };
    expect(spec).toEqual({
      hosts: ['api.shop.svc.cluster.local'],
      http: [
        {
          name: 'web-repeated',
          match: [{ ...from, method: { regex: 'GET|HEAD' } }],
          route,
          timeout: '4s',
          retries: {
            attempts: 2,
            perTryTimeout: '1s',
            backoff: '25ms',
            retryOn: 'connect-failure,refused-stream,reset-before-request,gateway-error,unavailable',
          },
        },
        { name: 'web', match: [from], route, timeout: '4s', retries: { attempts: 0 } },
        { name: 'others', route, retries: { attempts: 0 } },
      ],
    });
  });

  test('without names of methods only idempotent ones are repeated, in what the timeout leaves for each try', () => {
    // 2 tries with at most 25 ms between them in 1025 ms
    const { spec } = of('api', 'VirtualService', pair({ timeout: Duration.millis(1025), retries: { attempts: 1 } }));
    expect(spec['http']?.[0]).toMatchObject({
      match: [{ method: { regex: 'GET|HEAD|OPTIONS|PUT|DELETE' } }],
      timeout: '1025ms',
      retries: { attempts: 1, perTryTimeout: '500ms' },
    });
  });

  test('defaults: every limit that Istio has not, and half of the pods may be left alone', () => {
    expect(of('api', 'DestinationRule', pair()).spec).toEqual({
      host: 'api.shop.svc.cluster.local',
      trafficPolicy: {
        tls: { mode: 'ISTIO_MUTUAL' },
        connectionPool: {
          tcp: { maxConnections: 100, connectTimeout: '3s' },
          http: { http1MaxPendingRequests: 100, http2MaxRequests: 1000 },
        },
        retryBudget: { percent: 20, minRetryConcurrency: 3 },
        outlierDetection: {
          consecutive5xxErrors: 5,
          interval: '10s',
          baseEjectionTime: '30s',
          maxEjectionPercent: 50,
        },
        loadBalancer: {
          simple: 'LEAST_REQUEST',
          localityLbSetting: {
            enabled: true,
            failoverPriority: ['topology.kubernetes.io/region', 'topology.kubernetes.io/zone'],
          },
        },
      },
    });
  });

  test('takes every limit that it is given', () => {
    const traffic = {
      connections: 7,
      pendingRequests: 8,
      requests: 9,
      connectTimeout: Duration.millis(1500),
      retryBudget: Percent.of(10),
      ejection: { after: 3, time: Duration.minutes(1), most: Percent.of(34) },
    };
    expect(of('api', 'DestinationRule', pair({}, { traffic })).spec['trafficPolicy']).toMatchObject({
      connectionPool: {
        tcp: { maxConnections: 7, connectTimeout: '1500ms' },
        http: { http1MaxPendingRequests: 8, http2MaxRequests: 9 },
      },
      retryBudget: { percent: 10 },
      outlierDetection: { consecutive5xxErrors: 3, baseEjectionTime: '60s', maxEjectionPercent: 34 },
    });
  });

  test('a rate limit is counted and enforced by each pod', () => {
    const { spec } = only('EnvoyFilter', pair({}, { traffic: { rateLimit: { requests: 20, burst: 40 } } }), SIDECAR);
    expect(spec['workloadSelector']).toEqual({ labels: { 'app.kubernetes.io/name': 'api' } });
    expect(spec['configPatches']?.[0]).toMatchObject({
      applyTo: 'HTTP_FILTER',
      match: { context: 'SIDECAR_INBOUND' },
      patch: {
        operation: 'INSERT_BEFORE',
        value: {
          typed_config: {
            token_bucket: { max_tokens: 40, tokens_per_fill: 20, fill_interval: '1s' },
            filter_enabled: { default_value: { numerator: 100, denominator: 'HUNDRED' } },
            filter_enforced: { default_value: { numerator: 100, denominator: 'HUNDRED' } },
          },
        },
      },
    });
  });

  test.each<[string, WebServiceProps['traffic'], string]>([
    ['no connection at all', { connections: 0 }, 'traffic.connections 0 is no limit'],
    ['half a request', { rateLimit: { requests: 0.5 } }, 'traffic.rateLimit.requests 0.5 is no limit'],
    ['a burst below the rate', { rateLimit: { requests: 5, burst: 4 } }, 'burst 4 is less than rateLimit.requests (5)'],
    [
      'a bucket that Envoy refuses to fill so often',
      { rateLimit: { requests: 5, per: Duration.millis(10) } },
      "traffic.rateLimit.per '10ms' is no such time; allowed: whole milliseconds, 50 or more",
    ],
  ])('rejects %s', (_title, traffic, problem) => {
    const found = problems(pair({}, { traffic }), SIDECAR);
    expect(found).toEqual([expect.stringContaining(problem)]);
  });

  test('rejects limits of HTTP where none is spoken', () => {
    const found = problems((chart) => {
      const store = {
        ...plainWorkload('store'),
        ports: [{ name: 'redis', port: 6379 }],
        host: 'store.shop.svc.cluster.local',
      };
      new WorkloadMesh(chart, 'mesh', { workload: store, traffic: { rateLimit: { requests: 5 } } });
      Graph.of(chart).add(service(chart, 'web'), store, { methods: ['GET'] });
    }, SIDECAR);
    expect(found).toEqual([
      expect.stringContaining("acceptsFrom('web') limits methods or paths of a service that speaks no HTTP"),
      expect.stringContaining('traffic.rateLimit counts requests of a service that speaks no HTTP'),
    ]);
  });

  test('a caller outside the App is limited by what the callee says of it', () => {
    const { spec } = of('api', 'AuthorizationPolicy', (chart) => {
      const gateway = { namespace: 'edge', podLabels: { app: 'gateway' }, serviceAccount: 'gateway' };
      service(chart, 'api').acceptsFrom(External.pods('gateway', gateway), { methods: ['GET'], paths: ['/public/*'] });
    });
    expect(spec['rules']?.[0]).toMatchObject({ to: [{ operation: { methods: ['GET'], paths: ['/public/*'] } }] });
  });

  test('its NetworkPolicy lets it ask the control plane for certificates', () => {
    const { spec } = of('web', 'NetworkPolicy', pair());
    expect(spec['egress']).toContainEqual({
      to: [
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'istio-system' } },
          podSelector: { matchLabels: { app: 'istiod' } },
        },
      ],
      ports: [{ protocol: 'TCP', port: 15012 }],
    });
  });
});

describe('metrics of proxies', () => {
  const scraped = (mode: MeshProps['mode']): MeshProps => ({
    mode,
    scrapedBy: [{ namespace: 'monitoring', labels: { app: 'prometheus' } }],
  });
  const rule = {
    from: [
      {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } },
        podSelector: { matchLabels: { app: 'prometheus' } },
      },
    ],
    ports: [
      { protocol: 'TCP', port: 15090 },
      { protocol: 'TCP', port: 15020 },
    ],
  };
  const ingress = (mesh: MeshProps) => of('web', 'NetworkPolicy', pair(), offers(mesh)).spec['ingress'] ?? [];

  test('are read by those who are declared to, and by nobody otherwise', () => {
    expect(ingress(scraped('sidecar'))).toEqual([rule]);
    expect(ingress({ mode: 'sidecar' })).toEqual([]);
  });

  test('are none of ambient pods, which have no proxy of their own', () => {
    expect(ingress(scraped('ambient'))).not.toContainEqual(rule);
  });
});

describe('an ambient workload', () => {
  const policies = (fill: (chart: Chart) => void, given: CapabilitiesProps) =>
    objects(fill, given).filter(({ kind }) => kind === 'AuthorizationPolicy');

  test('is let in by identity alone where nothing looks into HTTP', () => {
    const [, api] = policies(pair(), offers({ mode: 'ambient' }));
    expect(api?.spec['rules']).toEqual([
      {
        from: [{ source: { principals: ['cluster.local/ns/shop/sa/web'] } }],
        to: [{ operation: { ports: ['8080'] } }],
      },
    ]);
  });

  test('who is limited to methods comes through the waypoint alone, which holds them', () => {
    const found = policies(pair({ methods: ['GET'] }), AMBIENT);
    const named = (name: string) => found.find(({ metadata }) => metadata.name === name)?.spec;
    expect(named('api')).toMatchObject({
      selector: { matchLabels: { 'app.kubernetes.io/name': 'api' } },
      rules: [{ from: [{ source: { principals: ['cluster.local/ns/shop/sa/waypoint'] } }] }],
    });
    expect(named('api')?.['rules']).toHaveLength(1);
    expect(named('api-waypoint')).toEqual({
      targetRefs: [{ kind: 'Service', group: '', name: 'api' }],
      action: 'ALLOW',
      rules: [
        {
          from: [{ source: { principals: ['cluster.local/ns/shop/sa/web'] } }],
          // a waypoint is called by the Service, whose port is 80
          to: [{ operation: { ports: ['80'], methods: ['GET'] } }],
        },
      ],
    });
  });

  test.each<[string, Partial<WebServiceProps>, string]>([
    ['that it says', { servicePort: 8000 }, '8000'],
    ['of its pods where it is the same', { servicePort: 8080 }, '8080'],
  ])('is known at the waypoint by the port of its Service %s', (_title, props, port) => {
    const found = policies(pair({}, props), AMBIENT).find(({ metadata }) => metadata.name === 'api-waypoint');
    expect(found?.spec['rules']?.[0]?.['to']).toEqual([{ operation: { ports: [port] } }]);
  });

  test('that speaks no HTTP is known at the waypoint by the ports of its pods, which are those of its Service', () => {
    const fill = (chart: Chart) => {
      const host = 'store.shop.svc.cluster.local';
      const workload = { ...plainWorkload('store'), host, ports: [{ name: 'redis', port: 6379 }] };
      new WorkloadMesh(chart, 'mesh', { workload, servicePort: 80 });
      Graph.of(chart).add(service(chart, 'web'), workload);
    };
    const found = policies(fill, AMBIENT).find(({ metadata }) => metadata.name === 'store-waypoint');
    expect(found?.spec['rules']?.[0]?.['to']).toEqual([{ operation: { ports: ['6379'] } }]);
  });

  test('rejects methods and paths of callers that do not pass its waypoint, having sidecars', () => {
    const fill = (chart: Chart) => {
      const edge = new Chart(chart, 'edge', { namespace: 'edge' });
      service(edge, 'gate').calls(service(chart, 'api'), { methods: ['GET'], paths: ['/v1/*'] });
    };
    const mixed = offers({ mode: 'ambient', waypoint: 'waypoint', namespaces: { edge: 'sidecar' } });
    expect(problems(fill, mixed)).toEqual([
      "[shop/api/Mesh] acceptsFrom('gate').methods, paths look into HTTP, which the waypoint does, and a caller that is not " +
        'ambient itself does not pass it; allowed: both for callers in ambient namespaces; set both namespaces to the same ' +
        'mode in capabilities.mesh.namespaces, or take them out',
    ]);
    expect(problems(fill, AMBIENT)).toEqual([]);
  });

  test('that calls somebody with sidecars is rejected where it asks for retries: it has no proxy that makes them', () => {
    const fill = (chart: Chart) => {
      const edge = new Chart(chart, 'edge', { namespace: 'edge' });
      const options = { timeout: seconds(1), retries: { attempts: 1 } };
      service(edge, 'gate').calls(service(chart, 'api'), options);
    };
    expect(problems(fill, offers({ mode: 'sidecar', namespaces: { edge: 'ambient' } }))).toEqual([
      expect.stringContaining("acceptsFrom('gate').retries are made by the caller's sidecar, and it has none"),
    ]);
    expect(problems(fill, SIDECAR)).toEqual([]);
  });

  test('has no sidecar, no filter, no routes of its own', () => {
    expect(new Set(meshKinds(pair(), AMBIENT).map((kind) => kind.split(' ')[0]))).toEqual(
      new Set(['AuthorizationPolicy', 'DestinationRule']),
    );
  });

  describe('behind a waypoint', () => {
    /** `web` and `till` call `api`, with these timeouts. */
    const calls =
      (...timeouts: (Duration | undefined)[]) =>
      (chart: Chart): void => {
        const api = service(chart, 'api', { servicePort: 8000 });
        for (const [index, timeout] of timeouts.entries())
          service(chart, `caller-${index}`).calls(api, timeout && { timeout });
      };

    test('requests to its Service end with the longest timeout of its callers', () => {
      const { metadata, spec } = only('HTTPRoute', calls(Duration.millis(1500), seconds(4), seconds(2)), GATEWAY);
      const api = { group: '', kind: 'Service', name: 'api', port: 8000 };
      expect(metadata).toMatchObject({ name: 'api-waypoint', namespace: 'shop' });
      expect(spec).toEqual({
        parentRefs: [api],
        rules: [{ backendRefs: [api], timeouts: { request: '4s' } }],
      });
    });

    test('nobody is cut off by the timeout of another caller', () => {
      const { spec } = only('HTTPRoute', calls(seconds(4), undefined), GATEWAY);
      expect(spec['rules']?.[0]).not.toHaveProperty('timeouts');
    });

    test('it demands the Gateway API for that', () => {
      expect(problems(calls(seconds(4)), AMBIENT)).toEqual([
        expect.stringContaining('a timeout at the waypoint needs the custom resources of gateway.networking.k8s.io/v1'),
      ]);
    });

    test.each<[string, (chart: Chart) => void, CapabilitiesProps]>([
      ['no call has a timeout', calls(undefined), GATEWAY],
      [
        'it calls with one itself',
        (chart) => {
          service(chart, 'api').calls(External.https('a.example.com'), { timeout: seconds(1) });
        },
        GATEWAY,
      ],
      ['the environment has no waypoint', calls(seconds(4)), offers({ mode: 'ambient' })],
      ['its pods have sidecars', calls(seconds(4)), SIDECAR],
    ])('nothing of it is there where %s', (_title, fill, given) => {
      expect(objects(fill, given).map(({ kind }) => kind)).not.toContain('HTTPRoute');
    });

    test('rejects a port of a Service that is none', () => {
      const fill = (chart: Chart) => {
        const host = 'store.shop.svc.cluster.local';
        new WorkloadMesh(chart, 'mesh', { workload: { ...plainWorkload('store'), host }, servicePort: 0 });
      };
      expect(problems(fill, GATEWAY)).toEqual([expect.stringContaining('servicePort 0 is')]);
    });
  });

  test.each<[string, Parameters<typeof pair>, CapabilitiesProps, string]>([
    [
      'methods without a waypoint',
      [{ methods: ['GET'] }],
      offers({ mode: 'ambient' }),
      "acceptsFrom('web').methods look into HTTP, which only a waypoint in front of a Service does",
    ],
    [
      'retries of one caller',
      [{ timeout: seconds(1), retries: { attempts: 1 } }],
      GATEWAY,
      "acceptsFrom('web').retries asks for retries of one caller, and a waypoint knows no callers",
    ],
    [
      'a rate limit, which ambient ignores',
      [{}, { traffic: { rateLimit: { requests: 5 } } }],
      AMBIENT,
      'traffic.rateLimit is held by a filter of the proxy (EnvoyFilter), which ambient ignores',
    ],
  ])('rejects %s', (_title, args, given, problem) => {
    expect(problems(pair(...args), given)).toEqual([expect.stringContaining(problem)]);
  });

  test('a sidecar talks to ambient pods through their tunnel, and to other sidecars without one', () => {
    const ports = (mesh: MeshProps) => {
      const fill = (chart: Chart) => {
        const search = External.pods('search', {
          namespace: 'search',
          podLabels: { app: 's' },
          ports: [{ port: 9200 }],
        });
        service(chart, 'web').calls(search);
      };
      const { spec } = of('web', 'NetworkPolicy', fill, offers(mesh));
      return JSON.stringify(spec['egress']);
    };
    expect(ports({ mode: 'sidecar', namespaces: { search: 'ambient' } })).toContain('15008');
    expect(ports({ mode: 'sidecar' })).not.toContain('15008');
    expect(ports({ mode: 'ambient', namespaces: { search: 'none' } })).not.toContain('15008');
  });

  test('both ends of a call open the tunnel to each other and to the waypoint, and probes come in', () => {
    const at = (labels: Record<string, string>) => ({
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } },
      podSelector: { matchLabels: labels },
    });
    const waypoint = at({ 'gateway.networking.k8s.io/gateway-name': 'waypoint' });
    const tunnel = [{ protocol: 'TCP', port: 15008 }];
    expect(of('web', 'NetworkPolicy', pair(), AMBIENT).spec['egress']).toContainEqual({
      to: [at({ 'app.kubernetes.io/name': 'api' }), waypoint],
      ports: tunnel,
    });
    const { spec } = of('api', 'NetworkPolicy', pair(), AMBIENT);
    expect(spec['ingress']).toContainEqual({
      from: [at({ 'app.kubernetes.io/name': 'web' }), waypoint],
      ports: tunnel,
    });
    expect(spec['ingress']).toContainEqual({ from: [{ ipBlock: { cidr: '169.254.7.127/32' } }] });
  });
});
