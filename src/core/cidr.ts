import { BlockList, isIP } from 'node:net';
import type { Refusal } from './refusal';
import { hasToken } from './token';

/**
 * What is wrong with a range of addresses in CIDR notation, or nothing. As strict as Kubernetes 1.36.
 *
 * @param isWholeNetworkMeant whether a range of all addresses was written with a reason
 */
export function cidrRefusal(prop: string, cidr: string, isWholeNetworkMeant = false): Refusal | undefined {
  if (hasToken(cidr)) return undefined;
  const [address = '', bits = '', ...rest] = cidr.split('/');
  const version = isIP(address);
  const width = version === 4 ? 32 : 128;
  // an address with a zone (%eth0) or with an IPv4 address inside means something on one machine only
  const plain = version !== 0 && !address.includes('%') && !(version === 6 && address.includes('.'));
  if (rest.length > 0 || !plain || !/^(0|[1-9]\d{0,2})$/.test(bits) || Number(bits) > width) {
    return {
      prop,
      value: cidr,
      problem: 'is not a range of addresses',
      allowed: 'CIDR notation, such as 10.0.0.0/16',
      fix: 'write an address and the length of its prefix',
    };
  }
  if (bits === '0' && !isWholeNetworkMeant) {
    return {
      prop,
      value: cidr,
      problem: 'opens the whole network',
      allowed: 'the ranges that the other end really has',
      fix: 'name them; where it can be anywhere, write External.addresses(name, { cidrs, reason })',
    };
  }
  const groups = version === 4 ? address.split('.').map(Number) : groupsOf(address);
  const first = firstAddress(groups, width / groups.length, Number(bits));
  if (first.every((group, index) => group === groups[index])) return undefined;
  const start = version === 4 ? first.join('.') : shorten(first);
  return {
    prop,
    value: cidr,
    problem: `does not start at the first address of its range`,
    allowed: `${start}/${bits} for that range, ${address}/${width} for the one address`,
    fix: 'write the one that is meant',
  };
}

/** Whether a range of addresses has all of another in it. Where a token decides, it may have. */
export function containsRange(range: string, inner: string): boolean {
  if (hasToken(range) || hasToken(inner)) return true;
  const [[address = '', bits], [innerAddress = '', innerBits]] = [range.split('/'), inner.split('/')];
  const family = isIP(address) === 4 ? 'ipv4' : 'ipv6';
  if (isIP(address) === 0 || isIP(address) !== isIP(innerAddress) || Number(bits) > Number(innerBits)) return false;
  const list = new BlockList();
  list.addSubnet(address, Number(bits), family);
  return list.check(innerAddress, family);
}

/** The address with all bits behind the prefix cleared. */
function firstAddress(groups: readonly number[], size: number, bits: number): number[] {
  return groups.map((group, index) => {
    const host = Math.min(size, Math.max(0, (index + 1) * size - bits));
    return Math.floor(group / 2 ** host) * 2 ** host;
  });
}

/** The eight groups of an IPv6 address. */
function groupsOf(address: string): number[] {
  const [head = [], tail] = address
    .split('::')
    .map((part) => part.split(':').filter((group) => group !== ''))
    .map((part) => part.map((group) => Number.parseInt(group, 16)));
  const gap = tail === undefined ? 0 : 8 - head.length - tail.length;
  return [...head, ...Array.from({ length: gap }, () => 0), ...(tail ?? [])];
}

/** An IPv6 address without its zeros at the end: what is left of a range's first address. */
function shorten(groups: readonly number[]): string {
  const last = groups.findLastIndex((group) => group !== 0);
  const head = groups.slice(0, last + 1).map((group) => group.toString(16));
  return last >= 6 ? [...head, ...(last === 6 ? ['0'] : [])].join(':') : `${head.join(':')}::`;
}
