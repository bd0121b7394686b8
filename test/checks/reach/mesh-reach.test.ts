import { Size, type Chart } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import fc from 'fast-check';
import { capabilities, External, Graph, Worker, type CapabilitiesProps, type MeshProps } from 'seaworthy';
import { compareReach, type ReachComparison } from 'seaworthy/checks';
import { build, objectsOf } from '../../rendering';
import { renderGraph, serviceGraphs, type ServiceGraph } from '../../service-graph';

const mode = fc.constantFrom<'sidecar' | 'ambient'>('sidecar', 'ambient');
const inNamespace = fc.option(fc.constantFrom('sidecar', 'ambient', 'none'), { nil: undefined });
const meshes: fc.Arbitrary<MeshProps> = fc
  .record({
    mode,
    front: inNamespace,
    back: inNamespace,
    waypoint: fc.boolean(),
    scraped: fc.boolean(),
    certificates: fc.constantFrom<'istio' | 'istio-csr'>('istio', 'istio-csr'),
  })
  .map(({ front, back, waypoint, scraped, ...rest }) => ({
    ...rest,
    ...(scraped && { scrapedBy: [{ namespace: 'monitoring', labels: { app: 'prometheus' } }] }),
    ...(waypoint && { waypoint: 'waypoint' }),
    namespaces: { ...(front && { front }), ...(back && { back }) },
  }));

const pair: ServiceGraph = {
  services: ['front', 'back'].map((namespace) => ({ namespace, ports: [{ port: 8080 }] })),
  calls: [{ from: 0, to: 1 }],
  out: [],
  into: [],
};
const [front, back] = ['front/service-0', 'back/service-1'];
const PROBES = '169.254.7.127/32';
const EVERY = 'SCTP all; TCP all; UDP all';

/** `from -> to: ports` of every way but name resolution. */
const ways = (mesh: MeshProps): string[] =>
  compareReach(renderGraph(pair, { mesh }))
    .paths.filter(({ ports }) => !ports.includes('UDP 53'))
    .map(({ from, to, ports }) => `${from} -> ${to}: ${ports}`);

describe('compareReach in an environment with a mesh', () => {
  test('in any graph of services no way is open that nobody declared, and none is closed', () => {
    fc.assert(
      fc.property(serviceGraphs(10), meshes, (graph, mesh) => {
        const { undeclared, closed } = compareReach(renderGraph(graph, { mesh }));
        expect({ undeclared, closed }).toEqual({ undeclared: [], closed: [] });
      }),
      { numRuns: 40 },
    );
  });

  test('sidecars ask the control plane, and call on the port of the callee alone', () => {
    expect(ways({ mode: 'sidecar' })).toEqual([
      `${back} -> istio-system/app=istiod: TCP 15012`,
      `${front} -> ${back}: TCP 8080`,
      `${front} -> istio-system/app=istiod: TCP 15012`,
    ]);
  });

  test('ambient pods call through the tunnel too, by the waypoint, and are probed from an address of the node', () => {
    const waypoint = 'back/gateway.networking.k8s.io/gateway-name=way';
    expect(ways({ mode: 'ambient', waypoint: 'way' })).toEqual([
      `${PROBES} -> ${back}: ${EVERY}`,
      `${PROBES} -> ${front}: ${EVERY}`,
      `${waypoint} -> ${back}: TCP 15008`,
      `${front} -> ${waypoint}: TCP 15008`,
      `${front} -> ${back}: TCP 8080, 15008`,
    ]);
  });

  test.each<[string, MeshProps, string[]]>([
    ['the tunnel of a call', { mode: 'ambient' }, [`${front} -> ${back}: TCP 8080, 15008`]],
    ['the port of a call', { mode: 'sidecar' }, [`${front} -> ${back}: TCP 8080`]],
  ])('%s that nobody declared is told', (_title, mesh, expected) => {
    const { undeclared } = compareReach({ ...renderGraph(pair, { mesh }), calls: [] });
    expect(undeclared.map(({ from, to, ports }) => `${from} -> ${to}: ${ports}`)).toEqual(expected);
  });

  test('ways of a mesh are told as not declared where the cluster is not known to have one', () => {
    const { objects, calls = [] } = renderGraph(pair, { mesh: { mode: 'sidecar' } });
    expect(compareReach({ objects, calls }).undeclared).toContainEqual({
      from: front,
      to: 'istio-system/app=istiod',
      ports: 'TCP 15012',
    });
  });

  test('a control plane that policies close is told', () => {
    const { capabilities: offered } = renderGraph(pair, { mesh: { mode: 'sidecar' } });
    const { closed } = compareReach({ ...renderGraph(pair), ...(offered && { capabilities: offered }) });
    expect(closed).toContainEqual({ from: front, to: 'istio-system/app=istiod', ports: 'TCP 15012' });
  });
});

describe('compareReach of calls to a host that is known by its name alone', () => {
  const sender = (chart: Chart): void => {
    new Worker(chart, 'sender', {
      image: 'ghcr.io/acme/sender:1.0.0',
      resources: { cpu: Cpu.millis(100), memory: Size.mebibytes(64) },
      scale: { replicas: 2 },
      health: { probe: 'exec', readyCommand: ['/ready'], liveCommand: ['/live'] },
    }).calls(External.https('hooks.example.com'));
  };
  const compare = (offers: CapabilitiesProps): ReachComparison => {
    const app = build(sender, offers);
    return compareReach({
      objects: objectsOf(app).map((manifest) => ({ path: manifest.metadata.name, manifest })),
      calls: Graph.of(app).edges,
      capabilities: capabilities(offers),
    });
  };
  const egressGateway = { name: 'out', namespace: 'egress', podLabels: { app: 'out' }, podPort: 8443 };

  test.each<['sidecar' | 'ambient', string]>([
    ['sidecar', 'TCP 8443'],
    ['ambient', 'TCP 15008'],
  ])('with %ss they leave through the egress gateway, which is declared by them', (given, ports) => {
    const { paths, undeclared, closed } = compare({ mesh: { mode: given, egressGateway }, hostRules: 'istio' });
    expect(paths).toContainEqual({ from: 'shop/shop-sender', to: 'egress/app=out', ports });
    expect({ undeclared, closed }).toEqual({ undeclared: [], closed: [] });
  });

  test('with Cilium no NetworkPolicy opens anything for them, and nothing is told', () => {
    expect(compare({ hostRules: 'cilium' })).toMatchObject({ paths: [], undeclared: [], closed: [] });
  });
});
