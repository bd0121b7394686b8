import { MeshEgressGateway, MeshRoot, type CapabilitiesProps } from 'seaworthy';
import { objects, only, problems } from '../../rendering';

const OFFERS: CapabilitiesProps = {
  customResources: ['networking.istio.io/v1', 'security.istio.io/v1'],
  mesh: {
    mode: 'sidecar',
    controlPlane: 'mesh-system',
    egressGateway: { name: 'egress', namespace: 'istio-egress', podLabels: { istio: 'egress' } },
  },
};

describe('MeshRoot', () => {
  test('defaults: mutual TLS for the whole mesh, by the object that Istio reads in its root namespace', () => {
    const { metadata, spec } = only('PeerAuthentication', (chart) => new MeshRoot(chart, 'mesh'), OFFERS);
    expect(metadata).toMatchObject({ name: 'default', namespace: 'mesh-system' });
    expect(spec).toEqual({ mtls: { mode: 'STRICT' } });
  });

  test('proxies that declare nothing know their own namespace and the control plane', () => {
    const { spec } = only('Sidecar', (chart) => new MeshRoot(chart, 'mesh'), OFFERS);
    expect(spec).toEqual({ egress: [{ hosts: ['./*', 'mesh-system/*'] }] });
  });

  test('may be permissive while namespaces join', () => {
    const fill = (chart: ConstructorParameters<typeof MeshRoot>[0]) =>
      new MeshRoot(chart, 'mesh', { mutualTls: 'PERMISSIVE' });
    expect(only('PeerAuthentication', fill, OFFERS).spec).toEqual({ mtls: { mode: 'PERMISSIVE' } });
  });

  test('rejects a mode that there is not, and demands a mesh', () => {
    const wrong: unknown = { mutualTls: 'MAYBE' };
    expect(() => objects((chart) => new MeshRoot(chart, 'mesh', wrong as { mutualTls: 'STRICT' }), OFFERS)).toThrow(
      "mutualTls 'MAYBE' is not known; allowed: 'STRICT', 'PERMISSIVE'",
    );
    expect(problems((chart) => new MeshRoot(chart, 'mesh'), { customResources: OFFERS.customResources })).toEqual([
      expect.stringContaining('the root of the mesh needs a service mesh'),
    ]);
  });
});

describe('MeshEgressGateway', () => {
  test('takes TLS for any host as it is, at the pods that the environment names', () => {
    const { metadata, spec } = only('Gateway', (chart) => new MeshEgressGateway(chart, 'egress'), OFFERS);
    expect(metadata).toMatchObject({ name: 'egress', namespace: 'istio-egress' });
    expect(spec).toEqual({
      selector: { istio: 'egress' },
      servers: [{ port: { number: 443, name: 'tls', protocol: 'TLS' }, hosts: ['*'], tls: { mode: 'PASSTHROUGH' } }],
    });
  });

  test('rejects an environment without an egress gateway', () => {
    const found = problems((chart) => new MeshEgressGateway(chart, 'egress'), { ...OFFERS, mesh: { mode: 'sidecar' } });
    expect(found).toEqual([expect.stringContaining('capabilities.mesh.egressGateway is missing')]);
  });
});
