import type { IConstruct } from 'constructs';
import type { Refusal } from './refusal';
import { hasToken } from './token';

/** Longest DNS label (RFC 1123): names of Services, namespaces and most objects that become part of one. */
export const DNS_LABEL_MAX = 63;
/** Longest DNS subdomain (RFC 1123): names of objects in general, host names. */
export const DNS_SUBDOMAIN_MAX = 253;

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** What is wrong with a name as a DNS label, or nothing. A name with a token in it is judged when it is known. */
export function dnsLabelRefusal(prop: string, value: string): Refusal | undefined {
  return nameRefusal(
    prop,
    value,
    LABEL,
    DNS_LABEL_MAX,
    "lower-case letters, digits and '-', starting and ending with a letter or digit",
  );
}

/** What is wrong with a name as a DNS subdomain, or nothing. */
export function dnsSubdomainRefusal(prop: string, value: string): Refusal | undefined {
  return nameRefusal(
    prop,
    value,
    SUBDOMAIN,
    DNS_SUBDOMAIN_MAX,
    "DNS labels (lower-case letters, digits, '-') joined by '.'",
  );
}

/**
 * The name that a construct gives its objects when none is written: the ids of the constructs below the App, joined by
 * '-'. Ids `Default` and `Resource` are left out, as in construct paths. There is no hash in it, and nothing is cut.
 */
export function defaultName(construct: IConstruct): string {
  return construct.node.scopes
    .filter((scope) => scope !== construct.node.root)
    .map((scope) => scope.node.id)
    .filter((id) => id !== '' && id !== 'Default' && id !== 'Resource')
    .join('-')
    .toLowerCase();
}

function nameRefusal(prop: string, value: string, pattern: RegExp, max: number, allowed: string): Refusal | undefined {
  if (hasToken(value)) return undefined;
  if (value.length > max) {
    const problem = `is ${value.length} characters long`;
    return { prop, value, problem, allowed: `at most ${max}`, fix: 'shorten it: a name is never cut for you' };
  }
  if (!pattern.test(value)) return { prop, value, problem: 'is not a valid DNS name', allowed, fix: 'rename it' };
  return undefined;
}
