import { Duration, Size } from 'cdk8s';
import {
  Graph,
  HttpEntry,
  WorkloadNetworkPolicy,
  type Entry,
  type HttpEntryProps,
  type LoadBalancerEntry,
} from 'seaworthy';
import { plainWorkload } from '../../plain-workload';
import { build, objects, only, problems, type Rendered } from '../../rendering';
import { ENVOY, GATEWAY_PODS, HAPROXY, LOAD_BALANCER, offering } from './entries';

type Given = Partial<HttpEntryProps>;

const workload = plainWorkload('api');
const props = (given: Given): HttpEntryProps => ({
  workload,
  hosts: ['api.example.com'],
  backends: [{ service: 'api', port: 80 }],
  ...given,
});
const rendered = (given: Given, entry: Entry): Rendered[] =>
  objects((chart) => {
    new HttpEntry(chart, 'Entry', props(given));
  }, offering(entry));
const one = (kind: string, given: Given, entry: Entry): Rendered =>
  only(
    kind,
    (chart) => {
      new HttpEntry(chart, 'Entry', props(given));
    },
    offering(entry),
  );
const refused = (given: Given, entry: Entry): string[] =>
  problems((chart) => {
    new HttpEntry(chart, 'Entry', props(given));
  }, offering(entry));
const kinds = (given: Given, entry: Entry) =>
  rendered(given, entry).map(({ kind, metadata }) => `${kind}/${metadata.name}`);
const annotations = (given: Given, entry: Entry) =>
  (one('Ingress', given, entry).metadata as { annotations?: Record<string, string> }).annotations ?? {};

