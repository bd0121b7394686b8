/** Either every reachable vertex after its dependencies, or one cycle (first and last entry are the same vertex). */
export type Topology = { readonly order: readonly number[] } | { readonly cycle: readonly number[] };

/**
 * Depth-first order of the vertices that `roots` reach: each root in turn, right after what it depends on. Linear in
 * vertices and edges, apart from sorting each vertex's own edges; that makes the result independent of the order in which
 * edges were added. No recursion: a chain may be as long as memory allows.
 */
export function topology(roots: readonly number[], dependencies: (vertex: number) => readonly number[]): Topology {
  const done = new Set<number>();
  const order: number[] = [];
  for (const root of roots) {
    if (done.has(root)) continue;
    const path: { readonly vertex: number; readonly edges: readonly number[]; next: number }[] = [];
    const open = new Set<number>();
    const enter = (vertex: number) => {
      open.add(vertex);
      path.push({ vertex, edges: [...dependencies(vertex)].sort((a, b) => a - b), next: 0 });
    };
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
