/** Either every reachable vertex after its dependencies, or one cycle (first and last entry are the same vertex). */
export type Topology = { readonly order: readonly number[] } | { readonly cycle: readonly number[] };

interface Step {
  readonly vertex: number;
  readonly edges: readonly number[];
  next: number;
}

/**
 * Depth-first order of the vertices that `roots` reach: each root in turn, right after what it depends on. Linear in
 * vertices and edges, apart from sorting each vertex's own edges; that makes the result independent of the order in which
 * edges were added. No recursion: a chain may be as long as memory allows.
 */
export function topology(roots: readonly number[], dependencies: (vertex: number) => readonly number[]): Topology {
  const done = new Set<number>();
  const order: number[] = [];
  const path: Step[] = [];
  const open = new Set<number>();
  const enter = (vertex: number): void => {
    const edges = dependencies(vertex);
    if (edges.length === 0) {
      // most objects wait for nothing: no step on the way is needed for them
      done.add(vertex);
      order.push(vertex);
      return;
    }
    open.add(vertex);
    path.push({ vertex, edges: edges.length === 1 ? edges : [...edges].sort((a, b) => a - b), next: 0 });
  };
  for (const root of roots) {
    if (done.has(root)) continue;
    enter(root);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const edge = top.edges[top.next++];
      if (edge === undefined) {
        path.pop();
        open.delete(top.vertex);
        done.add(top.vertex);
        order.push(top.vertex);
      } else if (open.has(edge)) {
        const vertices = path.map(({ vertex }) => vertex);
        return { cycle: [...vertices.slice(vertices.indexOf(edge)), edge] };
      } else if (!done.has(edge)) {
        enter(edge);
      }
    }
  }
  return { order };
}