describe('an entry that is a Gateway', () => {
  test('defaults: every path, HSTS for a year, two headers more, 20 seconds for a request', () => {
    const { metadata, spec } = one('HTTPRoute', {}, ENVOY);
    expect(metadata).toEqual({ name: 'api', namespace: 'shop', labels: { app: 'api', team: 'till' } });
    expect(spec).toEqual({
      parentRefs: [
        {
          group: 'gateway.networking.k8s.io',
          kind: 'Gateway',
          name: 'public',
          namespace: 'gateway',
          sectionName: 'example.com.wildcard',
        },
      ],
      hostnames: ['api.example.com'],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/' } }],
          filters: [
            {
              type: 'ResponseHeaderModifier',
              responseHeaderModifier: {
                set: [
                  { name: 'Strict-Transport-Security', value: 'max-age=31536000' },
                  { name: 'X-Content-Type-Options', value: 'nosniff' },
                  { name: 'X-Frame-Options', value: 'DENY' },
                ],
              },
            },
          ],
          backendRefs: [{ kind: 'Service', name: 'api', port: 80 }],
          timeouts: { request: '20s' },
        },
      ],
    });
  });

  test("a host of the Gateway's own needs its route alone", () => {
    expect(kinds({}, ENVOY)).toEqual(['HTTPRoute/api']);
  });

  test('a host that the Gateway does not have comes with its listener and its certificate', () => {
    const given = { hosts: ['shop.example.org'] };
    expect(kinds(given, ENVOY)).toEqual(['Certificate/shop.example.org', 'ListenerSet/api', 'HTTPRoute/api']);
    expect(one('Certificate', given, ENVOY).spec).toEqual({
      secretName: 'shop.example.org-tls',
      dnsNames: ['shop.example.org'],
      issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'letsencrypt' },
      duration: '2160h0m0s',
      renewBeforePercentage: 33,
      privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
      usages: ['digital signature', 'server auth'],
    });
    expect(one('ListenerSet', given, ENVOY).spec).toEqual({
      parentRef: { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'public', namespace: 'gateway' },
      listeners: [
        {
          name: 'shop.example.org',
          hostname: 'shop.example.org',
          port: 443,
          protocol: 'HTTPS',
          tls: { mode: 'Terminate', certificateRefs: [{ kind: 'Secret', name: 'shop.example.org-tls' }] },
          allowedRoutes: { namespaces: { from: 'Same' } },
        },
      ],
    });
    expect(one('HTTPRoute', given, ENVOY).spec.parentRefs).toEqual([
      { group: 'gateway.networking.k8s.io', kind: 'ListenerSet', name: 'api', sectionName: 'shop.example.org' },
    ]);
  });

  test('a wildcard of a Gateway serves one label: what is deeper, and the domain itself, is brought', () => {
    const brought = (host: string) => kinds({ hosts: [host] }, ENVOY).length > 1;
    expect(['api.example.com', 'a.b.example.com', 'example.com', '*.example.com'].map(brought)).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  test('a second service of the namespace at the same host goes by the listener of the first', () => {
    const both = objects((chart) => {
      new HttpEntry(chart, 'One', props({ hosts: ['shop.example.org'], paths: ['/a'] }));
      const backends = [{ service: 'users', port: 80 }];
      new HttpEntry(
        chart,
        'Two',
        props({ workload: plainWorkload('users'), backends, hosts: ['shop.example.org'], paths: ['/b'] }),
      );
    }, offering(ENVOY));
    expect(both.map(({ kind, metadata }) => `${kind}/${metadata.name}`)).toEqual([
      'Certificate/shop.example.org',
      'ListenerSet/api',
      'HTTPRoute/api',
      'HTTPRoute/users',
    ]);
    expect(both[3]?.spec.parentRefs).toEqual(both[2]?.spec.parentRefs);
  });

  test('certificates have the terms that are given', () => {
    const certificate = { duration: Duration.days(30), renewBefore: Duration.days(10), algorithm: 'RSA' } as const;
    expect(one('Certificate', { hosts: ['shop.example.org'], certificate }, ENVOY).spec).toMatchObject({
      duration: '720h0m0s',
      renewBefore: '240h0m0s',
      privateKey: { algorithm: 'RSA', size: 2048 },
    });
  });

  test('the network lets the pods of the gateway in', () => {
    const policy = only(
      'NetworkPolicy',
      (chart) => {
        new WorkloadNetworkPolicy(chart, 'Policy', { workload });
        new HttpEntry(chart, 'Entry', props({}));
      },
      offering(ENVOY),
    );
    expect(JSON.stringify(policy.spec.ingress)).toContain('"kubernetes.io/metadata.name":"gateway"');
    const app = build((chart) => {
      new HttpEntry(chart, 'Entry', props({}));
    }, offering(ENVOY));
    expect(Graph.of(app).edges.map(({ caller, callee }) => [caller.name, caller.peers, callee.name])).toEqual([
      ["entry 'public'", [GATEWAY_PODS], 'api'],
    ]);
  });

  test('paths, headers, time and weights are as they are given', () => {
    const { spec } = one(
      'HTTPRoute',
      {
        paths: ['/api', '/v2/api'],
        timeout: Duration.minutes(2),
        strictTransport: { maxAge: Duration.days(730), includeSubdomains: true, preload: true },
        responseHeaders: {
          'x-frame-options': 'SAMEORIGIN',
          'X-Content-Type-Options': false,
          'Referrer-Policy': 'no-referrer',
        },
        backends: [
          { service: 'stable', port: 80, weight: 90 },
          { service: 'canary', port: 80, weight: 10 },
        ],
      },
      ENVOY,
    );
    expect(spec.rules).toMatchObject([
      {
        matches: [{ path: { value: '/api' } }, { path: { value: '/v2/api' } }],
        timeouts: { request: '2m' },
        filters: [
          {
            responseHeaderModifier: {
              set: [
                { name: 'Strict-Transport-Security', value: 'max-age=63072000; includeSubDomains; preload' },
                { name: 'x-frame-options', value: 'SAMEORIGIN' },
                { name: 'Referrer-Policy', value: 'no-referrer' },
              ],
            },
          },
        ],
        backendRefs: [
          { name: 'stable', weight: 90 },
          { name: 'canary', weight: 10 },
        ],
      },
    ]);
  });

  test('stickiness is that of the rule, above the weights: a client of the canary stays with it', () => {
    const { spec } = one(
      'HTTPRoute',
      {
        sticky: { lifetime: Duration.days(7) },
        backends: [
          { service: 'stable', port: 80, weight: 90 },
          { service: 'canary', port: 80, weight: 10 },
        ],
      },
      ENVOY,
    );
    expect(spec.rules?.[0]?.sessionPersistence).toEqual({
      type: 'Cookie',
      sessionName: 'session-affinity',
      absoluteTimeout: '168h',
      cookieConfig: { lifetimeType: 'Permanent' },
    });
  });

  test('Envoy Gateway limits bodies, requests of each client, and clients', () => {
    const given: Given = {
      maxBody: Size.mebibytes(10),
      rateLimit: { requests: 100, per: 'minute' },
      allowFrom: ['203.0.113.0/24'],
    };
    const targetRefs = [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'api' }];
    const limit = { requests: 100, unit: 'Minute' };
    expect(one('BackendTrafficPolicy', given, ENVOY).spec).toEqual({
      targetRefs,
      requestBuffer: { limit: '10Mi' },
      rateLimit: {
        type: 'Local',
        local: {
          rules: ['0.0.0.0/0', '::/0'].map((value) => ({
            clientSelectors: [{ sourceCIDR: { type: 'Distinct', value } }],
            limit,
          })),
        },
      },
    });
    expect(one('SecurityPolicy', given, ENVOY).spec).toEqual({
      targetRefs,
      authorization: {
        defaultAction: 'Deny',
        rules: [{ name: 'allowed-clients', action: 'Allow', principal: { clientCIDRs: ['203.0.113.0/24'] } }],
      },
    });
  });

  test('HTTP-01 is answered by pods that the entry must reach', () => {
    const entry: Entry = { ...ENVOY, hosts: [], issuer: { name: 'le', kind: 'Issuer', challenge: 'http-01' } };
    expect(one('Certificate', {}, entry).spec.issuerRef).toMatchObject({ kind: 'Issuer', name: 'le' });
    const policy = one('NetworkPolicy', {}, entry);
    expect(policy.metadata.name).toBe('api-acme-solver');
    expect(policy.spec).toEqual({
      podSelector: { matchLabels: { 'acme.cert-manager.io/http01-solver': 'true' } },
      policyTypes: ['Ingress'],
      ingress: [
        {
          from: [
            {
              namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'gateway' } },
              podSelector: { matchLabels: { app: 'envoy' } },
            },
          ],
          ports: [{ protocol: 'TCP', port: 8089 }],
        },
      ],
    });
  });
});

