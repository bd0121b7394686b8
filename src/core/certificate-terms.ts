import { Duration } from 'cdk8s';
import { Percent } from './percent';
import type { Refusal } from './refusal';
import { closed, duration, oneOf, optional, percent, type Shape } from './shape';
import { secondsOf, wholeSecondsRefusal } from './whole-seconds';

/** Key and lifetime of a certificate. */
export interface CertificateTerms {
  /**
   * How long it is valid, 1 hour or more. An ACME issuer decides that itself.
   * @default Duration.days(90)
   */
  readonly duration?: Duration;
  /**
   * When it is renewed: what is left of its lifetime then, as a time or a share.
   * @default Percent.of(33)
   */
  readonly renewBefore?: Duration | Percent;
  /**
   * Kind of its key: ECDSA P-256, or RSA with 2048 bits for clients that know nothing else.
   * @default 'ECDSA'
   */
  readonly algorithm?: 'ECDSA' | 'RSA';
}

const DEFAULTS = { duration: Duration.days(90), renewBefore: Percent.of(33), algorithm: 'ECDSA' } as const;
/** What cert-manager accepts. */
const SHORTEST = 3600;
const LATEST_RENEWAL = 300;

const TIME_OR_SHARE: Shape = {
  allowed: 'a Duration or a Percent',
  fix: 'write Duration.days(30) or Percent.of(33)',
  fits: (value) => duration.fits(value) || percent.fits(value),
};

export const CERTIFICATE_TERMS_SHAPE = closed({
  duration: optional(duration),
  renewBefore: optional(TIME_OR_SHARE),
  algorithm: optional(oneOf('ECDSA', 'RSA')),
});

/** The terms in the words of a Certificate. A new key each time, so that one that leaked ends with its certificate. */
export function certificateSpec(terms: CertificateTerms) {
  const { duration: lifetime, renewBefore, algorithm } = { ...DEFAULTS, ...terms };
  return {
    duration: goDuration(lifetime),
    ...(renewBefore instanceof Percent
      ? { renewBeforePercentage: renewBefore.value }
      : { renewBefore: goDuration(renewBefore) }),
    privateKey: {
      algorithm,
      size: algorithm === 'ECDSA' ? 256 : 2048,
      rotationPolicy: 'Always' as const,
    },
    usages: ['digital signature' as const, 'server auth' as const],
  };
}

/** What is wrong with the terms of a certificate. */
export function certificateTermsRefusals(prop: string, terms: CertificateTerms): Refusal[] {
  const { duration: lifetime, renewBefore } = { ...DEFAULTS, ...terms };
  const whole = [
    wholeSecondsRefusal(`${prop}.duration`, lifetime),
    renewBefore instanceof Percent ? undefined : wholeSecondsRefusal(`${prop}.renewBefore`, renewBefore),
  ].filter((refusal) => refusal !== undefined);
  if (renewBefore instanceof Percent && !Number.isInteger(renewBefore.value))
    whole.push({
      prop: `${prop}.renewBefore`,
      value: renewBefore.toString(),
      problem: 'has a fraction',
      allowed: 'a whole percentage',
      fix: 'round it',
    });
  if (whole.length > 0) return whole;
  const seconds = secondsOf(lifetime);
  const left = renewBefore instanceof Percent ? (seconds * renewBefore.value) / 100 : secondsOf(renewBefore);
  const refusals: Refusal[] = [];
  if (seconds < SHORTEST)
    refusals.push({
      prop: `${prop}.duration`,
      value: `${seconds}s`,
      problem: 'is too short',
      allowed: 'an hour or more',
      fix: 'lengthen it',
    });
  if (left < LATEST_RENEWAL || left >= seconds)
    refusals.push({
      prop: `${prop}.renewBefore`,
      value: renewBefore instanceof Percent ? renewBefore.toString() : `${left}s`,
      problem: `leaves ${left}s of ${seconds}s`,
      allowed: '5 minutes or more, and less than the whole lifetime',
      fix: 'leave time to mend a renewal that fails: a third is usual',
    });
  return refusals;
}

/** A time span as Go prints and reads it: `2160h0m0s`. The API server keeps it as written. */
function goDuration(span: Duration): string {
  const seconds = secondsOf(span);
  return `${Math.floor(seconds / 3600)}h${Math.floor((seconds % 3600) / 60)}m${seconds % 60}s`;
}
