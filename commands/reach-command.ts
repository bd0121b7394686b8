import { Command, Option } from 'commander';
import { readTogether } from 'seaworthy/settings';
import { selection, selectionOptions, type SelectionOptions } from '../systems/selection';
import { REACH_FORMATS } from './reach-formats';
import { systemReach } from './system-reach';

interface Options extends SelectionOptions {
  readonly format: keyof typeof REACH_FORMATS;
}

/** As `diff` does: whether policies and declarations say the same. */
export const REACH_EXIT = { same: 0, different: 1, failed: 2 } as const;

/** What reach is told with. */
export interface ReachContext {
  /** The time that access grants are held against. */
  readonly now: Date;
  /** Where the output goes. */
  readonly tell: (text: string) => void;
  /** Where the exit code goes. */
  readonly end: (code: number) => void;
}

/** The command line of `npm run reach`. */
export function reachCommand({ now, tell, end }: ReachContext): Command {
  const { same, different, failed } = REACH_EXIT;
  return selectionOptions(new Command('npm run reach --'), 'show')
    .description(
      `Tells who reaches whom, by the rendered NetworkPolicies alone. Exit code: ${same} as declared, ${different} not as declared, ${failed} an error.`,
    )
    .addOption(
      new Option('--format <format>', 'form of the output').choices(Object.keys(REACH_FORMATS)).default('table'),
    )
    .showHelpAfterError()
    .exitOverride()
    .action(({ format, ...given }: Options) => {
      const { systems, environments } = readTogether(selection(given));
      const all = environments.flatMap((environment) => systemReach(systems, environment, now));
      tell(REACH_FORMATS[format](all));
      end(all.every(({ undeclared, closed }) => undeclared.length + closed.length === 0) ? same : different);
    });
}
