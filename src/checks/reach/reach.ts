import type { CheckedObject } from '../rendered-object';
import { Rendering } from '../rendering';
import { ANYWHERE, Ends, type End } from './ends';
import { common, describePorts, EVERY_PORT, joined, type PortRange } from './port-ranges';
import { sidesOf, type Side, type Sides } from './sides';

/** A way that is open: connections from one end to ports of another. */
export interface Path {
  /** Pods as `namespace/name` of what makes them, pods elsewhere as `namespace/selector`, addresses, or `anywhere`. */
  readonly from: string;
  readonly to: string;
  /** Ports of the end that is called: `TCP 8080; UDP 53`. */
  readonly ports: string;
}

/** Who reaches whom. */
export interface Reach {
  /** The pods of the objects. */
  readonly pods: readonly string[];
  /** Every way that is open, by the names of its ends. */
  readonly paths: readonly Path[];
}

/**
 * Who reaches whom, by the NetworkPolicies among some objects and nothing else: calls between the pods of the objects, and
 * to and from whatever their policies name. A call is open when the policies of both ends let it through. A range of
 * addresses counts as outside of the cluster.
 */
export function reach(objects: readonly CheckedObject[]): Reach {
  const ends = new Ends(new Rendering({ objects }));
  return reachOf(ends, sidesOf(ends.rendering, ends));
}

/** The same of ends and their sides that are known already. */
export function reachOf(ends: Ends, sides: Sides): Reach {
  const paths = [...ends.pods.flatMap((from) => pathsFrom(from, ends, sides)), ...pathsIn(ends, sides)];
  return { pods: ends.pods.map(({ name }) => name), paths: paths.sort(inOrder) };
}

/** Calls out of some pods. */
function pathsFrom(from: End, ends: Ends, { ingress, egress }: Sides): Path[] {
  const out = egress.get(from);
  const open = portsTo(out, ANYWHERE);
  const named = [...(out?.keys() ?? [])];
  const callees = open.length === 0 ? named : [...new Set([...named, ...ends.pods, ANYWHERE])];
  return callees.flatMap((to) => {
    const allowed = joined([...portsTo(out, to), ...open]);
    const taken = to.kind === 'pods' ? portsFrom(ingress.get(to), from) : EVERY_PORT;
    return path(from, to, common(allowed, taken));
  });
}

/** Calls into the pods from what is not here. */
function pathsIn(ends: Ends, { ingress }: Sides): Path[] {
  return ends.pods.flatMap((to) => {
    const side = ingress.get(to);
    const outside = side === undefined ? [ANYWHERE] : [...side.keys()].filter(({ kind }) => kind !== 'pods');
    return outside.flatMap((from) => path(from, to, joined(portsTo(side, from))));
  });
}

/** The ports that a side has for an end by its name; all for anywhere where nothing is held back. */
function portsTo(side: Side | undefined, end: End): readonly PortRange[] {
  return side === undefined ? (end === ANYWHERE ? EVERY_PORT : []) : (side.get(end) ?? []);
}

function portsFrom(side: Side | undefined, end: End): readonly PortRange[] {
  return joined([...portsTo(side, end), ...portsTo(side, ANYWHERE)]);
}

function path(from: End, to: End, ports: readonly PortRange[]): Path[] {
  return ports.length === 0 ? [] : [{ from: from.name, to: to.name, ports: describePorts(ports) }];
}

function inOrder(left: Path, right: Path): number {
  return compare(left.from, right.from) || compare(left.to, right.to);
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
