import { fieldPath } from './leaves';
import { isFields } from './manifest';

/**
 * Levels of lists and maps, the object itself included. Readers of YAML run out of stack soon after it; definitions of custom
 * resources, the deepest objects there are, stay below a tenth of it.
 */
export const DEEPEST = 500;
/** Fields of a path that are told; the rest of one with hundreds would hide the message. */
const TOLD = 8;

/** How `nestingProblem` sees values. */
interface View {
  /** What stands in a value's place; undefined for one that is not looked into. */
  readonly look?: (value: unknown) => unknown;
  /** What else is wrong with a value. */
  readonly judge?: (value: unknown) => string | undefined;
}

/**
 * Why data cannot be walked to their end, as `field problem; fix`: they hold themselves, or nest too deeply. The first problem
 * ends the search.
 */
export function nestingProblem(data: unknown, { look = (value) => value, judge }: View = {}): string | undefined {
  const above = new Map<object, number>();
  const keys: (string | number)[] = [];
  const walk = (given: unknown): string | undefined => {
    const judged = judge?.(given);
    if (judged !== undefined) return `${fieldOf(keys)} ${judged}`;
    const value = look(given);
    if (typeof value !== 'object' || value === null) return undefined;
    const start = above.get(value);
    if (start !== undefined)
      return `${fieldOf(keys)} is ${fieldOf(keys.slice(0, start))} again, so that it has no end; put a copy of what is needed there, or leave it out`;
    if (keys.length >= DEEPEST)
      return `${fieldOf(keys)} goes deeper than ${DEEPEST} levels, which readers of YAML refuse; make it flatter`;
    above.set(value, keys.length);
    for (const [key, inner] of children(value)) {
      keys.push(key);
      const problem = walk(inner);
      if (problem !== undefined) return problem;
      keys.pop();
    }
    above.delete(value);
    return undefined;
  };
  return walk(data);
}

function children(value: object): Iterable<readonly [string | number, unknown]> {
  if (Array.isArray(value)) return value.entries();
  return isFields(value) ? Object.entries(value) : [];
}

function fieldOf(keys: readonly (string | number)[]): string {
  if (keys.length === 0) return 'the object';
  const told = keys
    .slice(0, TOLD)
    .reduce<string>((path, key) => (typeof key === 'number' ? `${path}[${key}]` : fieldPath(path, key)), '');
  return keys.length > TOLD ? `${told}...` : told;
}
