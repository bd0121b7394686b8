import { Command, Option } from 'commander';
import type { Waiver } from 'seaworthy/checks';
import { readTogether } from 'seaworthy/settings';
import { compose } from '../../systems/compose';
import { selection, selectionOptions, type SelectionOptions } from '../../systems/selection';
import { registersMarkdown } from './markdown';
import { registersOf, type Registers } from './registers';

interface Options extends SelectionOptions {
  readonly format: keyof typeof FORMATS;
}

const FORMATS = {
  markdown: registersMarkdown,
  json: (environments: readonly Registers[]) => JSON.stringify({ environments }, undefined, 2),
};

/** What registers are made with. */
export interface RegisterContext {
  /** Waivers that systems are checked with. */
  readonly waivers: readonly Waiver[];
  /** The time that waivers are held against, and access grants. */
  readonly now: Date;
  /** Where the registers go. */
  readonly tell: (text: string) => void;
}

/** The command line of `npm run registers`. */
export function registersCommand({ waivers, now, tell }: RegisterContext): Command {
  return selectionOptions(new Command('npm run registers --'), 'list')
    .description(
      'Lists every secret with its owner, age and readers, every access grant with its end, and every waiver.',
    )
    .addOption(new Option('--format <format>', 'form of the output').choices(Object.keys(FORMATS)).default('markdown'))
    .showHelpAfterError()
    .action(({ format, ...given }: Options) => {
      const { systems, environments } = readTogether(selection(given));
      const apps = readTogether(
        Object.fromEntries(
          environments.map((environment) => [environment, () => compose({ environment, systems, now })]),
        ),
      );
      const registers = Object.entries(apps).map(([environment, app]) =>
        registersOf(environment, app, { waivers, now }),
      );
      tell(FORMATS[format](registers));
    });
}
