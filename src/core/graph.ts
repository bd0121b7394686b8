import type { IConstruct } from 'constructs';
import { PARTY_SHAPE, type Party } from './party';
import { requireShape } from './shape';

/** A declared call: who calls whom. Ports are those of the callee. */
export interface Edge {
  readonly caller: Party;
  readonly callee: Party;
}

const ENDS = { caller: PARTY_SHAPE, callee: PARTY_SHAPE };

const graphs = new WeakMap<IConstruct, Graph>();

/** Who calls whom in an App. Intent is declared here once; policies, checks and documentation read it. */
export class Graph {
  /** The graph of the App that a construct is in. */
  public static of(scope: IConstruct): Graph {
    const { root } = scope.node;
    const graph = graphs.get(root) ?? new Graph();
    graphs.set(root, graph);
    return graph;
  }

  private readonly declared: Edge[] = [];
  /** The same by its ends: an App has thousands of calls, and each policy asks for its own. */
  private readonly byCallee = new Map<Party, Edge[]>();
  private readonly byCaller = new Map<Party, Edge[]>();

  private constructor() {
    // made by Graph.of alone: one for each App
  }

  /** All calls, in the order of their declaration. */
  public get edges(): readonly Edge[] {
    return [...this.declared];
  }

  /** Declares a call. Declaring it again changes nothing. @throws when one end is no party */
  public add(caller: Party, callee: Party): void {
    requireShape('a call', { caller, callee }, ENDS);
    if (this.byCaller.get(caller)?.some((edge) => edge.callee === callee)) return;
    const edge = { caller, callee };
    this.declared.push(edge);
    put(this.byCaller, caller, edge);
    put(this.byCallee, callee, edge);
  }

  /** The parties that call this one. */
  public callersOf(callee: Party): Party[] {
    return (this.byCallee.get(callee) ?? []).map((edge) => edge.caller);
  }

  /** The parties that this one calls. */
  public calleesOf(caller: Party): Party[] {
    return (this.byCaller.get(caller) ?? []).map((edge) => edge.callee);
  }
}

function put(index: Map<Party, Edge[]>, party: Party, edge: Edge): void {
  const edges = index.get(party);
  if (edges) edges.push(edge);
  else index.set(party, [edge]);
}
