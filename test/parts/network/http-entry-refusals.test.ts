import { Duration, Size } from 'cdk8s';
import { capabilities, HttpEntry, Percent, type Entry, type HttpEntryProps } from 'seaworthy';
import { plainWorkload } from '../../plain-workload';
import { problems } from '../../rendering';
import { ENVOY, HAPROXY, LOAD_BALANCER, offering } from './entries';

type Given = Partial<HttpEntryProps>;

const props = (given: Given, name = 'api', namespace = 'shop'): HttpEntryProps => ({
  workload: { ...plainWorkload(name), namespace },
  hosts: ['api.example.com'],
  backends: [{ service: name, port: 80 }],
  ...given,
});
const refused = (given: Given, entry: Entry = ENVOY): string[] =>
  problems((chart) => {
    new HttpEntry(chart, 'Entry', props(given));
  }, offering(entry));

const PLAIN: Entry = {
  gateway: { name: 'public', namespace: 'gateway' },
  hosts: ['api.example.com'],
  from: ENVOY.from,
};
const ISTIO: Entry = { ...PLAIN, implementation: 'istio', channel: 'experimental' };

describe('rejects, at the place and with the fix,', () => {
  test.each<[title: string, given: Given, ...parts: string[]]>([
    ['no host', { hosts: [] }, 'exposedAt.hosts', 'is empty', '1 to 16'],
    ['an address', { hosts: ['10.0.0.1'] }, "exposedAt.hosts[0] '10.0.0.1'", 'DNS name'],
    ['a URL', { hosts: ['https://api.example.com'] }, 'exposedAt.hosts[0]', 'without scheme'],
    ['capitals', { hosts: ['API.example.com'] }, "exposedAt.hosts[0] 'API.example.com'", 'lower case'],
    ['a wildcard that is no first label', { hosts: ['api.*.example.com'] }, 'exposedAt.hosts[0]', '*.example.com'],
    ['a wildcard of everything', { hosts: ['*'] }, "exposedAt.hosts[0] '*'", '*.example.com'],
    ['a host twice', { hosts: ['a.example.com', 'a.example.com'] }, 'exposedAt.hosts', 'is there twice'],
    [
      'more hosts than a route has',
      { hosts: Array.from({ length: 17 }, (_, index) => `a${index}.example.com`) },
      'exposedAt.hosts has 17',
      '1 to 16',
    ],
    ['a path without its slash', { paths: ['api'] }, "exposedAt.paths[0] 'api'", 'segments such as /api/v1'],
    ['a path with a slash at the end', { paths: ['/api/'] }, "exposedAt.paths[0] '/api/'", "without a '/' at the end"],
    ['a path that goes up', { paths: ['/api/..'] }, 'exposedAt.paths[0]', "'..'"],
    ['a path with a query', { paths: ['/api?x=1'] }, 'exposedAt.paths[0]', "'?'"],
    ['no time', { timeout: Duration.seconds(0) }, 'exposedAt.timeout', '1 second or more'],
    ['nobody allowed', { allowFrom: [] }, 'exposedAt.allowFrom', 'is empty'],
    ['a range with host bits', { allowFrom: ['10.0.0.1/8'] }, 'exposedAt.allowFrom[0]', '10.0.0.0/8'],
    ['everybody allowed', { allowFrom: ['0.0.0.0/0'] }, 'exposedAt.allowFrom[0]', 'opens the whole network'],
    ['no requests', { rateLimit: { requests: 0, per: 'second' } }, 'exposedAt.rateLimit.requests', 'from 1'],
    ['no body', { maxBody: Size.kibibytes(0) }, 'exposedAt.maxBody', 'lets no body through'],
    [
      'preload that browsers ignore',
      { strictTransport: { preload: true } },
      'exposedAt.strictTransport.preload',
      'includeSubdomains and a maxAge of 365 days',
    ],
    [
      'no HSTS without a reason',
      { strictTransport: { without: ' ' } },
      'exposedAt.strictTransport.without',
      'no reason',
    ],
    [
      'HSTS as any header',
      { responseHeaders: { 'strict-transport-security': 'max-age=1' } },
      'exposedAt.responseHeaders.strict-transport-security',
      'use strictTransport',
    ],
    ['a header with a space', { responseHeaders: { 'X Y': 'z' } }, 'exposedAt.responseHeaders.X Y', 'rename it'],
    ['a header of two lines', { responseHeaders: { 'X-Y': 'a\nb: c' } }, 'exposedAt.responseHeaders.X-Y', 'one line'],
    [
      'a header in two spellings',
      { responseHeaders: { 'X-Y': 'a', 'x-y': 'b' } },
      'exposedAt.responseHeaders.x-y',
      'case means nothing',
    ],
    [
      'a cookie with a space',
      { sticky: { cookie: 'a b', lifetime: Duration.hours(1) } },
      "exposedAt.sticky.cookie 'a b'",
      'rename it',
    ],
    [
      'a certificate of minutes',
      { certificate: { duration: Duration.minutes(30) } },
      'exposedAt.certificate.duration',
      'an hour or more',
    ],
    [
      'a renewal that is always due',
      { certificate: { duration: Duration.days(30), renewBefore: Duration.days(30) } },
      'exposedAt.certificate.renewBefore',
      'less than the whole lifetime',
    ],
    [
      'a renewal in the last minute',
      { certificate: { renewBefore: Percent.of(0) } },
      "exposedAt.certificate.renewBefore '0%'",
      '5 minutes or more',
    ],
    ['no backend', { backends: [] }, 'exposedAt.backends', 'is empty'],
    [
      'a weight below none',
      { backends: [{ service: 'api', port: 80, weight: -1 }] },
      'exposedAt.backends[0].weight -1',
      'from 0',
    ],
    ['an entry that there is not', { entry: 'internal' }, "exposedAt.entry 'internal'", 'allowed: public'],
  ])('%s', (_title, given, ...parts) => {
    const line = refused(given).join('\n');
    for (const part of parts) expect(line).toContain(part);
  });

  test('an entry where no environment is declared', () => {
    const found = problems((chart) => {
      new HttpEntry(chart, 'Entry', props({}));
    });
    expect(found).toEqual([
      expect.stringContaining("exposedAt.entry 'public' is no entry of an environment: none is declared"),
    ]);
  });

  test('a missing host, in JavaScript, before anything is rendered', () => {
    const given = { workload: plainWorkload('api'), backends: [] } as unknown as HttpEntryProps;
    expect(() => problems((chart) => new HttpEntry(chart, 'Entry', given))).toThrow('exposedAt.hosts is missing');
  });
});

