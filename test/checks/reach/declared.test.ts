import fc from 'fast-check';
import { compareReach } from 'seaworthy/checks';
import { nameOf, renderGraph, serviceGraphs, type ServiceGraph } from '../../service-graph';

const DNS = 'kube-system/k8s-app=kube-dns';

/** `from -> to protocol port` of every call between services that a graph declares. */
function declared(graph: ServiceGraph): string[] {
  const calls = graph.calls.flatMap(({ from, to, port }) =>
    (graph.services[to]?.ports ?? [])
      .filter(({ name }) => port === undefined || name === port)
      .map(
        ({ protocol = 'TCP', port: number }) =>
          `${nameOf(graph, from)} -> ${nameOf(graph, to)} ${protocol} ${String(number)}`,
      ),
  );
  return [...new Set(calls)].sort();
}

/** The same of what is open between services. Ports that touch are told as a range. */
function open(graph: ServiceGraph): string[] {
  const pods = new Set(graph.services.map((_service, index) => nameOf(graph, index)));
  return compareReach(renderGraph(graph))
    .paths.filter(({ from, to }) => pods.has(from) && pods.has(to))
    .flatMap(({ from, to, ports }) => single(ports).map((port) => `${from} -> ${to} ${port}`))
    .sort();
}

function single(ports: string): string[] {
  return ports.split('; ').flatMap((group) => {
    const [protocol = '', ...texts] = group.split(/,? /);
    return texts.flatMap((text) => {
      const [first = 0, last = first] = text.split('-').map(Number);
      return Array.from({ length: last - first + 1 }, (_one, index) => `${protocol} ${first + index}`);
    });
  });
}

describe('compareReach', () => {
  test('in any graph of services what is open is what was declared', () => {
    fc.assert(
      fc.property(serviceGraphs(20), (graph) => {
        expect(open(graph)).toEqual(declared(graph));
      }),
      { numRuns: 30 },
    );
  });

  test('taking any one call away closes what it opened, and nothing else', () => {
    fc.assert(
      fc.property(serviceGraphs(8), fc.nat(), (graph, choice) => {
        fc.pre(graph.calls.length > 0);
        const gone = choice % graph.calls.length;
        const rest = { ...graph, calls: graph.calls.filter((_call, index) => index !== gone) };
        const after = new Set(open(rest));
        const closed = open(graph).filter((path) => !after.has(path));
        expect(closed).toEqual(declared({ ...graph, calls: graph.calls.slice(gone, gone + 1) }));
        expect(after.size + closed.length).toBe(open(graph).length);
      }),
      { numRuns: 30 },
    );
  });

  const pair: ServiceGraph = {
    services: ['front', 'back'].map((namespace) => ({ namespace, ports: [{ port: 8080 }] })),
    calls: [{ from: 0, to: 1 }],
    out: [],
    into: [],
  };
  const call = { from: 'front/service-0', to: 'back/service-1', ports: 'TCP 8080' };
  const dns = { networkPolicy: true, kubernetes: { minor: 36 }, customResources: new Set<string>() };

  test('name resolution is open for all, and needs no declaration where the cluster names its resolver', () => {
    const { paths, undeclared, closed } = compareReach({
      ...renderGraph(pair),
      capabilities: { ...dns, dns: [{ namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } }] },
    });
    const lookups = ['back/service-1', 'front/service-0'].map((from) => ({ from, to: DNS, ports: 'TCP 53; UDP 53' }));
    expect(paths).toEqual([lookups[0], call, lookups[1]]);
    expect(undeclared).toEqual([]);
    expect(closed).toEqual([]);
    expect(compareReach(renderGraph(pair)).undeclared).toEqual(lookups);
  });

  test('a declared call that policies do not let through is told as closed', () => {
    const { objects, calls } = renderGraph(pair);
    const without = objects.filter(({ manifest }) => !JSON.stringify(manifest).includes('"NetworkPolicy"'));
    const silent = objects.filter(({ manifest }) => JSON.stringify(manifest).includes('"default-deny"'));
    expect(compareReach({ objects: [...without, ...silent], calls }).closed).toEqual([call]);
  });

  test('a way that is open and was not declared is told', () => {
    expect(compareReach({ ...renderGraph(pair), calls: [] }).undeclared).toContainEqual(call);
  });
});
