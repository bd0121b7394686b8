import { namespaceLabels } from './capabilities';
import { closedRanges } from './closed-ranges';
import { QUARANTINE } from './conventions';
import type { Labels } from './labels';
import { isPodPeer, type Peer } from './party';
import type { Port } from './port';

/** The pods that a policy allows traffic of: never those that are cut off from the network. */
export function allowedPods(selector: Labels) {
  return { matchLabels: { ...selector }, matchExpressions: [{ key: QUARANTINE, operator: 'DoesNotExist' as const }] };
}

/** A peer of a policy's rule. Namespace and labels stand in one peer: in two they would allow the whole namespace. */
export function rulePeer(peer: Peer) {
  if (!isPodPeer(peer)) {
    const except = closedRanges(peer.cidr);
    return { ipBlock: { cidr: peer.cidr, ...(except.length > 0 && { except }) } };
  }
  return {
    namespaceSelector: { matchLabels: { ...namespaceLabels(peer.namespace) } },
    podSelector: { matchLabels: { ...peer.labels } },
  };
}

/** A port of a policy's rule. */
export function rulePort({ port, protocol }: Port) {
  return { protocol: protocol ?? ('TCP' as const), port };
}
