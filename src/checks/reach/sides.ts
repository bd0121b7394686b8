import { asList, asText, listAt, valueAt, type Data } from '../data';
import type { RenderedObject } from '../rendered-object';
import type { Rendering } from '../rendering';
import type { PodOwner } from '../pod-owner';
import { directionsOf, type Direction } from '../network-policies';
import { ANYWHERE, type End, type Ends } from './ends';
import { EVERY_PORT, everyPortOf, onePort, type PortRange } from './port-ranges';

/** What the policies of some pods let through in one direction: ports by the other end. No side: nothing is held back. */
export type Side = ReadonlyMap<End, readonly PortRange[]>;

/** What policies let through at each pods, in both directions. Pods that no policy is about are left out. */
export type Sides = Readonly<Record<Direction, ReadonlyMap<End, Side>>>;

/** Reads all policies. A rule is read once for each of the pods that its policy selects. */
export function sidesOf(rendering: Rendering, ends: Ends): Sides {
  const sides = { ingress: new Map<End, Map<End, PortRange[]>>(), egress: new Map<End, Map<End, PortRange[]>>() };
  for (const policy of rendering.ofKind('networking.k8s.io', 'NetworkPolicy')) {
    const selector = valueAt(policy.manifest, 'spec', 'podSelector') ?? {};
    const pods = ends.selected(policy.namespace, selector as Data);
    for (const direction of directionsOf(policy)) {
      const rules = listAt(policy.spec, direction).map((rule) => ({
        rule,
        others: othersOf(rule, direction, policy, ends),
      }));
      for (const end of pods) {
        const side = sides[direction].get(end) ?? new Map<End, PortRange[]>();
        sides[direction].set(end, side);
        for (const { rule, others } of rules)
          for (const other of others) addTo(side, other, portsOf(rule, (direction === 'ingress' ? end : other).owner));
      }
    }
  }
  return sides;
}

function othersOf(rule: Data, direction: Direction, { namespace }: RenderedObject, ends: Ends): readonly End[] {
  const peers = listAt(rule, direction === 'ingress' ? 'from' : 'to');
  if (peers.length === 0) return [ANYWHERE];
  return [...new Set(peers.flatMap((peer) => ends.ofRule(peer, namespace)))];
}

/** The ports of a rule. A name means what the pods that are called give it. */
function portsOf(rule: Data, callee: PodOwner | undefined): readonly PortRange[] {
  const ports = asList(rule['ports']);
  if (ports.length === 0) return EVERY_PORT;
  return ports.flatMap((one): PortRange[] => {
    const protocol = asText(one['protocol']) ?? 'TCP';
    const [port, last] = [one['port'], one['endPort']];
    if (typeof port === 'number') return [{ protocol, first: port, last: typeof last === 'number' ? last : port }];
    if (typeof port !== 'string') return [everyPortOf(protocol)];
    return callee === undefined ? [onePort(protocol, port)] : namedPorts(callee, protocol, port);
  });
}

function namedPorts(callee: PodOwner, protocol: string, name: string): PortRange[] {
  const ports = callee.containers.flatMap(({ spec }) => asList(spec['ports']));
  const named = ports.filter(
    (port) => asText(port['name']) === name && (asText(port['protocol']) ?? 'TCP') === protocol,
  );
  return named.flatMap((port) => {
    const number = port['containerPort'];
    return typeof number === 'number' ? [onePort(protocol, number)] : [];
  });
}

function addTo(side: Map<End, PortRange[]>, other: End, ports: readonly PortRange[]): void {
  const known = side.get(other);
  if (known) known.push(...ports);
  else side.set(other, [...ports]);
}
