import { Duration } from 'cdk8s';
import { capabilities, TenantNamespace, type MeshProps } from 'seaworthy';
import { objects, only } from '../rendering';

const refused = (mesh: MeshProps): string => {
  try {
    capabilities({ mesh });
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
  throw new Error('nothing was refused');
};

describe('a mesh among the capabilities', () => {
  test('defaults: the root namespace and trust domain of Istio, and no namespace that differs', () => {
    expect(capabilities({ mesh: { mode: 'sidecar' } }).mesh).toEqual({
      mode: 'sidecar',
      controlPlane: 'istio-system',
      trustDomain: 'cluster.local',
      namespaces: {},
      certificates: 'istio',
      issuerNamespace: 'cert-manager',
      proxy: { cpu: '100m', memory: '128Mi', memoryLimit: '1Gi' },
      // terminationDrainDuration in the reference of Istio's ProxyConfig
      proxyDrain: Duration.seconds(5),
    });
    expect(capabilities().mesh).toBeUndefined();
    expect(capabilities().hostRules).toBeUndefined();
  });

  test('rejects names that are none, all at once', () => {
    const found = refused({
      mode: 'ambient',
      controlPlane: 'Istio',
      trustDomain: 'a b',
      waypoint: 'way_point',
      namespaces: { 'Old Shop': 'none' },
      scrapedBy: [],
      proxy: { cpu: '0', memory: 'much', memoryLimit: '1Gi' },
      proxyDrain: Duration.millis(500),
      egressGateway: { name: 'e', namespace: 'x.y', podLabels: {}, podPort: 0 },
    });
    for (const prop of ['controlPlane', 'trustDomain', 'waypoint', 'namespaces'])
      expect(found).toContain(`mesh.${prop} '`);
    expect(found).toContain('mesh.scrapedBy is empty');
    expect(found).toContain("mesh.proxy.cpu '0' is no amount");
    expect(found).toContain('mesh.proxyDrain');
    expect(found).toContain("mesh.proxy.memory 'much' is no amount");
    expect(found).toContain("mesh.egressGateway.namespace 'x.y'");
    expect(found).toContain('mesh.egressGateway.podLabels is empty');
    expect(found).toContain('mesh.egressGateway.podPort 0 is not a port');
  });

  test('rejects modes and options that there are not', () => {
    const wrong: unknown = { mode: 'both', namespaces: { shop: 'maybe' }, strict: true };
    const found = refused(wrong as MeshProps);
    expect(found).toContain("mesh.mode 'both' is not known; allowed: 'sidecar', 'ambient', 'none'");
    expect(found).toContain("mesh.namespaces.shop 'maybe' is not known");
    expect(found).toContain('mesh.strict is not known');
  });

  test("rejects hostRules: 'istio' without a gateway to leave through", () => {
    expect(() => capabilities({ hostRules: 'istio', mesh: { mode: 'sidecar' } })).toThrow(
      "hostRules 'istio' has no gateway that calls could leave through",
    );
  });
});

describe('a namespace in the mesh', () => {
  const ISTIO = { customResources: ['security.istio.io/v1'] };
  const labels = (mesh?: MeshProps) =>
    only('Namespace', (chart) => new TenantNamespace(chart, 'ns', { name: 'shop' }), {
      ...ISTIO,
      ...(mesh && { mesh }),
    }).metadata.labels ?? {};

  test.each<[string, MeshProps, Record<string, string>]>([
    ['sidecars are injected', { mode: 'sidecar' }, { 'istio-injection': 'enabled' }],
    ['ambient', { mode: 'ambient' }, { 'istio.io/dataplane-mode': 'ambient' }],
    [
      'ambient with a waypoint',
      { mode: 'ambient', waypoint: 'waypoint' },
      { 'istio.io/dataplane-mode': 'ambient', 'istio.io/use-waypoint': 'waypoint' },
    ],
    ['one that differs', { mode: 'ambient', namespaces: { shop: 'sidecar' } }, { 'istio-injection': 'enabled' }],
    [
      'one that stays out',
      { mode: 'ambient', namespaces: { shop: 'none' } },
      { 'istio-injection': 'disabled', 'istio.io/dataplane-mode': 'none' },
    ],
    ['one that joins', { mode: 'none', namespaces: { shop: 'sidecar' } }, { 'istio-injection': 'enabled' }],
    ['one that others join without', { mode: 'none', namespaces: { mail: 'sidecar' } }, {}],
  ])('says so by its labels: %s', (_title, mesh, expected) => {
    const found = Object.entries(labels(mesh)).filter(([key]) => key.startsWith('istio'));
    expect(Object.fromEntries(found)).toEqual(expected);
  });

  test('without a mesh there are no such labels', () => {
    expect(Object.keys(labels()).filter((key) => key.startsWith('istio'))).toEqual([]);
  });

  test('denies what no policy of a workload allows: an AuthorizationPolicy that allows nothing', () => {
    const policy = only('AuthorizationPolicy', (chart) => new TenantNamespace(chart, 'ns', { name: 'shop' }), {
      ...ISTIO,
      mesh: { mode: 'ambient' },
    });
    expect(policy.metadata).toMatchObject({ name: 'default-deny', namespace: 'shop' });
    expect(policy.spec).toEqual({});
  });

  test('takes mutual TLS alone, whatever the rest of the mesh does', () => {
    const strict = only('PeerAuthentication', (chart) => new TenantNamespace(chart, 'ns', { name: 'shop' }), {
      ...ISTIO,
      mesh: { mode: 'sidecar' },
    });
    expect(strict.metadata).toMatchObject({ name: 'default', namespace: 'shop' });
    expect(strict.spec).toEqual({ mtls: { mode: 'STRICT' } });
  });

  test('a namespace that others join without has nothing of the mesh', () => {
    const mesh: MeshProps = { mode: 'none', namespaces: { mail: 'sidecar' } };
    const all = objects((chart) => new TenantNamespace(chart, 'ns', { name: 'shop' }), { mesh });
    expect(all.map(({ kind }) => kind)).toEqual(['Namespace', 'NetworkPolicy']);
  });
});