describe('an entry that is an Ingress controller', () => {
  test('one Ingress, a certificate for each host, HTTPS only', () => {
    expect(kinds({}, HAPROXY)).toEqual(['Certificate/api.example.com', 'Ingress/api']);
    expect(one('Ingress', {}, HAPROXY).spec).toEqual({
      ingressClassName: 'haproxy',
      tls: [{ hosts: ['api.example.com'], secretName: 'api.example.com-tls' }],
      rules: [
        {
          host: 'api.example.com',
          http: {
            paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'api', port: { number: 80 } } } }],
          },
        },
      ],
    });
    expect(annotations({}, HAPROXY)).toEqual({
      'haproxy.org/ssl-redirect': 'true',
      'haproxy.org/ssl-redirect-code': '301',
      'haproxy.org/timeout-server': '20s',
      'haproxy.org/response-set-header':
        'Strict-Transport-Security "max-age=31536000"\nX-Content-Type-Options "nosniff"\nX-Frame-Options "DENY"\n',
    });
  });

  test('limits are annotations, and a header is quoted as HAProxy reads it', () => {
    const given: Given = {
      rateLimit: { requests: 5, per: 'second' },
      allowFrom: ['203.0.113.0/24', '2001:db8::/32'],
      responseHeaders: { 'X-Note': 'say "100 %"' },
    };
    expect(annotations(given, HAPROXY)).toMatchObject({
      'haproxy.org/rate-limit-requests': '5',
      'haproxy.org/rate-limit-period': '1s',
      'haproxy.org/rate-limit-status-code': '429',
      'haproxy.org/allow-list': '203.0.113.0/24,2001:db8::/32',
      'haproxy.org/response-set-header': expect.stringContaining('X-Note "say \\"100 %%\\""') as unknown,
    });
  });
});

