import { isIP } from 'node:net';
import type { Refusal } from './refusal';
import { hasToken } from './token';

/** What is wrong with a range of addresses in CIDR notation, or nothing. */
export function cidrRefusal(prop: string, cidr: string): Refusal | undefined {
  if (hasToken(cidr)) return undefined;
  const [address = '', bits = '', ...rest] = cidr.split('/');
  const version = isIP(address);
  const valid =
    rest.length === 0 && version !== 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128);
  if (!valid) {
    return {
      prop,
      value: cidr,
      problem: 'is not a range of addresses',
      allowed: 'CIDR notation, such as 10.0.0.0/16',
      fix: 'write an address and the length of its prefix',
    };
  }
  if (bits === '0') {
    return {
      prop,
      value: cidr,
      problem: 'opens the whole network',
      allowed: 'the ranges that the other end really has',
      fix: 'name them',
    };
  }
  return undefined;
}
