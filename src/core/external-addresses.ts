import { addressRefusals } from './party';
import type { Port } from './port';
import type { Refusal } from './refusal';
import { hasToken } from './token';

/** Addresses outside the cluster, as `External.addresses` takes them. */
export interface ExternalAddresses {
  /** Ranges of addresses in CIDR notation. */
  readonly cidrs: readonly string[];
  /**
   * Ports that it can be called on.
   * @default - none: it only calls
   */
  readonly ports?: readonly Port[];
  /**
   * Why it can be anywhere, where a range is `0.0.0.0/0` or `::/0`.
   * @default - none: such a range is refused
   */
  readonly reason?: string;
}

/** Whether a range is all addresses of its kind. */
export function isWholeNetwork(cidr: string): boolean {
  return !hasToken(cidr) && cidr.endsWith('/0');
}

/** What is wrong with the ranges of addresses of something outside the cluster. */
export function rangesRefusals(cidrs: readonly string[], reason?: string): Refusal[] {
  if (cidrs.length > 0)
    return cidrs.flatMap((cidr, index) =>
      addressRefusals(`cidrs[${index}]`, { cidr, ...(isWholeNetwork(cidr) && { reason }) }),
    );
  return [
    {
      prop: 'cidrs',
      problem: 'is empty, so nothing could be reached',
      allowed: 'one range of addresses or more',
      fix: 'name the subnets behind the host',
    },
  ];
}
