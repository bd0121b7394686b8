import { portsOfCall } from '../../core/call-ports';
import type { Party, Peer } from '../../core/party';
import { platformCallees } from '../../core/platform-traffic';
import type { Port } from '../../core/port';
import type { CheckInput } from '../check-input';
import { Rendering } from '../rendering';
import { Ends, type End } from './ends';
import { contains, joined, onePort, type PortRange } from './port-ranges';
import { openWays, pathsOf, type Path, type Reach, type Way } from './reach';

/** Who reaches whom, held against who was declared to call whom. */
export interface ReachComparison extends Reach {
  /** Ways that are open although nobody declared them. Those to the platform itself (DNS) need no declaration. */
  readonly undeclared: readonly Path[];
  /** Declared ways that are closed. */
  readonly closed: readonly Path[];
}

/** Holds the ways that policies leave open against the calls that were declared. */
export function compareReach({ objects, calls = [], capabilities }: CheckInput): ReachComparison {
  const ends = new Ends(new Rendering({ objects }));
  const open = openWays(ends);
  const [opened, declared] = [new Ways(), new Ways()];
  for (const { from, to, ports } of open) opened.add(from, to, ports);
  for (const call of calls) addCall(declared, ends, call.caller, call.callee, portsOfCall(call));
  const declaredWays = declared.all();
  for (const callee of capabilities?.dns ? platformCallees({ ...capabilities, dns: capabilities.dns }) : [])
    for (const from of ends.pods)
      for (const peer of callee.peers) addWays(declared, [from], ends.ofPeer(peer), callee.ports);
  return {
    pods: ends.pods.map(({ name }) => name),
    paths: pathsOf(open),
    undeclared: pathsOf(open.filter(({ from, to, ports }) => !contains(declared.ports(from, to), ports))),
    closed: pathsOf(declaredWays.filter(({ from, to, ports }) => !contains(opened.ports(from, to), ports))),
  };
}

/** Ports by both ends. */
class Ways {
  readonly #ways = new Map<End, Map<End, PortRange[]>>();

  public add(from: End, to: End, ports: readonly PortRange[]): void {
    const callees = this.#ways.get(from) ?? new Map<End, PortRange[]>();
    this.#ways.set(from, callees);
    const known = callees.get(to);
    if (known) known.push(...ports);
    else callees.set(to, [...ports]);
  }

  public ports(from: End, to: End): readonly PortRange[] {
    return joined(this.#ways.get(from)?.get(to) ?? []);
  }

  public all(): Way[] {
    return [...this.#ways].flatMap(([from, callees]) =>
      [...callees].map(([to, ports]) => ({ from, to, ports: joined(ports) })),
    );
  }
}

function addCall(ways: Ways, ends: Ends, caller: Party, callee: Party, ports: readonly Port[]): void {
  const [from, to] = [caller, callee].map(({ peers }) => peers.flatMap((peer: Peer) => ends.ofPeer(peer)));
  addWays(ways, from ?? [], to ?? [], ports);
}

/** What is between two ends that are both elsewhere is nothing that these objects decide. */
function addWays(ways: Ways, from: readonly End[], to: readonly End[], ports: readonly Port[]): void {
  const ranges = ports.map(({ port, protocol = 'TCP' }) => onePort(protocol, port));
  for (const one of from)
    for (const other of to) if (one.kind === 'pods' || other.kind === 'pods') ways.add(one, other, ranges);
}
