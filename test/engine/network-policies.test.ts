import fc from 'fast-check';
import { reach, type Path } from 'seaworthy/checks';
import { nameOf, renderGraph, serviceGraphs, type ServiceGraph } from '../service-graph';
import { judge, type Probe } from './netpol-judge';

const POLICY = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' };

function pod(namespace: string, name: string): object {
  return { kind: 'Pod', metadata: { namespace, name, labels: { app: name } }, spec: { containers: [{ name }] } };
}

describe('the judge', () => {
  const probe = (from: string, to: string, port = 80): Probe => ({ from, to, protocol: 'TCP', port });

  test('answers as the documentation of NetworkPolicy says', async () => {
    const pods = [pod('shop', 'web'), pod('shop', 'api'), pod('edge', 'web')];
    const deny = { ...POLICY, metadata: { name: 'deny', namespace: 'shop' }, spec: { podSelector: {} } };
    const allow = {
      ...POLICY,
      metadata: { name: 'api', namespace: 'shop' },
      spec: {
        podSelector: { matchLabels: { app: 'api' } },
        ingress: [{ from: [{ podSelector: { matchLabels: { app: 'web' } } }], ports: [{ port: 80 }] }],
      },
    };
    const probes = [
      probe('shop/web', 'shop/api'),
      probe('shop/web', 'shop/api', 81),
      probe('edge/web', 'shop/api'),
      probe('192.0.2.1', 'shop/api'),
      probe('shop/api', 'edge/web'),
    ];
    expect(
      await judge([
        { objects: pods, probes },
        { objects: [...pods, deny], probes },
        { objects: [...pods, deny, allow], probes },
      ]),
    ).toEqual([
      // no policy: all; the documented default of types is ingress alone, so the last stays open
      [true, true, true, true, true],
      [false, false, false, false, true],
      [true, false, false, false, true],
    ]);
  });

  test('refuses an end that is neither a pod nor an address', async () => {
    await expect(judge([{ objects: [], probes: [probe('shop/web', '192.0.2.1')] }])).rejects.toThrow(
      '"shop/web" is neither a pod of these objects nor an address',
    );
  });
});

/** Addresses in each range that graphs name, outside of all, and the metadata of instances. */
const ADDRESSES = ['192.0.2.7', '198.51.100.200', '203.0.113.5', '203.0.113.200', '8.8.8.8', '169.254.169.254'];

const PROTOCOLS = ['TCP', 'UDP', 'SCTP'] as const;

/** Every pair of services on every port of the callee and on one that it does not serve, and all addresses both ways. */
function probesOf(graph: ServiceGraph): Probe[] {
  const names = graph.services.map((_service, index) => nameOf(graph, index));
  return graph.services.flatMap(({ ports }, index) => {
    const to = nameOf(graph, index);
    const called = [...ports, { port: 10, protocol: 'TCP' as const }].map(({ port, protocol = 'TCP' }) => ({
      protocol,
      port: Number(port),
    }));
    const into = [...names, ...ADDRESSES].flatMap((from) => called.map((port) => ({ from, to, ...port })));
    const out = ADDRESSES.flatMap((address) =>
      PROTOCOLS.map((protocol) => ({ from: to, to: address, protocol, port: 443 })),
    );
    return [...into, ...out];
  });
}

/** What the graph declares of a probe. */
function isDeclared(graph: ServiceGraph, { from, to, protocol, port }: Probe): boolean {
  const index = (name: string) => graph.services.findIndex((_service, place) => nameOf(graph, place) === name);
  const [caller, callee] = [index(from), index(to)];
  const served = (name?: string) =>
    graph.services[callee]?.ports.some(
      (one) => one.port === port && one.protocol === protocol && (name === undefined || one.name === name),
    ) ?? false;
  if (callee < 0) return protocol === 'TCP' && graph.out.some((one) => one.from === caller && holds(one.cidr, to));
  if (caller < 0) return served() && graph.into.some((one) => one.to === callee && holds(one.cidr, from));
  return graph.calls.some((one) => one.from === caller && one.to === callee && served(one.port));
}

/** Which addresses a range has, written out. Every range of all addresses leaves out link-local ones. */
function holds(cidr: string, address: string): boolean {
  const held: Readonly<Record<string, readonly string[]>> = {
    '192.0.2.0/24': ['192.0.2.7'],
    '198.51.100.0/24': ['198.51.100.200'],
    '203.0.113.0/25': ['203.0.113.5'],
    '0.0.0.0/0': ['192.0.2.7', '198.51.100.200', '203.0.113.5', '203.0.113.200', '8.8.8.8'],
  };
  return held[cidr]?.includes(address) ?? false;
}

/** What the computed matrix says of a probe between services. */
function isReached(paths: ReadonlyMap<string, Path>, { from, to, protocol, port }: Probe): boolean {
  const group =
    paths
      .get(`${from} ${to}`)
      ?.ports.split('; ')
      .find((one) => one.startsWith(`${protocol} `)) ?? '';
  return group
    .slice(protocol.length)
    .split(',')
    .filter((text) => text !== '')
    .some((text) => {
      const [first = 0, last = first] = text.split('-').map(Number);
      return first <= port && port <= last;
    });
}

describe('rendered policies', () => {
  test('in any graph of services let through what was declared and nothing else, and the matrix says the same', async () => {
    await fc.assert(
      fc.asyncProperty(serviceGraphs(60), async (graph) => {
        const { objects } = renderGraph(graph);
        const probes = probesOf(graph);
        const [verdicts = []] = await judge([{ objects: objects.map(({ manifest }) => manifest), probes }]);
        const passing = probes.filter((_probe, index) => verdicts[index]);
        expect(verdicts).toHaveLength(probes.length);
        expect(passing).toEqual(probes.filter((probe) => isDeclared(graph, probe)));

        const services = new Set(graph.services.map((_service, index) => nameOf(graph, index)));
        const between = ({ from, to }: Probe) => services.has(from) && services.has(to);
        const paths = new Map(reach(objects).paths.map((path) => [`${path.from} ${path.to}`, path]));
        expect(probes.filter((probe) => between(probe) && isReached(paths, probe))).toEqual(passing.filter(between));
      }),
      { numRuns: 20 },
    );
  });
});
