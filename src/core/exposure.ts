import { Duration, type Size } from 'cdk8s';
import type { CertificateTerms } from './certificate-terms';

/** Where a service is reached from outside the cluster, and what stands before it there. HTTPS only. */
export interface Exposure {
  /** Host names, exact (`api.example.com`) or with a wildcard for the first label (`*.example.com`). One or more. */
  readonly hosts: readonly string[];
  /**
   * Beginnings of the paths that it serves, in whole segments: `/api` serves `/api/users`, not `/apis`.
   * @default ['/']
   */
  readonly paths?: readonly string[];
  /**
   * Name of the entry, as the environment declares it.
   * @default 'public'
   */
  readonly entry?: string;
  /**
   * Key and lifetime of the hosts' certificates, where the entry does not have its own.
   * @default - ECDSA P-256, 90 days, renewed when a third is left, a new key each time
   */
  readonly certificate?: CertificateTerms;
  /**
   * What browsers are told about plain HTTP (HSTS).
   * @default - not to use it for a year, on these hosts alone
   */
  readonly strictTransport?: StrictTransport | NoStrictTransport;
  /**
   * Further headers of every response, over what the service itself sends. `false` leaves a header to the service.
   * @default - X-Content-Type-Options: nosniff and X-Frame-Options: DENY
   */
  readonly responseHeaders?: Readonly<Record<string, string | false>>;
  /**
   * How long a request may take. A load balancer of AWS measures the time without a byte instead.
   * @default - as long as the service finishes requests for when it ends
   */
  readonly timeout?: Duration;
  /**
   * Largest body of a request. Bodies are held back until they are whole: nothing for streams and WebSockets.
   * @default - not limited here
   */
  readonly maxBody?: Size;
  /**
   * Most requests of one client address. Each pod of the entry counts for itself, and Gateways count each host and path by
   * itself. At a Gateway of istio a network of IPv6 (/64) is one client.
   * @default - not limited here
   */
  readonly rateLimit?: RouteRateLimit;
  /**
   * Addresses that requests may come from, in CIDR notation.
   * @default - all
   */
  readonly allowFrom?: readonly string[];
  /**
   * Keeps a client at the pod that answered it first. Where versions share the traffic it stays at its version too, as long as
   * that one gets any.
   * @default - every request goes to any pod
   */
  readonly sticky?: Sticky;
}

/** HSTS (RFC 6797). */
export interface StrictTransport {
  /**
   * How long browsers refuse plain HTTP.
   * @default Duration.days(365)
   */
  readonly maxAge?: Duration;
  /**
   * Whether it holds for all subdomains of the hosts: also for those of other teams.
   * @default false
   */
  readonly includeSubdomains?: boolean;
  /**
   * Whether browsers may have it built in. Taking that back takes months. Needs `includeSubdomains` and a year.
   * @default false
   */
  readonly preload?: boolean;
}

/** No HSTS, and why. */
export interface NoStrictTransport {
  /** Why browsers may use plain HTTP for their first request. */
  readonly without: string;
}

/** Most requests in a time. */
export interface RouteRateLimit {
  readonly requests: number;
  /** What time they are counted in. */
  readonly per: 'second' | 'minute' | 'hour';
}

/** A cookie that says where a client belongs. */
export interface Sticky {
  /**
   * Name of the cookie. A load balancer of AWS has its own.
   * @default 'session-affinity'
   */
  readonly cookie?: string;
  /** How long a client stays. */
  readonly lifetime: Duration;
}

/** What an exposure leaves open. */
export const EXPOSURE_DEFAULTS = {
  paths: ['/'],
  entry: 'public',
  maxAge: Duration.days(365),
  responseHeaders: { 'X-Content-Type-Options': 'nosniff', 'X-Frame-Options': 'DENY' },
  timeout: Duration.seconds(20),
  cookie: 'session-affinity',
} as const;

/** The Strict-Transport-Security header of an exposure, or nothing. */
export function strictTransportHeader({ strictTransport = {} }: Exposure): string | undefined {
  if ('without' in strictTransport) return undefined;
  const { maxAge = EXPOSURE_DEFAULTS.maxAge, includeSubdomains = false, preload = false } = strictTransport;
  return [
    `max-age=${maxAge.toSeconds({ integral: false })}`,
    ...(includeSubdomains ? ['includeSubDomains'] : []),
    ...(preload ? ['preload'] : []),
  ].join('; ');
}

/** All headers that the entry sets on responses, by name. Names differ in more than case: HTTP does not tell those apart. */
export function entryHeaders(exposure: Exposure): ReadonlyMap<string, string> {
  const strict = strictTransportHeader(exposure);
  const given = exposure.responseHeaders ?? {};
  const taken = new Set(Object.keys(given).map((name) => name.toLowerCase()));
  const defaults = Object.entries(EXPOSURE_DEFAULTS.responseHeaders).filter(([name]) => !taken.has(name.toLowerCase()));
  const own = Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== false);
  return new Map([
    ...(strict === undefined ? [] : [['Strict-Transport-Security', strict] as const]),
    ...defaults,
    ...own,
  ]);
}
