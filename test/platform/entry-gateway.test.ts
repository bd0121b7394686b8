import { EntryGateway, type Entry, type EntryGatewayProps } from 'seaworthy';
import { ENVOY, ISTIO, LOAD_BALANCER, offering } from '../parts/network/entries';
import { objects, only, problems } from '../rendering';

type Given = Partial<EntryGatewayProps>;
const props = (given: Given): EntryGatewayProps => ({ className: 'envoy', namespaces: ['shop'], ...given });
const one = (kind: string, given: Given = {}, entry: Entry = ENVOY) =>
  only(
    kind,
    (chart) => {
      new EntryGateway(chart, 'Gateway', props(given));
    },
    offering(entry),
  );
const kinds = (given: Given, entry: Entry) =>
  objects((chart) => {
    new EntryGateway(chart, 'Gateway', props(given));
  }, offering(entry)).map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`);
const refused = (given: Given, entry: Entry = ENVOY) =>
  problems((chart) => {
    new EntryGateway(chart, 'Gateway', props(given));
  }, offering(entry)).join('\n');

const SHOP = {
  from: 'Selector',
  selector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['shop'] }] },
};

describe('EntryGateway', () => {
  test('defaults: plain HTTP for the redirect alone, HTTPS for its own hosts, routes and listeners of named namespaces', () => {
    const { metadata, spec } = one('Gateway');
    expect(metadata).toMatchObject({ name: 'public', namespace: 'gateway' });
    expect(spec).toEqual({
      gatewayClassName: 'envoy',
      listeners: [
        { name: 'http', port: 80, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'Same' } } },
        {
          name: 'example.com.wildcard',
          hostname: '*.example.com',
          port: 443,
          protocol: 'HTTPS',
          tls: {
            mode: 'Terminate',
            certificateRefs: [{ kind: 'Secret', name: 'example.com.wildcard-tls', namespace: 'gateway' }],
          },
          allowedRoutes: { namespaces: SHOP },
        },
      ],
      allowedListeners: { namespaces: SHOP },
    });
    expect(kinds({}, ENVOY)).toEqual([
      'Certificate gateway/example.com.wildcard',
      'Gateway gateway/public',
      'HTTPRoute gateway/public-https-redirect',
      'ClientTrafficPolicy gateway/public',
    ]);
  });

  test('plain HTTP has one answer: the same over HTTPS, for good', () => {
    expect(one('HTTPRoute').spec).toEqual({
      parentRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'public', sectionName: 'http' }],
      rules: [
        { filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', port: 443, statusCode: 301 } }] },
      ],
    });
  });

  test('its certificates are of the issuer of the entry', () => {
    expect(one('Certificate').spec).toMatchObject({
      dnsNames: ['*.example.com'],
      secretName: 'example.com.wildcard-tls',
      issuerRef: { kind: 'ClusterIssuer', name: 'letsencrypt' },
      privateKey: { rotationPolicy: 'Always' },
    });
  });

  test('keys in another namespace are granted to it, those and no others', () => {
    const given = { certificateNamespace: 'certificates' };
    expect(one('Certificate', given).metadata.namespace).toBe('certificates');
    const { metadata, spec } = one('ReferenceGrant', given);
    expect(metadata).toMatchObject({ name: 'public', namespace: 'certificates' });
    expect(spec).toEqual({
      from: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace: 'gateway' }],
      to: [{ group: '', kind: 'Secret', name: 'example.com.wildcard-tls' }],
    });
  });

  test('HTTP-01 needs answers over plain HTTP, from the namespaces of certificates', () => {
    const entry: Entry = { ...ENVOY, hosts: ['www.example.com'], issuer: { name: 'le', challenge: 'http-01' } };
    const [http] = one('Gateway', {}, entry).spec.listeners as unknown as { allowedRoutes: unknown }[];
    expect(JSON.stringify(http?.allowedRoutes)).toContain('["gateway","shop"]');
    expect(one('NetworkPolicy', {}, entry).metadata.name).toBe('public-acme-solver');
  });

  test("Envoy Gateway speaks TLS 1.2 or newer, and reads a client's address before the proxies that are trusted", () => {
    expect(one('ClientTrafficPolicy').spec).toEqual({
      targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'public' }],
      tls: { minVersion: '1.2' },
    });
    expect(one('ClientTrafficPolicy', { trustedProxies: 2 }).spec.clientIPDetection).toEqual({
      xForwardedFor: { numTrustedHops: 2 },
    });
  });

  test('Istio reads the proxies that are trusted from its pods, which get it from the Gateway', () => {
    expect(one('Gateway', { trustedProxies: 2 }, ISTIO).spec.infrastructure).toEqual({
      annotations: { 'proxy.istio.io/config': '{"gatewayTopology":{"numTrustedProxies":2}}' },
    });
    expect(one('Gateway', {}, ISTIO).spec).not.toHaveProperty('infrastructure');
  });

  test('a Gateway of anybody else has no policy of Envoy Gateway', () => {
    const { implementation: _implementation, ...plain } = ENVOY;
    expect(kinds({}, plain).filter((kind) => kind.startsWith('Client'))).toEqual([]);
  });

  test.each<[title: string, given: Given, entry: Entry, ...parts: string[]]>([
    ['an entry that is none', { entry: 'internal' }, ENVOY, "entry 'internal' is no Gateway of the environment"],
    ['an entry that is no Gateway', {}, LOAD_BALANCER, "entry 'public' is no Gateway"],
    ['no namespace', { namespaces: [] }, ENVOY, 'namespaces is empty'],
    ['a namespace that is none', { namespaces: ['Shop'] }, ENVOY, "namespaces[0] 'Shop'"],
    ['half a proxy', { trustedProxies: 0.5 }, ENVOY, 'trustedProxies 0.5'],
    [
      'proxies at a Gateway of nobody knows whom',
      { trustedProxies: 1 },
      { gateway: ENVOY.gateway, from: ENVOY.from },
      "implementation 'envoy-gateway' or 'istio'",
    ],
    [
      'hosts that nobody signs for',
      {},
      { gateway: { name: 'a', namespace: 'b' }, hosts: ['www.example.com'], from: ENVOY.from },
      'nobody who signs',
    ],
    [
      'more hosts than a Gateway has listeners',
      {},
      { ...ENVOY, hosts: Array.from({ length: 64 }, (_, index) => `a${index}.example.com`) },
      'at most 63',
      'wildcard',
    ],
  ])('rejects %s', (_title, given, entry, ...parts) => {
    const line = refused(given, entry);
    for (const part of parts) expect(line).toContain(part);
  });
});
