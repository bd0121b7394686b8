import { X509Certificate } from 'node:crypto';

/** What the clock says of a certificate. */
export type Validity = 'valid' | 'expired' | 'ends soon' | 'not valid yet' | 'unreadable';

/** A certificate is renewed when less than this is left of it, in milliseconds: 30 days. */
const LEFT = 30 * 24 * 3600 * 1000;

/**
 * Judges a certificate in PEM by its dates. One that is not valid yet was made under a clock that was ahead.
 *
 * @param now milliseconds since 1970
 */
export function validityOf(pem: string, now: number): Validity {
  const read = parse(pem);
  if (read === undefined) return 'unreadable';
  const [from, to] = [Date.parse(read.validFrom), Date.parse(read.validTo)];
  if (now < from) return 'not valid yet';
  if (now > to) return 'expired';
  return now > to - LEFT ? 'ends soon' : 'valid';
}

function parse(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}