describe('rejects what the declared entry cannot do, and names what can:', () => {
  test.each<[what: string, given: Given, entry: Entry, ...parts: string[]]>([
    ['bodies at a plain Gateway', { maxBody: Size.mebibytes(1) }, PLAIN, 'exposedAt.maxBody', 'envoy-gateway'],
    ['bodies at HAProxy', { maxBody: Size.mebibytes(1) }, HAPROXY, 'an Ingress controller (haproxy)', 'envoy-gateway'],
    [
      'rates at a load balancer of AWS',
      { rateLimit: { requests: 1, per: 'second' } },
      LOAD_BALANCER,
      'exposedAt.rateLimit is more than a load balancer of AWS can do',
      'a Gateway of envoy-gateway, a Gateway of istio, an Ingress controller (haproxy)',
      'AWS WAF',
    ],
    [
      'addresses at a plain Gateway',
      { allowFrom: ['10.0.0.0/8'] },
      PLAIN,
      'a Gateway of istio',
      'a load balancer of AWS',
    ],
    [
      'rates at a plain Gateway',
      { rateLimit: { requests: 1, per: 'second' } },
      PLAIN,
      'a Gateway',
      'a Gateway of istio',
    ],
    [
      'stickiness in the standard channel',
      { sticky: { lifetime: Duration.hours(1) } },
      { ...ENVOY, channel: 'standard' },
      'exposedAt.sticky',
      "channel 'experimental'",
    ],
    [
      'stickiness at Istio',
      { sticky: { lifetime: Duration.hours(1) } },
      ISTIO,
      'exposedAt.sticky',
      'a Gateway of istio',
    ],
    [
      'a header at a load balancer of AWS',
      { responseHeaders: { 'Referrer-Policy': 'no-referrer' } },
      LOAD_BALANCER,
      'exposedAt.responseHeaders.Referrer-Policy',
      'content-security-policy',
    ],
    [
      'a comma at a load balancer of AWS',
      { responseHeaders: { 'Content-Security-Policy': "default-src 'self', x" } },
      LOAD_BALANCER,
      'has a comma',
    ],
    [
      'a time that a load balancer of AWS does not hold',
      { timeout: Duration.seconds(4001) },
      LOAD_BALANCER,
      "exposedAt.timeout '4001s'",
      'at most 4000s',
    ],
    [
      'a client that sticks for longer than a week at a load balancer of AWS',
      { sticky: { lifetime: Duration.days(8) } },
      LOAD_BALANCER,
      "exposedAt.sticky.lifetime '691200s'",
      'at most 604800s',
    ],
    [
      'a certificate at a load balancer of AWS',
      { certificate: {} },
      LOAD_BALANCER,
      'exposedAt.certificate',
      'AWS Certificate Manager',
    ],
    [
      'versions behind an Ingress',
      {
        backends: [
          { service: 'a', port: 80 },
          { service: 'b', port: 80 },
        ],
      },
      HAPROXY,
      'exposedAt.backends',
      'expose it at a Gateway',
    ],
    [
      'a host that nobody signs for',
      { hosts: ['www.example.org'] },
      PLAIN,
      "exposedAt.hosts[0] 'www.example.org' has no certificate",
      'allowed: api.example.com',
    ],
    [
      'a wildcard by HTTP-01',
      { hosts: ['*.example.org'] },
      { ...ENVOY, issuer: { name: 'le', challenge: 'http-01' }, hosts: [] },
      "exposedAt.hosts[0] '*.example.org' is a wildcard, which HTTP-01 cannot prove",
      'DNS-01',
    ],
  ])('%s', (_what, given, entry, ...parts) => {
    const line = refused(given, entry).join('\n');
    for (const part of parts) expect(line).toContain(part);
  });

  test('and asks for the definitions that it renders', () => {
    const found = problems(
      (chart) => {
        new HttpEntry(chart, 'Entry', props({ hosts: ['x.example.org'], maxBody: Size.mebibytes(1) }));
      },
      { entries: { public: ENVOY } },
    ).join('\n');
    for (const api of ['gateway.networking.k8s.io/v1', 'cert-manager.io/v1', 'gateway.envoyproxy.io/v1alpha1'])
      expect(found).toContain(`needs the custom resources of ${api}`);
  });
});

