/** Who signs certificates: a public authority that speaks ACME, or our own. */
export type CertificateAuthority = AcmeAuthority | PrivateAuthority;

/** An authority that wants to be shown that a host is ours (RFC 8555). */
export interface AcmeAuthority {
  readonly kind: 'acme';
  /**
   * The authority: its directory as a URL, or Let's Encrypt by name. The staging one signs what no browser trusts, and limits
   * less.
   * @default 'letsencrypt'
   */
  readonly server?: string;
  /** Address that the authority writes to when something goes wrong. */
  readonly email: string;
  /** How it is shown that a host is ours, tried for the hosts that each names. */
  readonly challenges: readonly Challenge[];
}

/** An authority of our own, whose certificate and key are in a Secret. Clients must be told to trust it. */
export interface PrivateAuthority {
  readonly kind: 'private';
  /** Name of the Secret, with `tls.crt` and `tls.key`. Of a ClusterIssuer it is in the namespace of cert-manager. */
  readonly secret: string;
}

/** A way to show that a host is ours. */
export type Challenge = Route53Challenge | GatewayChallenge | IngressChallenge;

/** DNS-01: a record in a zone of Route 53. It proves wildcards too, and hosts that the internet does not reach. */
export interface Route53Challenge {
  readonly kind: 'route53';
  /** Region whose endpoint is called. */
  readonly region: string;
  /**
   * Domains that it proves, with all below them.
   * @default - all
   */
  readonly zones?: readonly string[];
  /**
   * The zone by its id.
   * @default - found by the name of the host
   */
  readonly hostedZone?: string;
  /**
   * Who may write to the zone.
   * @default - cert-manager's own pods, by Pod Identity or an IRSA annotation on their ServiceAccount. For a ClusterIssuer only
   */
  readonly identity?: Route53Identity;
}

/** A ServiceAccount that a role of AWS trusts through IRSA. cert-manager asks for tokens of it. */
export interface Route53Identity {
  /** Its name. It is in the namespace of the issuer, or in that of cert-manager for a ClusterIssuer. */
  readonly serviceAccount: string;
  /** ARN of the role. */
  readonly role: string;
}

/** HTTP-01: an answer over plain HTTP at the Gateway of an entry. */
export interface GatewayChallenge {
  readonly kind: 'gateway';
  /** The Gateway that the hosts lead to. */
  readonly gateway: { readonly name: string; readonly namespace: string };
}

/** HTTP-01: an answer over plain HTTP through an Ingress controller. */
export interface IngressChallenge {
  readonly kind: 'ingress';
  /** Name of its IngressClass. */
  readonly className: string;
}

/** Directories of Let's Encrypt. */
export const ACME_DIRECTORY: Readonly<Record<string, string>> = {
  letsencrypt: 'https://acme-v02.api.letsencrypt.org/directory',
  'letsencrypt-staging': 'https://acme-staging-v02.api.letsencrypt.org/directory',
};
