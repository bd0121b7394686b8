import type { Party, Peer, ServiceAccountReference } from './party';

/**
 * How requests come into a cluster: what a cluster offers under a name (`public`, `internal`). Services say only where they
 * are exposed, so the same service is behind a Gateway in one environment and behind a load balancer in another.
 */
export type Entry = GatewayEntry | IngressEntry | LoadBalancerEntry;

/** A Gateway of the Gateway API. */
export interface GatewayEntry {
  /** @default 'gateway' */
  readonly kind?: 'gateway';
  /** The Gateway object. */
  readonly gateway: { readonly name: string; readonly namespace: string };
  /**
   * What runs it. Needs that the Gateway API has no fields for are met by its own policies.
   * @default - not known: what the Gateway API has fields for
   */
  readonly implementation?: 'envoy-gateway' | 'istio';
  /**
   * Channel of its definitions. The experimental one has session persistence.
   * @default 'standard'
   */
  readonly channel?: 'standard' | 'experimental';
  /**
   * Hosts that the Gateway itself has listeners and certificates for, exact or with a wildcard. Any other host is brought by
   * the service that is exposed there, with a ListenerSet and a Certificate in its own namespace.
   * @default - none
   */
  readonly hosts?: readonly string[];
  /** Where its requests come from, as pods see it: the pods of the gateway. */
  readonly from: readonly Peer[];
  /**
   * Service account that the pods of the gateway run as: their identity in a mesh.
   * @default - with implementation 'istio' the one that Istio makes for a Gateway of class 'istio', `<gateway>-istio`; otherwise
   * not known: services of a mesh refuse to be exposed there
   */
  readonly runsAs?: ServiceAccountReference;
  /**
   * Who signs certificates of the hosts that services bring.
   * @default - nobody: every host must be one of the Gateway's own
   */
  readonly issuer?: EntryIssuer;
}

/** A controller of Ingresses in the cluster. */
export interface IngressEntry {
  readonly kind: 'ingress';
  /** What runs it. */
  readonly controller: 'haproxy';
  /** Name of its IngressClass. */
  readonly className: string;
  /** Where its requests come from, as pods see it: the pods of the controller. */
  readonly from: readonly Peer[];
  /**
   * Service account that the pods of the controller run as: their identity in a mesh.
   * @default - not known: services of a mesh refuse to be exposed there
   */
  readonly runsAs?: ServiceAccountReference;
  /** Who signs certificates. */
  readonly issuer: EntryIssuer;
}

/** Application load balancers of AWS, one for each exposed service, made by the AWS Load Balancer Controller. */
export interface LoadBalancerEntry {
  readonly kind: 'aws-load-balancer';
  /**
   * Name of its IngressClass.
   * @default 'alb'
   */
  readonly className?: string;
  /**
   * Whether the load balancers have public addresses.
   * @default 'internal'
   */
  readonly scheme?: 'internal' | 'internet-facing';
  /** Where their requests come from, as pods see it: the subnets of the load balancers. */
  readonly from: readonly Peer[];
  /**
   * Certificates in AWS Certificate Manager, by ARN.
   * @default - found by the hosts: the controller looks for issued certificates that serve them
   */
  readonly certificates?: readonly string[];
  /**
   * Oldest TLS versions and ciphers, as a policy of Elastic Load Balancing.
   * @default 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06'
   */
  readonly tlsPolicy?: string;
  /**
   * The web ACL of AWS WAF that stands before them, by ARN. Leave it out where the cloud side associates one: two owners
   * of one association undo each other.
   * @default - none
   */
  readonly webAcl?: string;
}

/** Who signs the certificates of an entry, through cert-manager. */
export interface EntryIssuer {
  /**
   * Whether it is of the cluster or of the namespace that a certificate is in.
   * @default 'ClusterIssuer'
   */
  readonly kind?: 'ClusterIssuer' | 'Issuer';
  readonly name: string;
  /**
   * How it proves that a host is ours. HTTP-01 answers through the entry itself: no wildcards, and pods of cert-manager are
   * let in from the entry.
   * @default 'dns-01'
   */
  readonly challenge?: 'dns-01' | 'http-01';
}

/** Whether an entry is a Gateway. */
export function isGatewayEntry(entry: Entry): entry is GatewayEntry {
  return entry.kind === undefined || entry.kind === 'gateway';
}

const parties = new WeakMap<Entry, Map<number, Party>>();
const known = new WeakSet<Party>();

/**
 * The entry as a caller that waits some milliseconds: the same party for everything that is exposed through it on these terms.
 * A call has one timeout, and a service may be exposed twice.
 */
export function entryParty(name: string, entry: Entry, timeout: number): Party {
  const byTimeout = parties.get(entry) ?? new Map<number, Party>();
  parties.set(entry, byTimeout);
  const runsAs = identityOf(entry);
  const party = byTimeout.get(timeout) ?? {
    name: `entry '${name}'`,
    peers: entry.from,
    ports: [],
    ...(runsAs && { runsAs }),
  };
  byTimeout.set(timeout, party);
  known.add(party);
  return party;
}

/** Whether a caller is an entry. Its own route holds its timeout. */
export function isEntryParty(party: Party): boolean {
  return known.has(party);
}

function identityOf(entry: Entry): ServiceAccountReference | undefined {
  if (entry.kind === 'aws-load-balancer') return undefined;
  if (entry.runsAs !== undefined || entry.kind === 'ingress' || entry.implementation !== 'istio') return entry.runsAs;
  return { namespace: entry.gateway.namespace, name: `${entry.gateway.name}-istio` };
}

/** What an entry is called in errors. */
export function describeEntry(entry: Entry): string {
  if (entry.kind === 'ingress') return `an Ingress controller (${entry.controller})`;
  if (entry.kind === 'aws-load-balancer') return 'a load balancer of AWS';
  return entry.implementation === undefined ? 'a Gateway' : `a Gateway of ${entry.implementation}`;
}
