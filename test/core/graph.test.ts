import { App, Chart } from 'cdk8s';
import { External, Graph } from 'seaworthy';

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
});
