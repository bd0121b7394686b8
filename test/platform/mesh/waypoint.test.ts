import { Waypoint, type CapabilitiesProps } from 'seaworthy';
import { only, problems } from '../../rendering';

const OFFERS: CapabilitiesProps = {
  customResources: ['gateway.networking.k8s.io/v1'],
  mesh: { mode: 'ambient', waypoint: 'way', namespaces: { legacy: 'sidecar' } },
};
const mail = (namespace: string) => (chart: ConstructorParameters<typeof Waypoint>[0]) =>
  new Waypoint(chart, 'waypoint', { namespace });

describe('Waypoint', () => {
  test('is a Gateway that Istio runs, for services, by the name that the environment declares', () => {
    const { metadata, spec } = only('Gateway', mail('mail'), OFFERS);
    expect(metadata).toMatchObject({ name: 'way', namespace: 'mail', labels: { 'istio.io/waypoint-for': 'service' } });
    expect(spec).toEqual({
      gatewayClassName: 'istio-waypoint',
      listeners: [{ name: 'mesh', port: 15008, protocol: 'HBONE' }],
    });
  });

  test('takes tunnels from the whole mesh, and opens them to its own namespace, the control plane and DNS alone', () => {
    const { spec } = only('NetworkPolicy', mail('mail'), OFFERS);
    const tunnel = [{ protocol: 'TCP', port: 15008 }];
    expect(spec['podSelector']).toEqual({
      matchLabels: { 'gateway.networking.k8s.io/gateway-name': 'way' },
      matchExpressions: [{ key: 'network.seaworthy.dev/quarantine', operator: 'DoesNotExist' }],
    });
    expect(spec['ingress']).toEqual([{ from: [{ namespaceSelector: {} }], ports: tunnel }]);
    expect(spec['egress']).toHaveLength(3);
    expect(spec['egress']?.[0]).toEqual({ to: [{ podSelector: {} }], ports: tunnel });
    expect(spec['egress']?.[1]).toMatchObject({ ports: [{ port: 15012 }] });
    expect(spec['egress']?.[2]).toMatchObject({ ports: [{ port: 53 }, { port: 53 }] });
  });

  test('tells its metrics to those who are declared to read them', () => {
    const scrapedBy = [{ cidr: '10.1.0.0/24' }];
    const offers: CapabilitiesProps = { ...OFFERS, mesh: { mode: 'ambient', waypoint: 'way', scrapedBy } };
    expect(only('NetworkPolicy', mail('mail'), offers).spec['ingress']?.[1]).toMatchObject({
      from: [{ ipBlock: { cidr: '10.1.0.0/24' } }],
      ports: [{ port: 15090 }, { port: 15020 }],
    });
  });

  test('asks the DNS cache of its node too, where there is one', () => {
    const { spec } = only('NetworkPolicy', mail('mail'), { ...OFFERS, nodeLocalDns: '169.254.20.10' });
    expect(spec['egress']?.[2]).toMatchObject({ to: [{}, { ipBlock: { cidr: '169.254.20.10/32' } }] });
  });

  test.each([
    ['a namespace with sidecars', 'legacy', OFFERS],
    ['an environment that names none', 'mail', { ...OFFERS, mesh: { mode: 'ambient' as const } }],
  ])('rejects %s', (_title, namespace, given) => {
    expect(problems(mail(namespace), given)).toEqual([
      expect.stringContaining(`namespace '${namespace}' has no use for a waypoint`),
    ]);
  });

  test('demands the Gateway API', () => {
    expect(problems(mail('mail'), { mesh: OFFERS.mesh })).toEqual([
      expect.stringContaining('a waypoint needs the custom resources of gateway.networking.k8s.io/v1'),
    ]);
  });
});
