import { z } from 'zod';
import { cidrRefusal } from '../core/cidr';
import { imageProblem, PINNED_IMAGE } from '../core/image';
import { DNS_LABEL_MAX, DNS_SUBDOMAIN_MAX, dnsLabelRefusal, dnsSubdomainRefusal } from '../core/names';
import { leaf, leafOf, textReading } from './leaf';
import type { Reading } from './leaf';
import type { Field } from './field';
import type { Complaint } from './field-spec';

/** What a text must look like. */
export interface StringOptions {
  /**
   * Fewest characters.
   * @default 1
   */
  readonly min?: number;
  /**
   * Most characters.
   * @default - no limit
   */
  readonly max?: number;
  /**
   * Pattern of the whole text, with what it means in words.
   * @default - any text
   */
  readonly pattern?: { readonly matches: RegExp; readonly means: string };
  /**
   * A text that fits, for the error of a missing one.
   * @default 'text'
   */
  readonly example?: string;
}

/** Text. */
export function string(options: StringOptions = {}): Field<string> {
  const { min = 1, max, pattern, example = 'text' } = options;
  const length = max !== undefined ? `${min} to ${max} characters` : min > 1 ? `${min} characters or more` : undefined;
  const form = pattern?.means ?? (length === undefined && min === 1 ? 'text that is not empty' : 'text');
  let schema = z.string().min(min);
  if (max !== undefined) schema = schema.max(max);
  if (pattern !== undefined) schema = schema.regex(pattern.matches);
  return leaf(schema, { type: 'text', allowed: [form, length].filter(Boolean).join(', '), example, form: 'text' });
}

/** One of a few words. */
export function oneOf<const Choice extends string>(choices: readonly [Choice, ...Choice[]]): Field<Choice> {
  const allowed = choices.map((choice) => `'${choice}'`).join(', ');
  return leaf(z.enum(choices), { type: 'text', allowed, example: choices[0], form: 'text' });
}

/** A container image that is pinned: with a digest, or with a tag that is not `latest`. */
export function image(): Field<string> {
  return leafOf(
    ['string'],
    (written: string) => {
      const problem = imageProblem(written);
      return textReading(
        written,
        problem === undefined
          ? undefined
          : { problem, allowed: PINNED_IMAGE, fix: 'name the version, best by its digest' },
      );
    },
    { type: 'text', allowed: PINNED_IMAGE, example: 'ghcr.io/acme/api:1.4.2', form: 'text' },
  );
}

/** A DNS label (RFC 1123): names of namespaces, Services and most objects. At most 63 characters. */
export function dnsLabel(): Field<string> {
  const allowed = `a DNS label: lower-case letters, digits and '-', at most ${DNS_LABEL_MAX} characters`;
  const read = (written: string) => textReading(written, dnsLabelRefusal('', written));
  return leafOf(['string'], read, { type: 'text', allowed, example: 'my-name', form: 'text' });
}

/** A DNS name (RFC 1123): labels joined by dots, such as a host. At most 253 characters, each label at most 63. */
export function dnsName(): Field<string> {
  const allowed = `a DNS name: labels of lower-case letters, digits and '-' joined by '.', at most ${DNS_SUBDOMAIN_MAX} characters`;
  const read = (written: string) => textReading(written, dnsSubdomainRefusal('', written) ?? longLabel(written));
  return leafOf(['string'], read, { type: 'text', allowed, example: 'api.example.com', form: 'text' });
}

function longLabel(name: string): Complaint | undefined {
  const longest = Math.max(...name.split('.').map((label) => label.length));
  if (longest <= DNS_LABEL_MAX) return undefined;
  return {
    problem: `has a label of ${longest} characters`,
    allowed: `at most ${DNS_LABEL_MAX} between two dots`,
    fix: 'shorten it',
  };
}

/** A range of addresses in CIDR notation, such as `10.0.0.0/16`. The whole network (`/0`) is refused. */
export function cidr(): Field<string> {
  const read = (written: string) => textReading(written, cidrRefusal('', written));
  return leafOf(['string'], read, {
    type: 'text',
    allowed: 'CIDR notation, such as 10.0.0.0/16',
    example: '10.0.0.0/16',
    form: 'text',
  });
}

const SECRET_KEY = /^[A-Za-z0-9/_+=.@:-]{1,512}$/;

/**
 * The key of a secret in a secret store, such as `feature-api/jwt`: never its value. What was written is not shown in
 * errors, because a value written here by mistake would be.
 */
export function secretKey(): Field<string> {
  const allowed = "the key of a secret in the store, such as 'feature-api/jwt': letters, digits and /_+=.@:-";
  const read = (written: string): Reading<string> => {
    if (SECRET_KEY.test(written) && !written.includes('://')) return { value: written };
    const problem = written === '' ? 'is empty' : 'is not the key of a secret';
    return {
      complaint: { problem, allowed, fix: 'write the key under which the store keeps the secret, never its value' },
    };
  };
  return leafOf(['string'], read, { type: 'text', allowed, example: 'feature-api/jwt', form: 'text', hidden: true });
}
