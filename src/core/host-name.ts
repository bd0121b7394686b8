import { isIP } from 'node:net';
import { dnsSubdomainRefusal } from './names';
import type { Refusal } from './refusal';
import { hasToken } from './token';

/** Longest host: names of objects are made of it. */
const LONGEST = 240;
const WILDCARD = '*.';
/** Ends the name of what serves a wildcard. There is no such top-level domain. */
const WILDCARD_ENDING = '.wildcard';

/** Whether a host stands for all names of one label below a domain: `*.example.com`. */
export function isWildcard(host: string): boolean {
  return host.startsWith(WILDCARD);
}

/** What is wrong with a host that requests are for, or nothing. */
export function hostNameRefusal(prop: string, host: string): Refusal | undefined {
  if (hasToken(host)) return undefined;
  const name = isWildcard(host) ? host.slice(WILDCARD.length) : host;
  const legal =
    host.length <= LONGEST &&
    isIP(host) === 0 &&
    name.includes('.') &&
    !name.endsWith(WILDCARD_ENDING) &&
    dnsSubdomainRefusal(prop, name) === undefined;
  if (legal) return undefined;
  return {
    prop,
    value: host,
    problem: 'is not a host',
    allowed: `a DNS name in lower case with a domain, such as api.example.com or *.example.com, at most ${LONGEST} characters`,
    fix: 'write the name alone, without scheme, port and path',
  };
}

/** Whether a certificate for one host serves another: a wildcard stands for one label, as browsers read it. */
export function servesHost(declared: string, host: string): boolean {
  if (declared === host) return true;
  if (!isWildcard(declared) || isWildcard(host)) return false;
  const domain = declared.slice(1);
  return host.endsWith(domain) && !host.slice(0, -domain.length).includes('.') && host.length > domain.length;
}

/** The host as a name of an object: `example.com.wildcard` for `*.example.com`. */
export function hostObjectName(host: string): string {
  return isWildcard(host) ? `${host.slice(WILDCARD.length)}${WILDCARD_ENDING}` : host;
}

/** Name of the Secret that the certificate of a host is in. */
export function hostSecretName(host: string): string {
  return `${hostObjectName(host)}-tls`;
}
