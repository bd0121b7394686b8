import { containsRange } from './cidr';
import { hasToken } from './token';

/**
 * Ranges that no wider range opens. Link-local addresses belong to the node, and who reaches the metadata of an instance
 * (169.254.169.254, fd00:ec2::254) may take the rights of its node.
 */
const CLOSED = ['169.254.0.0/16', 'fe80::/10', 'fd00:ec2::254/128'];

/** The ranges that stay closed inside of a range, to be excepted from it. None for a range that only a deployment knows. */
export function closedRanges(cidr: string): string[] {
  return hasToken(cidr) ? [] : CLOSED.filter((closed) => closed !== cidr && containsRange(cidr, closed));
}

/** Whether a range is in no other than closed ones and holds the metadata of instances: nothing would be left of it. */
export function holdsInstanceMetadata(cidr: string): boolean {
  if (hasToken(cidr)) return false;
  const isLinkLocal = CLOSED.some((closed) => containsRange(closed, cidr));
  return isLinkLocal && METADATA.some((address) => containsRange(cidr, address));
}

const METADATA = ['169.254.169.254/32', 'fd00:ec2::254/128'];
