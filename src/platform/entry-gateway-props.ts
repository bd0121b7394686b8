import type { CertificateTerms } from '../core/certificate-terms';

/** Properties for `EntryGateway`. */
export interface EntryGatewayProps {
  /**
   * Name of the entry that it is, as the environment declares it: names, hosts and issuer are there.
   * @default 'public'
   */
  readonly entry?: string;
  /** Name of the GatewayClass, whose controller runs it. */
  readonly className: string;
  /** Namespaces that may expose services at it, one or more. */
  readonly namespaces: readonly string[];
  /**
   * Key and lifetime of the certificates of the entry's own hosts.
   * @default - ECDSA P-256, 90 days, renewed when a third is left, a new key each time
   */
  readonly certificate?: CertificateTerms;
  /**
   * Namespace of the certificates and keys of the entry's own hosts.
   * @default - that of the Gateway
   */
  readonly certificateNamespace?: string;
  /**
   * How many proxies before it add to `X-Forwarded-For`: a client's address is read before those. For a Gateway of
   * envoy-gateway or istio.
   * @default 0
   */
  readonly trustedProxies?: number;
}
