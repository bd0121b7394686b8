import { App, Chart, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { External, Graph, WebService, type Party } from 'seaworthy';

const party = (name: string) => External.https(name, { cidrs: ['192.0.2.0/24'] });

describe('the graph of calls', () => {
  test('there is one for each App, shared by all its charts', () => {
    const app = new App();
    const [a, b] = [party('a'), party('b')];
    Graph.of(new Chart(app, 'one')).add(a, b);
    expect(Graph.of(new Chart(app, 'two')).edges).toEqual([{ caller: a, callee: b }]);
    expect(Graph.of(new App()).edges).toEqual([]);
  });

  test('a call is known from both ends, and once however often it is declared', () => {
    const graph = Graph.of(new App());
    const [a, b, c] = [party('a'), party('b'), party('c')];
    graph.add(a, b);
    graph.add(a, b);
    graph.add(c, b);
    expect(graph.callersOf(b)).toEqual([a, c]);
    expect(graph.calleesOf(a)).toEqual([b]);
    expect(graph.edges).toHaveLength(2);
  });

  const api = (chart: Chart) =>
    new WebService(chart, 'api', {
      image: 'ghcr.io/acme/api:1.0.0',
      port: 8080,
      resources: { cpu: Cpu.millis(100), memory: Size.mebibytes(64) },
      scale: { replicas: 2 },
    });
  const unknown: readonly [string, unknown, string][] = [
    ['nobody', undefined, 'is missing'],
    ['a name', 'orders', 'is a text'],
    ['a Deployment of another library', { name: 'orders', select: {} }, 'is an object'],
  ];

  test.each(unknown)(
    'rejects a call to %s, at the place of the caller and with what to call',
    (_title, end, problem) => {
      const service = api(new Chart(new App(), 'shop', { namespace: 'shop' }));
      expect(() => {
        service.calls(end as Party);
      }).toThrow(
        `[shop/api]: callee ${problem}; allowed: a workload, an endpoint such as PostgresEndpoint.of(...), or External; ` +
          'give it the construct itself; a Deployment that is not of this library becomes a workload by workloadOf(...)',
      );
    },
  );

  test.each(unknown)('rejects a call from %s, at the place of the callee', (_title, end, problem) => {
    const service = api(new Chart(new App(), 'shop', { namespace: 'shop' }));
    expect(() => {
      service.acceptsFrom(end as Party);
    }).toThrow(`[shop/api]: caller ${problem}`);
  });
});
