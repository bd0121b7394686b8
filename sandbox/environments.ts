import { readdirSync } from 'node:fs';
import { requireKnown } from './known-name';

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
  return requireKnown(name, { variable: 'ENV', known, another: (unknown) => `add Pulumi.${unknown}.yaml` });
}