describe('a host has one owner', () => {
  const two = (first: Given, second: Given, entry: Entry, namespace = 'shop'): string[] =>
    problems((chart) => {
      new HttpEntry(chart, 'One', props(first, 'one'));
      new HttpEntry(chart, 'Two', props(second, 'two', namespace));
    }, offering(entry));
  const brought = { hosts: ['www.example.org'] };

  test.each<[title: string, entry: Entry, first: Given, second: Given, namespace: string]>([
    ['a host at a Gateway', ENVOY, {}, {}, 'shop'],
    ['a host that is brought', ENVOY, brought, brought, 'shop'],
    ['a host at an Ingress controller', HAPROXY, {}, {}, 'shop'],
    ['one path of several', ENVOY, { paths: ['/a', '/b'] }, { paths: ['/b', '/c'] }, 'shop'],
    ['a host from two namespaces', ENVOY, {}, {}, 'other'],
  ])('rejects %s that is claimed twice, and names the first', (_title, entry, first, second, namespace) => {
    expect(two(first, second, entry, namespace)).toEqual([
      expect.stringMatching(/\[shop\/Two\].*claimed by \[shop\/One\]/),
    ]);
  });

  test('services of one namespace share a host by its paths; the first has the listener and the certificate', () => {
    const [first, second] = [
      { ...brought, paths: ['/a'] },
      { ...brought, paths: ['/b'] },
    ];
    expect(two(first, second, ENVOY)).toEqual([]);
    expect(two(first, second, HAPROXY)).toEqual([]);
  });

  test('a host that is brought belongs to one namespace, since its key does; one of the Gateway itself may be shared', () => {
    const paths = (path: string) => ({ ...brought, paths: [path] });
    expect(two(paths('/a'), paths('/b'), ENVOY, 'other')).toEqual([
      expect.stringContaining("from namespace 'shop'; allowed: one namespace for a host"),
    ]);
    expect(two({ paths: ['/a'] }, { paths: ['/b'] }, ENVOY, 'other')).toEqual([]);
  });

  test('load balancers of AWS share no host, not even by paths: each has an address of its own', () => {
    expect(two({ paths: ['/a'] }, { paths: ['/b'] }, LOAD_BALANCER)).toEqual([
      expect.stringContaining('each of them has a load balancer of its own'),
    ]);
  });

  test('a wildcard and an exact host beside it are two hosts', () => {
    expect(two({ hosts: ['*.example.com'] }, { hosts: ['api.example.com'] }, ENVOY)).toEqual([]);
  });
});

describe('entries of an environment', () => {
  const declared = (entry: unknown) => () => capabilities({ entries: { public: entry as Entry } });

  test.each<[title: string, entry: unknown, ...parts: string[]]>([
    ['an entry without an origin', { gateway: ENVOY.gateway }, 'entries.public.from is missing'],
    ['an entry from nowhere', { ...ENVOY, from: [] }, 'entries.public.from is empty'],
    [
      'a kind that there is not',
      { kind: 'nodeport', from: [] },
      "entries.public.kind 'nodeport' is not known",
      "'aws-load-balancer'",
    ],
    ['a prop of another kind', { ...ENVOY, className: 'x' }, 'entries.public.className is not known'],
    ['a retired controller', { ...HAPROXY, controller: 'ingress-nginx' }, 'is retired', 'a Gateway'],
    ['an implementation that is not known', { ...ENVOY, implementation: 'nginx' }, 'entries.public.implementation'],
    ['a host that is none', { ...ENVOY, hosts: ['x'] }, "entries.public.hosts[0] 'x' is not a host"],
    [
      'a web ACL of CloudFront',
      {
        ...LOAD_BALANCER,
        webAcl: 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/public/a1b2c3d4-5678-90ab-cdef-1234567890ab',
      },
      'entries.public.webAcl',
      'REGIONAL',
    ],
    [
      'a certificate by its name',
      { ...LOAD_BALANCER, certificates: ['www'] },
      "entries.public.certificates[0] 'www'",
      'arn:aws:acm',
    ],
    [
      'a wildcard of its own by HTTP-01',
      { ...ENVOY, issuer: { name: 'le', challenge: 'http-01' } },
      "entries.public.hosts[0] '*.example.com' is a wildcard",
    ],
  ])('rejects %s', (_title, entry, ...parts) => {
    for (const part of parts) expect(declared(entry)).toThrow(part);
  });

  test('are none unless they are declared', () => {
    expect(capabilities().entries).toBeUndefined();
  });
});
