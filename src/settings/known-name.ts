import { closest, distance } from 'fastest-levenshtein';
import { SettingsError } from './settings-error';
import { explain } from '../core/refusal';

/** The known name that was probably meant, or nothing when none is near. Letter case does not count. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const lower = known.map((one) => one.toLowerCase());
  const best = closest(name.toLowerCase(), lower);
  if (distance(name.toLowerCase(), best) > Math.max(2, Math.floor(name.length / 3))) return undefined;
  return known[lower.indexOf(best)];
}

/** How to mend an unknown name: the nearest known one, or else the way out. */
export function nearestFix(name: string, known: readonly string[], otherwise: string): string {
  const nearest = nearestName(name, known);
  return nearest === undefined ? otherwise : `did you mean '${nearest}'?`;
}

/**
 * One of the names that exist: of environments, of systems.
 *
 * @param what what is named, for the error: `environment`
 * @throws SettingsError naming the nearest known name
 */
export function oneOfKnown<Known extends string>(what: string, name: string, known: readonly Known[]): Known {
  const found = known.find((one) => one === name);
  if (found !== undefined) return found;
  const allowed = known.map((one) => `'${one}'`).join(', ');
  throw new SettingsError([
    explain({
      prop: what,
      value: name,
      problem: 'is not known',
      allowed,
      fix: nearestFix(name, known, 'choose one of them'),
    }),
  ]);
}
