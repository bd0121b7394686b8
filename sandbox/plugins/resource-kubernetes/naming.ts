import { createHash, randomBytes } from 'node:crypto';

/** Digits that tell one generated name from another: as many as the real provider writes. */
const DIGITS = 8;

/** A name of its own: prefix and hexadecimal digits. The same seed gives the same name; no seed, a random one. */
export function uniqueName(prefix: string, seed: Uint8Array): string {
  const digits = seed.length === 0 ? randomBytes(DIGITS) : createHash('sha256').update(prefix).update(seed).digest();
  return prefix + digits.toString('hex').slice(0, DIGITS);
}
