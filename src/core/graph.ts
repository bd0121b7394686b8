import { isDeepStrictEqual } from 'node:util';
import { Construct, type IConstruct } from 'constructs';
import { chainRefusals, longestWaits, type LongestWaits } from './call-chains';
import { CALL_OPTIONS, type CallOptions } from './call-options';
import { callAcrossAppsRefusals, callPortRefusals } from './call-ports';
import { callRefusals } from './call-refusals';
import type { Edge } from './edge';
import { PARTY_SHAPE, type Party } from './party';
import { allRefusals, explain } from './refusal';
import { requireKnown, requireShape, type Shape } from './shape';

export type { Edge } from './edge';

/** Somebody who renders objects from calls: told of each call of one party, and again when a call gets its options. */
export type CallListener = (edge: Edge) => void;

/** Whatever has not even the looks of a party is told as what it should have been, not by the fields that it has not. */
const END: Shape = {
  ...PARTY_SHAPE,
  allowed: 'a workload, an endpoint such as PostgresEndpoint.of(...), or External',
  fix: 'give it the construct itself; a Deployment that is not of this library becomes a workload by workloadOf(...)',
  fits: (value) => PARTY_SHAPE.fits(value) && typeof value === 'object' && value !== null && 'peers' in value,
};
const ENDS = { caller: END, callee: END };

const graphs = new WeakMap<IConstruct, Graph>();

/** Who calls whom in an App. Intent is declared here once; policies, checks and documentation read it. */
export class Graph {
  /** The graph of the App that a construct is in. */
  public static of(scope: IConstruct): Graph {
    const { root } = scope.node;
    const graph = graphs.get(root) ?? new Graph(root);
    graphs.set(root, graph);
    return graph;
  }

  readonly #root: IConstruct;
  /** By caller, then by callee. */
  readonly #outgoing = new Map<Party, Map<Party, Edge>>();
  readonly #incoming = new Map<Party, Set<Party>>();
  /** Caller and callee of each call, in the order of declaration. */
  readonly #order: (readonly [Party, Party])[] = [];
  readonly #listeners = new Map<Party, CallListener[]>();
  /** Counted once for all callers; gone when a call is added. */
  #longestWaits?: LongestWaits;

  private constructor(root: IConstruct) {
    // made by Graph.of alone: one for each App
    this.#root = root;
  }

  /** All calls, in the order of their declaration. */
  public get edges(): readonly Edge[] {
    return this.#order.flatMap(([caller, callee]) => this.edge(caller, callee) ?? []);
  }

  /** The call of one party to another, or nothing when none was declared. */
  public edge(caller: Party, callee: Party): Edge | undefined {
    return this.#outgoing.get(caller)?.get(callee);
  }

  /**
   * Declares a call. Declaring it again changes nothing; options may come with any of the declarations. What is wrong with
   * options, alone or together with those of the calls that follow, is refused at synthesis.
   * @throws when one end is no party, an option is not known or of another type, or a call gets other options than before
   */
  public add(caller: Party, callee: Party, options?: CallOptions): void {
    requireShape(placeOf(caller) ?? placeOf(callee) ?? 'a call', { caller, callee }, ENDS);
    const where = () => `calls('${callee.name}') of ${caller.name}`;
    if (options !== undefined) requireKnown(where(), options, CALL_OPTIONS);
    const known = this.edge(caller, callee);
    if (known !== undefined && (options === undefined || isDeepStrictEqual(known.options, options))) return;
    if (known?.options !== undefined)
      throw new Error(`${where()}: is declared twice with different options; allowed: one set; join both declarations`);
    if (known === undefined) this.#connect(caller, callee);
    const edge: Edge = options ? { caller, callee, options } : { caller, callee };
    this.#callsOf(caller).set(callee, edge);
    this.#longestWaits = undefined;
    for (const listener of this.#listeners.get(caller) ?? []) listener(edge);
    if (callee !== caller) for (const listener of this.#listeners.get(callee) ?? []) listener(edge);
  }

  /** Tells a listener of all calls of a party, as caller or callee: those that there are now, and each that comes. */
  public follow(party: Party, listener: CallListener): void {
    const listeners = this.#listeners.get(party) ?? [];
    listeners.push(listener);
    this.#listeners.set(party, listeners);
    if (!this.#incoming.has(party) && !this.#outgoing.has(party)) return;
    for (const edge of new Set([...this.callsTo(party), ...this.callsFrom(party)])) listener(edge);
  }

  /** The calls to a party. */
  public callsTo(callee: Party): Edge[] {
    return this.callersOf(callee).flatMap((caller) => this.edge(caller, callee) ?? []);
  }

  /** The calls of a party. */
  public callsFrom(caller: Party): Edge[] {
    return [...(this.#outgoing.get(caller)?.values() ?? [])];
  }

  /** The parties that call this one. */
  public callersOf(callee: Party): Party[] {
    return [...(this.#incoming.get(callee) ?? [])];
  }

  /** The parties that this one calls. */
  public calleesOf(caller: Party): Party[] {
    return [...(this.#outgoing.get(caller)?.keys() ?? [])];
  }

  #connect(caller: Party, callee: Party): void {
    this.#order.push([caller, callee]);
    const callers = this.#incoming.get(callee) ?? new Set();
    this.#incoming.set(callee, callers.add(caller));
    if (this.#outgoing.has(caller)) return;
    const construct = Construct.isConstruct(caller) ? caller : this.#root;
    const of = construct === this.#root ? ` of ${caller.name}` : '';
    construct.node.addValidation({ validate: () => this.#refusals(caller, of) });
  }

  #callsOf(caller: Party): Map<Party, Edge> {
    const calls = this.#outgoing.get(caller) ?? new Map<Party, Edge>();
    this.#outgoing.set(caller, calls);
    return calls;
  }

  #refusals(caller: Party, of: string): string[] {
    const calls = this.callsFrom(caller);
    const own = calls.flatMap((edge) => {
      const at = `calls('${edge.callee.name}')${of}`;
      return allRefusals(
        callAcrossAppsRefusals(at, edge, this.#root),
        callPortRefusals(at, edge),
        edge.options && callRefusals(at, edge.options),
      );
    });
    // sums of what is wrong in itself would be told a second time
    if (own.length > 0) return own.map(explain);
    const waits = (this.#longestWaits ??= longestWaits(this.edges));
    return calls.flatMap((edge) => chainRefusals(`calls('${edge.callee.name}')${of}`, edge, waits)).map(explain);
  }
}

/** Where in an App an end of a call is, if it is one at all. */
function placeOf(end: unknown): IConstruct | undefined {
  return Construct.isConstruct(end) ? end : undefined;
}
