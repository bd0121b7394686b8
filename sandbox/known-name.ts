import { closest } from 'fastest-levenshtein';
import { Failure } from './failure';

/** Names that a variable of the command line may have. */
export interface KnownNames {
  /** The variable: `ENV`. */
  readonly variable: string;
  readonly known: readonly string[];
  /** What makes a new name known: `add Pulumi.<name>.yaml`. */
  readonly another: (name: string) => string;
}

/**
 * Makes sure that a name is known.
 *
 * @throws Failure with the nearest name that is
 */
export function requireKnown(name: string, { variable, known, another }: KnownNames): string {
  if (known.includes(name)) return name;
  const nearest =
    known.length === 0 || name.trim() === '' ? '' : ` Did you mean ${variable}=${closest(name, [...known])}?`;
  throw new Failure(
    `${variable} '${name}' is unknown; allowed: ${known.join(', ')}.${nearest}`,
    /^[\w-]+$/.test(name) ? `Give one of them, or ${another(name)}.` : 'Give one of them.',
  );
}
