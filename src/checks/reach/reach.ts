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

/** A way between two ends, with its ports as they are counted. */
export interface Way {
  readonly from: End;
  readonly to: End;
  readonly ports: readonly PortRange[];
}

/**
 * Who reaches whom, by the NetworkPolicies among some objects and nothing else: calls between the pods of the objects, and
 * to and from whatever their policies name. A call is open when the policies of both ends let it through. A range of
 * addresses counts as outside of the cluster.
 */
export function reach(objects: readonly CheckedObject[]): Reach {
  const ends = new Ends(new Rendering({ objects }));
  return { pods: ends.pods.map(({ name }) => name), paths: pathsOf(openWays(ends)) };
}

/** Every way that policies leave open. */
export function openWays(ends: Ends): Way[] {
  const sides = sidesOf(ends.rendering, ends);
  return [...ends.pods.flatMap((from) => waysFrom(from, ends, sides)), ...waysIn(ends, sides)];
}

/** Ways as they are told, in order. */
export function pathsOf(ways: readonly Way[]): Path[] {
  return ways
    .map(({ from, to, ports }) => ({ from: from.name, to: to.name, ports: describePorts(ports) }))
    .sort((left, right) => compare(left.from, right.from) || compare(left.to, right.to));
}

/** Calls out of some pods. */
function waysFrom(from: End, ends: Ends, { ingress, egress }: Sides): Way[] {
  const out = egress.get(from);
  const open = portsTo(out, ANYWHERE);
  const named = [...(out?.keys() ?? [])];
  const callees = open.length === 0 ? named : new Set([...named, ...ends.pods, ANYWHERE]);
  return [...callees].flatMap((to) => {
    const allowed = joined([...portsTo(out, to), ...open]);
    const taken = to.kind === 'pods' ? portsFrom(ingress.get(to), from) : EVERY_PORT;
    return way(from, to, common(allowed, taken));
  });
}

/** Calls into the pods from what is not here. */
function waysIn(ends: Ends, { ingress }: Sides): Way[] {
  return ends.pods.flatMap((to) => {
    const side = ingress.get(to);
    const outside = side === undefined ? [ANYWHERE] : [...side.keys()].filter(({ kind }) => kind !== 'pods');
    return outside.flatMap((from) => way(from, to, joined(portsTo(side, from))));
  });
}

/** The ports that a side has for an end by its name; all for anywhere where nothing is held back. */
function portsTo(side: Side | undefined, end: End): readonly PortRange[] {
  if (side === undefined) return end === ANYWHERE ? EVERY_PORT : [];
  return side.get(end) ?? [];
}

function portsFrom(side: Side | undefined, end: End): readonly PortRange[] {
  return joined([...portsTo(side, end), ...portsTo(side, ANYWHERE)]);
}

function way(from: End, to: End, ports: readonly PortRange[]): Way[] {
  return ports.length === 0 ? [] : [{ from, to, ports }];
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
