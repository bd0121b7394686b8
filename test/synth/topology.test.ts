import fc from 'fast-check';
import { topology } from '../../src/synth/topology';

interface Graph {
  readonly size: number;
  readonly edges: readonly (readonly [from: number, to: number])[];
}

/** Any graph, with cycles or without. */
const graphs: fc.Arbitrary<Graph> = fc.integer({ min: 1, max: 30 }).chain((size) => {
  const vertex = fc.integer({ min: 0, max: size - 1 });
  return fc.record({ size: fc.constant(size), edges: fc.array(fc.tuple(vertex, vertex), { maxLength: 60 }) });
});

/** Graphs without cycles: edges lead down in a shuffled numbering. */
const acyclic: fc.Arbitrary<Graph> = graphs.chain(({ size, edges }) =>
  fc.shuffledSubarray([...Array(size).keys()], { minLength: size }).map((rank) => ({
    size,
    edges: edges.filter(([from, to]) => (rank[from] ?? 0) > (rank[to] ?? 0)),
  })),
);

function sort({ size, edges }: Graph) {
  const dependencies = (vertex: number) => edges.filter(([from]) => from === vertex).map(([, to]) => to);
  return topology([...Array(size).keys()], dependencies);
}

function orderOf(graph: Graph): readonly number[] {
  const result = sort(graph);
  if ('cycle' in result) throw new Error(`cycle ${result.cycle.join(' ')}`);
  return result.order;
}

test('every vertex comes once, after all that it depends on', () => {
  fc.assert(
    fc.property(acyclic, (graph) => {
      const order = orderOf(graph);
      expect([...order].sort((a, b) => a - b)).toEqual([...Array(graph.size).keys()]);
      for (const [from, to] of graph.edges) expect(order.indexOf(to)).toBeLessThan(order.indexOf(from));
    }),
  );
});

test('the order in which edges are given, and edges given twice, change nothing', () => {
  const shuffled = acyclic.chain((graph) =>
    fc.tuple(
      fc.constant(graph),
      fc.shuffledSubarray([...graph.edges, ...graph.edges], { minLength: graph.edges.length * 2 }),
    ),
  );
  fc.assert(
    fc.property(shuffled, ([graph, edges]) => {
      expect(orderOf({ ...graph, edges })).toEqual(orderOf(graph));
    }),
  );
});

test('without edges the order is that of the roots', () => {
  expect(topology([3, 1, 2], () => [])).toEqual({ order: [3, 1, 2] });
});

test('a dependency comes right before the first vertex that needs it', () => {
  expect(orderOf({ size: 4, edges: [[1, 3]] })).toEqual([0, 3, 1, 2]);
});

test('a cycle is told as a closed way along edges, and only when there is one', () => {
  fc.assert(
    fc.property(graphs, (graph) => {
      const result = sort(graph);
      if ('order' in result) {
        for (const [from, to] of graph.edges) expect(result.order.indexOf(to)).toBeLessThan(result.order.indexOf(from));
        return;
      }
      expect(result.cycle.length).toBeGreaterThan(1);
      expect(result.cycle.at(-1)).toBe(result.cycle[0]);
      for (const [index, vertex] of result.cycle.slice(0, -1).entries())
        expect(graph.edges).toContainEqual([vertex, result.cycle[index + 1]]);
    }),
  );
});

test('a chain of 100,000 vertices needs no deep call stack', () => {
  const length = 100_000;
  const result = topology([0], (vertex) => (vertex + 1 < length ? [vertex + 1] : []));
  expect('order' in result && result.order[0]).toBe(length - 1);
});

test('layers that depend on whole layers take linear time: 200 layers of 20 are far too many for a walk of all ways', () => {
  const [layers, width] = [200, 20];
  const dependencies = (vertex: number) => {
    const layer = Math.floor(vertex / width);
    return layer === 0 ? [] : Array.from({ length: width }, (_, index) => (layer - 1) * width + index);
  };
  const result = topology([layers * width - 1], dependencies);
  expect('order' in result && result.order).toHaveLength((layers - 1) * width + 1);
});
