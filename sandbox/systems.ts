import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { requireKnown } from './known-name';

/** Systems of a checkout: folders of systems/ that have settings. */
export function systemsOf(root: string): readonly string[] {
  const folder = join(root, 'systems');
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'settings.ts')))
    .sort();
}

/**
 * Makes sure that a system exists.
 *
 * @throws Failure with the nearest name that does
 */
export function requireSystem(name: string, known: readonly string[]): string {
  return requireKnown(name, { variable: 'SYSTEM', known, another: (unknown) => `add systems/${unknown}` });
}
