import { readdirSync } from 'node:fs';
import { closest } from 'fastest-levenshtein';
import { Failure } from './failure';

/** Environments of a checkout: those with a stack file. */
export function environmentsOf(root: string): readonly string[] {
  return readdirSync(root)
    .flatMap((name) => /^Pulumi\.(.+)\.yaml$/.exec(name)?.[1] ?? [])
    .sort();
}

/**
 * Makes sure that an environment exists.
 *
 * @throws Failure with the nearest name that does
 */
export function requireEnvironment(name: string, known: readonly string[]): string {
  if (known.includes(name)) return name;
  const nearest = known.length === 0 || name.trim() === '' ? '' : ` Did you mean ENV=${closest(name, [...known])}?`;
  throw new Failure(
    `ENV '${name}' is unknown; allowed: ${known.join(', ')}.${nearest}`,
    /^[\w-]+$/.test(name) ? `Give one of them, or add Pulumi.${name}.yaml.` : 'Give one of them.',
  );
}