describe('an entry that is a load balancer of AWS', () => {
  test('defaults: internal, straight to pods, TLS 1.2 or newer, HTTPS only, certificates found by host', () => {
    expect(kinds({}, LOAD_BALANCER)).toEqual(['Ingress/api']);
    expect(one('Ingress', {}, LOAD_BALANCER).spec).toMatchObject({ ingressClassName: 'alb' });
    expect(annotations({}, LOAD_BALANCER)).toEqual({
      'alb.ingress.kubernetes.io/scheme': 'internal',
      'alb.ingress.kubernetes.io/target-type': 'ip',
      'alb.ingress.kubernetes.io/listen-ports': '[{"HTTP": 80}, {"HTTPS": 443}]',
      'alb.ingress.kubernetes.io/ssl-redirect': '443',
      'alb.ingress.kubernetes.io/ssl-policy': 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06',
      'alb.ingress.kubernetes.io/healthcheck-path': '/',
      'alb.ingress.kubernetes.io/load-balancer-attributes':
        'idle_timeout.timeout_seconds=20,routing.http.drop_invalid_header_fields.enabled=true',
      'alb.ingress.kubernetes.io/target-group-attributes': 'deregistration_delay.timeout_seconds=20',
      'alb.ingress.kubernetes.io/listener-attributes.HTTPS-443':
        'routing.http.response.strict_transport_security.header_value=max-age=31536000,' +
        'routing.http.response.x_content_type_options.header_value=nosniff,' +
        'routing.http.response.x_frame_options.header_value=DENY',
    });
  });

  test('everything that the entry and the service say', () => {
    const webAcl = 'arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/public/a1b2c3d4-5678-90ab-cdef-1234567890ab';
    const entry: LoadBalancerEntry = {
      ...LOAD_BALANCER,
      className: 'alb-public',
      scheme: 'internet-facing',
      tlsPolicy: 'ELBSecurityPolicy-TLS13-1-3-2021-06',
      certificates: ['arn:aws:acm:eu-west-1:123456789012:certificate/one'],
      webAcl,
    };
    const given: Given = {
      healthPath: '/readyz',
      allowFrom: ['203.0.113.0/24'],
      sticky: { lifetime: Duration.hours(1) },
    };
    expect(refused(given, entry)).toEqual([]);
    expect(annotations(given, entry)).toMatchObject({
      'alb.ingress.kubernetes.io/scheme': 'internet-facing',
      'alb.ingress.kubernetes.io/ssl-policy': 'ELBSecurityPolicy-TLS13-1-3-2021-06',
      'alb.ingress.kubernetes.io/certificate-arn': 'arn:aws:acm:eu-west-1:123456789012:certificate/one',
      'alb.ingress.kubernetes.io/healthcheck-path': '/readyz',
      'alb.ingress.kubernetes.io/inbound-cidrs': '203.0.113.0/24',
      'alb.ingress.kubernetes.io/wafv2-acl-arn': webAcl,
      'alb.ingress.kubernetes.io/target-group-attributes':
        'deregistration_delay.timeout_seconds=20,stickiness.enabled=true,stickiness.type=lb_cookie,stickiness.lb_cookie.duration_seconds=3600',
    });
  });
});
