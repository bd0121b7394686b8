import type { Command } from 'commander';
import { oneOfKnown, readTogether } from 'seaworthy/settings';
import { ENVIRONMENT_NAMES, type EnvironmentName } from './environments';
import { SYSTEM_NAMES } from './systems';

/** `--system` and `--env` as they were given. */
export interface SelectionOptions {
  readonly system: readonly string[];
  readonly env: readonly string[];
}

/** Adds `--system` and `--env` to a command: each can be given again, and without it all are meant. */
export function selectionOptions(command: Command, verb: string): Command {
  const collect = (value: string, others: readonly string[]): string[] => [...others, value];
  const again = '(again for more; all unless given)';
  return command
    .option('--system <name>', `system to ${verb}: ${SYSTEM_NAMES.join(', ')} ${again}`, collect, [])
    .option('--env <name>', `environment to ${verb}: ${ENVIRONMENT_NAMES.join(', ')} ${again}`, collect, []);
}

/** Readers of what was selected, for `readTogether`. */
export function selection({ system, env }: SelectionOptions) {
  return {
    systems: (): readonly string[] => known('--system', system, SYSTEM_NAMES),
    environments: (): readonly EnvironmentName[] => known('--env', env, ENVIRONMENT_NAMES),
  };
}

function known<Name extends string>(option: string, given: readonly string[], names: readonly Name[]): readonly Name[] {
  if (given.length === 0) return names;
  return Object.values(
    readTogether(Object.fromEntries(given.map((name) => [name, () => oneOfKnown(option, name, names)]))),
  );
}
