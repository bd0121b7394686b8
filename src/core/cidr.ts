import { isIP } from 'node:net';
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
  const version = versionOf(address);
  const width = version === 4 ? 32 : 128;
  if (rest.length > 0 || version === 0 || !/^(0|[1-9]\d{0,2})$/.test(bits) || Number(bits) > width) {
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
  const groups = groupsOf(address);
  const first = firstAddress(groups, Number(bits));
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

/** A range of addresses, taken apart. */
export interface AddressRange {
  readonly cidr: string;
  readonly version: number;
  /** Length of the prefix. */
  readonly bits: number;
  /** Groups of its first address. */
  readonly first: readonly number[];
}

/** Takes a range apart. It is one: what is none is found by `cidrRefusal`. */
export function addressRange(cidr: string): AddressRange {
  const [address = '', bits] = cidr.split('/');
  const version = versionOf(address);
  return { cidr, version, bits: Number(bits), first: version === 0 ? [] : firstOf(address, Number(bits)) };
}

/** Whether a range of addresses has all of another in it. Where a token decides, it may have. */
export function containsRange(range: string, inner: string): boolean {
  return hasToken(range) || hasToken(inner) || contains(addressRange(range), addressRange(inner));
}

/** Whether a range has all of another in it. */
export function contains(range: AddressRange, inner: AddressRange): boolean {
  if (range.version === 0 || range.version !== inner.version || range.bits > inner.bits) return false;
  const start = range.bits === inner.bits ? inner.first : firstAddress(inner.first, range.bits);
  return start.every((group, index) => group === range.first[index]);
}

/** 4 or 6. None (0) for an address with a zone (`%eth0`) or with an IPv4 address inside: it means something on one machine only. */
function versionOf(address: string): number {
  const version = isIP(address);
  return version === 6 && /[%.]/.test(address) ? 0 : version;
}

/** The first address of a range, in its groups. */
function firstOf(address: string, bits: number): number[] {
  return firstAddress(groupsOf(address), bits);
}

/** The address with all bits behind the prefix cleared. IPv4 has four groups of 8 bits, IPv6 has eight of 16. */
function firstAddress(groups: readonly number[], bits: number): number[] {
  const size = groups.length === 4 ? 8 : 16;
  return groups.map((group, index) => {
    const host = Math.min(size, Math.max(0, (index + 1) * size - bits));
    return Math.floor(group / 2 ** host) * 2 ** host;
  });
}

/** The groups of an address. */
function groupsOf(address: string): number[] {
  if (address.includes('.')) return address.split('.').map(Number);
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
