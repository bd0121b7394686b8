import { containsRange } from '../core/cidr';
import { isPodPeer, type Peer, type PodPeer } from '../core/party';
import type { Port } from '../core/port';
import { hasToken, holdsToken } from './token';
import { WELL_KNOWN } from '../core/conventions';
import { sameText } from './certainty';
import { asData, asList, asText, isData, listAt, textAt, textsAt, valueAt } from './data';
import type { Data } from './data';
import type { PodOwner } from './pod-owner';
import type { RenderedObject } from './rendered-object';
import type { Rendering } from './rendering';

export type Direction = 'ingress' | 'egress';

const BOTH: readonly Direction[] = ['ingress', 'egress'];

/**
 * Whether the policies that select some pods let traffic to or from a peer through, as far as is known now: where a token may
 * decide, they do.
 */
export function policyAllows(
  rendering: Rendering,
  owner: PodOwner,
  direction: Direction,
  peer: Peer,
  port: Port,
): boolean {
  const policies = rendering.view(policiesByPods).get(owner) ?? [];
  const applied = policies.filter((policy) => policy[direction] !== undefined);
  return (
    applied.length === 0 ||
    applied.some(
      (policy) => policy[direction]?.some((rule) => ruleAllows(rule, direction, peer, port, owner)) || policy.isLate(),
    )
  );
}

/** A policy as far as traffic is judged by it. */
interface Policy {
  /** Whether a token stands in it anywhere. */
  readonly isLate: () => boolean;
  /** Its rules for a direction, when it is about that direction. */
  readonly ingress: readonly Data[] | undefined;
  readonly egress: readonly Data[] | undefined;
}

/** The policies that select, or may select, the pods of each maker of pods. */
function policiesByPods(rendering: Rendering): ReadonlyMap<PodOwner, readonly Policy[]> {
  const byPods = new Map<PodOwner, Policy[]>();
  for (const object of rendering.ofKind('networking.k8s.io', 'NetworkPolicy')) {
    const { manifest, namespace, spec } = object;
    const directions = directionsOf(object);
    const policy: Policy = {
      isLate: () => holdsToken(manifest['spec']),
      ingress: directions.includes('ingress') ? asList(spec['ingress']) : undefined,
      egress: directions.includes('egress') ? asList(spec['egress']) : undefined,
    };
    for (const owner of rendering.possiblySelected(namespace, valueAt(manifest, 'spec', 'podSelector') ?? {})) {
      const policies = byPods.get(owner);
      if (policies) policies.push(policy);
      else byPods.set(owner, [policy]);
    }
  }
  return byPods;
}

/**
 * What a policy is about, as the API server fills it in: without types ingress, and egress when it has such rules. A type that
 * only a deployment knows may be either.
 */
export function directionsOf({ spec }: RenderedObject): Direction[] {
  const types = textsAt(spec, 'policyTypes').map((type) => type.toLowerCase());
  if (types.length > 0) return BOTH.filter((direction) => types.includes(direction) || types.some(hasToken));
  return BOTH.filter((direction) => direction === 'ingress' || asList(spec['egress']).length > 0);
}

function ruleAllows(rule: Data, direction: Direction, peer: Peer, port: Port, owner: PodOwner): boolean {
  const peers = listAt(rule, direction === 'ingress' ? 'from' : 'to');
  const ports = asList(rule['ports']);
  return (
    (peers.length === 0 || peers.some((one) => peerAllows(one, peer, owner.object.namespace))) &&
    (ports.length === 0 || ports.some((one) => portAllows(one, port)))
  );
}

function peerAllows(allowed: Data, peer: Peer, own: string): boolean {
  if (!isPodPeer(peer)) {
    const cidr = textAt(allowed, 'ipBlock', 'cidr');
    return cidr !== undefined && (hasToken(peer.cidr) || containsRange(cidr, peer.cidr));
  }
  if (isData(allowed['ipBlock'])) return false;
  return namespaceAllows(allowed['namespaceSelector'], peer, own) && podsAllow(allowed['podSelector'], peer);
}

/** Of a namespace its name alone is known here; what other labels it has, the cluster knows. */
function namespaceAllows(selector: unknown, { namespace }: PodPeer, own: string): boolean {
  if (selector === undefined) return hasToken(namespace) || namespace === own;
  const name = isData(selector) ? textAt(selector, 'matchLabels', WELL_KNOWN.namespaceName) : undefined;
  return name === undefined || sameText(name, namespace) !== 'no';
}

/** A peer is named by some of its labels and may have more, so only another value excludes it. */
function podsAllow(selector: unknown, { labels }: PodPeer): boolean {
  const wanted = isData(selector) ? asData(selector['matchLabels']) : {};
  return Object.entries(wanted).every(([key, value]) => {
    const has = labels[key];
    return has === undefined || has === value || hasToken(has) || hasToken(value);
  });
}

function portAllows(allowed: Data, { port, protocol = 'TCP' }: Port): boolean {
  if ((asText(allowed['protocol']) ?? 'TCP') !== protocol) return false;
  const [from, to] = [allowed['port'], allowed['endPort']];
  // a name means whatever the pods call so
  if (typeof from !== 'number' || typeof port !== 'number') return true;
  return typeof to === 'number' ? from <= port && port <= to : from === port;
}
