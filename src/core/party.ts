import type { Labels } from './labels';
import type { Port } from './port';

/** Pods in one namespace, as a policy selects them. */
export interface PodPeer {
  readonly namespace: string;
  readonly labels: Labels;
}

/** A range of addresses, as `10.0.0.0/16`. May be a token. */
export interface AddressPeer {
  readonly cidr: string;
}

/** Something that traffic comes from or goes to. */
export type Peer = PodPeer | AddressPeer;

/** One end of a call: a workload, a data store, or something outside the App. Two ends are the same when they are the same object. */
export interface Party {
  /** Name for people: in errors and documentation. */
  readonly name: string;
  /** Where it is. */
  readonly peers: readonly Peer[];
  /** The ports that it can be called on. A pure caller has none. */
  readonly ports: readonly Port[];
}

/** Whether a peer is selected by labels. */
export function isPodPeer(peer: Peer): peer is PodPeer {
  return 'labels' in peer;
}
