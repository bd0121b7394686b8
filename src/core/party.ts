import { cidrRefusal } from './cidr';
import { metadataRefusal } from './closed-ranges';
import { selectorRefusals, type Labels } from './labels';
import { dnsLabelRefusal } from './names';
import { PORTS_SHAPE, portsRefusals, type Port } from './port';
import { allRefusals, reasonRefusal, type Refusal } from './refusal';
import { group, list, once, optional, text, textByName, type Shape } from './shape';

/** Pods in one namespace, as a policy selects them. */
export interface PodPeer {
  readonly namespace: string;
  readonly labels: Labels;
}

/** A range of addresses, as `10.0.0.0/16`. May be a token. */
export interface AddressPeer {
  readonly cidr: string;
  /**
   * Why the range is all addresses there are (`0.0.0.0/0`, `::/0`). It stands on the policy as an annotation.
   * @default - none: such a range is refused
   */
  readonly reason?: string;
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
  /**
   * Host name that it is called by.
   * @default - not known: a mesh cannot tell calls to it from others
   */
  readonly host?: string;
  /**
   * The service account that its pods run as: their identity in a mesh.
   * @default - not known: a mesh lets nobody in whom it cannot tell
   */
  readonly runsAs?: ServiceAccountReference;
}

/** A service account, by its place. */
export interface ServiceAccountReference {
  readonly namespace: string;
  readonly name: string;
}

/** Whether a peer is selected by labels. */
export function isPodPeer(peer: Peer): peer is PodPeer {
  return 'labels' in peer;
}

const POD_PEER = group({ namespace: text, labels: textByName });
const ADDRESS_PEER = group({ cidr: text, reason: optional(text) });
const PEER: Shape = {
  ...group({}),
  allowed: '{ namespace, labels } or { cidr }',
  inside: (prop, value) =>
    (typeof value === 'object' && value !== null && 'cidr' in value ? ADDRESS_PEER : POD_PEER).inside?.(prop, value) ??
    [],
};

/** What peers must be before they are read. */
export const PEERS_SHAPE = list(PEER);
/** What an end of a call must be before it is read. */
export const PARTY_SHAPE = once(
  group({
    name: text,
    peers: PEERS_SHAPE,
    ports: PORTS_SHAPE,
    host: optional(text),
    runsAs: optional(group({ namespace: text, name: text })),
  }),
);

/** What is wrong with where something is: nowhere, which a policy reads as everywhere, or in a place that is none. */
export function peersRefusals(prop: string, peers: readonly Peer[]): Refusal[] {
  if (peers.length > 0)
    return peers.flatMap((peer, index) => {
      const at = `${prop}[${index}]`;
      return isPodPeer(peer)
        ? allRefusals(dnsLabelRefusal(`${at}.namespace`, peer.namespace), selectorRefusals(`${at}.labels`, peer.labels))
        : addressRefusals(`${at}.cidr`, peer);
    });
  return [
    {
      prop,
      problem: 'is empty, which a network policy reads as everywhere',
      allowed: 'one place or more',
      fix: 'name the pods or the ranges of addresses',
    },
  ];
}

/** What is wrong with a range of addresses that traffic comes from or goes to. */
export function addressRefusals(prop: string, { cidr, reason }: AddressPeer): Refusal[] {
  return allRefusals(
    cidrRefusal(prop, cidr, reason !== undefined) ?? metadataRefusal(prop, cidr),
    reason === undefined ? undefined : reasonRefusal(`${prop}, its reason`, reason),
  );
}

/** What is wrong with somebody who is called: it must be somewhere, and listen on something. */
export function calleeRefusals(prop: string, { peers, ports, host }: Party): Refusal[] {
  return allRefusals(
    // what is known by name alone is nowhere by address: whether its name can be held is for others to judge
    host !== undefined && peers.length === 0 ? undefined : peersRefusals(`${prop}.peers`, peers),
    ports.length === 0 ? silentRefusal(`${prop}.ports`) : portsRefusals(`${prop}.ports`, ports),
  );
}

function silentRefusal(prop: string): Refusal {
  return {
    prop,
    problem: 'is empty, which a network policy reads as every port',
    allowed: 'one port or more',
    fix: 'name the ports that it is called on',
  };
}
