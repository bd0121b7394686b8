import * as pulumi from '@pulumi/pulumi';
import { findTokens, holdsToken, type TokenReference } from '../core/token';
import { isFields } from '../synth/manifest';
import { fieldPath } from '../synth/leaves';

/** Gives the Output of a token at a place, `field` of the object that is being deployed. */
export type OutputOf = (token: TokenReference, field: string) => pulumi.Output<unknown>;

/**
 * Puts Outputs back for tokens. A leaf that is one token becomes the Output, of whatever type; a token inside a longer text
 * makes that text an Output. Everything else stays plain, so that a preview shows it.
 */
export function substitute(value: unknown, outputOf: OutputOf, field = ''): unknown {
  // one look without paths: most values hold no token at all
  return holdsToken(value) ? substituteInside(value, outputOf, field) : value;
}

function substituteInside(value: unknown, outputOf: OutputOf, field: string): unknown {
  if (typeof value === 'string') return substituteText(value, outputOf, field);
  if (Array.isArray(value)) return value.map((item, index) => substituteInside(item, outputOf, `${field}[${index}]`));
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, substituteInside(inner, outputOf, fieldPath(field, key))]),
  );
}

function substituteText(text: string, outputOf: OutputOf, field: string): unknown {
  const tokens = findTokens(text);
  const [first] = tokens;
  if (first === undefined) return text;
  if (first.text === text) return outputOf(first, field);
  const ends = tokens.map(({ start, text: token }) => start + token.length);
  const between = [
    ...tokens.map(({ start }, index) => text.slice(ends[index - 1] ?? 0, start)),
    text.slice(ends.at(-1)),
  ];
  return pulumi
    .all(tokens.map((token) => outputOf(token, field)))
    .apply((values) =>
      between.map((part, index) => part + (index < values.length ? asText(values[index], field) : '')).join(''),
    );
}

/** How a value reads inside a longer text. `field` says where, for the error. */
export function asText(value: unknown, field: string): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  // the value itself may be a secret and is not shown
  throw new Error(
    `${field} has an Output inside a text whose value is no text, number or boolean but ${value === null ? 'null' : typeof value}; give it as a leaf of its own`,
  );
}
