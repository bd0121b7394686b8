import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';

const NONE: readonly number[] = [];

/**
 * The dependencies of a construct tree as a graph whose size is linear in constructs and `addDependency` calls. A chart
 * that depends on a chart would be n x m edges between objects; two more vertices for each construct avoid that: its
 * `start`, which all its objects wait for, and its `end`, which waits for all its objects. The edges between these and the
 * objects follow from the tree and are not kept.
 */
export class ConstructEdges {
  readonly #constructs: readonly IConstruct[];
  readonly #positions: ReadonlyMap<IConstruct, number>;
  /** What was declared, and what `add` was told. */
  readonly #edges = new Map<number, number[]>();
  /** By construct: the `start` nearest to it, of itself or of one around it, that waits for anything. */
  readonly #starts: readonly (number | undefined)[];
  /** Dependencies on constructs of another tree. */
  public readonly foreign: { readonly from: IConstruct; readonly to: IConstruct }[] = [];

  /** `constructs`: the whole tree, parents first. */
  constructor(constructs: readonly IConstruct[]) {
    this.#constructs = constructs;
    const positions = new Map<IConstruct, number>();
    for (const construct of constructs) positions.set(construct, positions.size);
    this.#positions = positions;
    for (const construct of constructs) {
      const targets = construct.node.dependencies;
      // most constructs were told of none
      if (targets.length > 0) for (const target of new Set(targets)) this.#addDependency(construct, target);
    }
    const starts: (number | undefined)[] = [];
    for (const construct of constructs) {
      const start = starts.length * 3;
      starts.push(this.#edges.has(start) ? start : starts[this.#parent(construct)]);
    }
    this.#starts = starts;
  }

  /** Vertices are numbered by the place of their construct, so that sorting vertices keeps construct order. */
  public vertex(object: ApiObject): number {
    return this.#number(object, 1);
  }

  public construct(vertex: number): IConstruct {
    const construct = this.#constructs[Math.floor(vertex / 3)];
    if (construct === undefined) throw new RangeError(`no vertex ${vertex}`);
    return construct;
  }

  /** The object of a vertex; undefined for the start and end of a construct. */
  public object(vertex: number): ApiObject | undefined {
    const construct = vertex % 3 === 1 ? this.construct(vertex) : undefined;
    return construct !== undefined && ApiObject.isApiObject(construct) ? construct : undefined;
  }

  public dependencies(vertex: number): readonly number[] {
    const implied = this.#implied(vertex);
    const own = this.#edges.get(vertex);
    if (own === undefined) return implied;
    return implied.length === 0 ? own : [...implied, ...own];
  }

  public add(from: ApiObject, to: readonly ApiObject[]): void {
    const vertices: number[] = [];
    for (const target of to) if (target !== from) vertices.push(this.vertex(target));
    if (vertices.length > 0) this.#add(this.vertex(from), vertices);
  }

  /**
   * Looks up the objects that an object waits for directly: through its own edges, and through the starts and ends of
   * constructs on the way. Each start and end is followed once.
   */
  public reach(): (object: ApiObject) => readonly ApiObject[] {
    const followed = new Map<number, ReadonlySet<ApiObject>>();
    const follow = (vertex: number): ReadonlySet<ApiObject> => {
      const known = followed.get(vertex);
      if (known !== undefined) return known;
      const found = new Set<ApiObject>();
      for (const next of this.dependencies(vertex)) {
        const object = this.object(next);
        if (object !== undefined) found.add(object);
        else for (const inner of follow(next)) found.add(inner);
      }
      followed.set(vertex, found);
      return found;
    };
    return (object) => [...follow(this.vertex(object))];
  }

  /** What follows from the tree alone: an object waits for a start around it, an end for all that is inside. */
  #implied(vertex: number): readonly number[] {
    const role = vertex % 3;
    if (role === 2) {
      const construct = this.construct(vertex);
      const inside = construct.node.children.map((child) => this.#number(child, 2));
      return ApiObject.isApiObject(construct) ? [vertex - 1, ...inside] : inside;
    }
    const position = role === 1 ? Math.floor(vertex / 3) : this.#parent(this.construct(vertex));
    const start = this.#starts[position];
    return start === undefined ? NONE : [start];
  }

  /** Position of the construct around another; -1 for the App, which has none. */
  #parent({ node: { scope } }: IConstruct): number {
    return scope === undefined ? -1 : Math.floor(this.#number(scope, 0) / 3);
  }

  #addDependency(from: IConstruct, to: IConstruct): void {
    if (from === to) return;
    if (!this.#positions.has(to)) {
      this.foreign.push({ from, to });
      return;
    }
    if (to.node.scopes.includes(from)) {
      // a construct waits for a part of itself: everything else in it does. Stock synthesis says so of every chart with
      // charts in it, so that the other charts in it do not: they would all wait for each other
      const ofCharts = Chart.isChart(from) && Chart.isChart(to);
      for (const { construct, whole } of besides(from, to).filter(
        (part) => !(ofCharts && Chart.isChart(part.construct)),
      ))
        this.#add(this.#number(construct, whole ? 0 : 1), [this.#number(to, 2)]);
    } else if (from.node.scopes.includes(to)) {
      // a part waits for the construct around it: for everything else in it
      for (const { construct, whole } of besides(to, from))
        this.#add(this.#number(from, 0), [this.#number(construct, whole ? 2 : 1)]);
    } else {
      this.#add(this.#number(from, 0), [this.#number(to, 2)]);
    }
  }

  #number(construct: IConstruct, role: 0 | 1 | 2): number {
    const position = this.#positions.get(construct);
    if (position === undefined) throw new RangeError(`${construct.node.path} is not in this tree`);
    return position * 3 + role;
  }

  #add(from: number, to: number[]): void {
    const edges = this.#edges.get(from);
    if (edges !== undefined) for (const vertex of to) edges.push(vertex);
    else if (to.length > 0) this.#edges.set(from, to);
  }
}

/** What `outer` holds outside of `inner`: whole constructs beside the way down to it, and objects on that way alone. */
function besides(outer: IConstruct, inner: IConstruct): { construct: IConstruct; whole: boolean }[] {
  const way = inner.node.scopes.slice(inner.node.scopes.indexOf(outer));
  return way
    .slice(0, -1)
    .flatMap((construct, depth) => [
      ...(ApiObject.isApiObject(construct) ? [{ construct, whole: false }] : []),
      ...construct.node.children
        .filter((child) => child !== way[depth + 1])
        .map((child) => ({ construct: child, whole: true })),
    ]);
}
