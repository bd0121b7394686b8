/**
 * Tokens: text that stands for a value which only a deployment knows. The bridge makes them from Pulumi Outputs and puts
 * the Outputs back at the same leaf; everything between carries them as plain text. The form is a legal DNS label and
 * label value (lower case, 31 characters), so a token may stand in a name or inside a longer string.
 */

/** Where a token leads: which registry made it, and the number it has there. */
export interface TokenReference {
  /** Six hexadecimal digits that tell one registry (one App) from another. */
  readonly registry: string;
  /** Position in the registry, from 0. */
  readonly index: number;
}

/** One token found in a text. */
export interface TokenMatch extends TokenReference {
  readonly text: string;
  /** Position of its first character. */
  readonly start: number;
}

declare const numberToken: unique symbol;

/** A token whose value will be a number. Number props that may carry an Output are typed `number | NumberToken`. */
export type NumberToken = string & { readonly [numberToken]: true };

/** `T` with a token allowed wherever it has a number: the shape of a manifest before deployment. */
export type WithTokens<T> = T extends number
  ? T | NumberToken
  : T extends readonly (infer Item)[]
    ? WithTokens<Item>[]
    : T extends object
      ? { [Key in keyof T]: WithTokens<T[Key]> }
      : T;

/** How every token begins. Looking for it first is several times cheaper than the pattern, and most texts have none. */
const TOKEN_START = 'pulumi-output-';
const TOKEN_LENGTH = tokenText({ registry: '000000', index: 0 }).length;
const TOKEN = /pulumi-output-([0-9a-f]{6})-(\d{8})-x/g;

/** The text of a token. */
export function tokenText(reference: TokenReference): string {
  return `pulumi-output-${reference.registry}-${String(reference.index).padStart(8, '0')}-x`;
}

/** The text of a token that stands for a number. */
export function numberTokenText(reference: TokenReference): NumberToken {
  // the brand exists for the compiler only: this is the one place that gives it
  return tokenText(reference) as NumberToken;
}

/** All tokens in a text, from left to right. */
export function findTokens(text: string): TokenMatch[] {
  if (!text.includes(TOKEN_START)) return [];
  return [...text.matchAll(TOKEN)].map((match) => ({
    text: match[0],
    registry: match[1] ?? '',
    index: Number(match[2]),
    start: match.index,
  }));
}

/** Whether a value is a text with a token in it. Validation lets such a value through: it is judged when it is known. */
export function hasToken(value: unknown): boolean {
  // most texts are names, and shorter than any token
  if (typeof value !== 'string' || value.length < TOKEN_LENGTH) return false;
  return value.includes(TOKEN_START) && value.search(TOKEN) >= 0;
}

/** Whether plain data has a token anywhere in it, in a value or in a key. */
export function holdsToken(data: unknown): boolean {
  if (Array.isArray(data)) return data.some(holdsToken);
  if (typeof data !== 'object' || data === null) return hasToken(data);
  return Object.entries(data).some(([key, value]) => hasToken(key) || holdsToken(value));
}

/** Whether a value is exactly one token that stands for a number. */
export function isNumberToken(value: unknown): value is NumberToken {
  return typeof value === 'string' && findTokens(value)[0]?.text === value;
}
