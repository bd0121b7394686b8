import { addressRange, contains } from './cidr';
import type { Refusal } from './refusal';
import { hasToken } from './token';

/**
 * Ranges that no wider range opens. Link-local addresses belong to the node, and who reaches the metadata of an instance
 * (169.254.169.254, fd00:ec2::254) may take the rights of its node.
 */
const CLOSED = ['169.254.0.0/16', 'fe80::/10', 'fd00:ec2::254/128'].map(addressRange);

/** The ranges that stay closed inside of a range, to be excepted from it. None for a range that only a deployment knows. */
export function closedRanges(cidr: string): string[] {
  if (hasToken(cidr)) return [];
  const range = addressRange(cidr);
  return CLOSED.filter((closed) => closed.cidr !== cidr && contains(range, closed)).map((closed) => closed.cidr);
}

const METADATA = ['169.254.169.254/32', 'fd00:ec2::254/128'].map(addressRange);

/** What is wrong with a range of link-local addresses that holds the metadata of instances: nothing may reach it. */
export function metadataRefusal(prop: string, cidr: string): Refusal | undefined {
  // most ranges are of IPv4: these begin so where they are link-local
  if (hasToken(cidr) || (!cidr.includes(':') && !cidr.startsWith('169.254.'))) return undefined;
  const range = addressRange(cidr);
  const isClosed = CLOSED.some((closed) => contains(closed, range));
  if (!isClosed || !METADATA.some((address) => contains(range, address))) return undefined;
  return {
    prop,
    value: cidr,
    problem: 'opens the metadata of instances, and with it the rights of the node',
    allowed: 'single link-local addresses, such as 169.254.170.23/32 for EKS Pod Identity',
    fix: 'give the pods an identity of their own, and name the one address that it needs',
  };
}
