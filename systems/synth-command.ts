import { join } from 'node:path';
import { Command } from 'commander';
import { explainFinding, explainWaiver, type Waiver } from 'seaworthy/checks';
import { readTogether, SettingsError } from 'seaworthy/settings';
import { render, synth } from 'seaworthy/synth';
import { compose } from './compose';
import { selection, selectionOptions, type SelectionOptions } from './selection';

interface Options extends SelectionOptions {
  readonly outdir: string;
}

/** What the command takes from its surroundings. */
export interface Surroundings {
  /** Folder to write to when the command line names none. */
  readonly outdir: string;
  /** The time that waivers and access grants are held against. */
  readonly now: Date;
  readonly waivers: readonly Waiver[];
  readonly tell: (line: string) => void;
  readonly warn: (line: string) => void;
}

/** The command line of `npm run synth`. */
export function synthCommand(surroundings: Surroundings): Command {
  return selectionOptions(new Command('npm run synth --'), 'write')
    .description(
      'Writes <outdir>/<env>/<namespace>/<chart>.k8s.yaml, and objects of the cluster itself to <outdir>/<env>/_cluster/.',
    )
    .option('--outdir <dir>', 'folder to write to', surroundings.outdir)
    .showHelpAfterError()
    .action((options: Options) => {
      write(options, surroundings);
    });
}

function write({ outdir, ...given }: Options, { now, waivers, tell, warn }: Surroundings): void {
  const names = readTogether({ ...selection(given), outdir: () => namedFolder('--outdir', outdir) });
  const apps = readTogether(
    Object.fromEntries(
      names.environments.map((environment) => [
        environment,
        () => compose({ environment, systems: names.systems, now }),
      ]),
    ),
  );
  // everything is rendered before anything is written: one bad environment leaves the files of all as they were
  const checks = { waivers, now };
  for (const app of Object.values(apps)) render(app, { checks });
  for (const [environment, app] of Object.entries(apps)) {
    const { files, objects, warnings, waivers: used } = synth(app, { outdir: join(outdir, environment), checks });
    tell(`${environment}: ${objects} objects in ${files.length} files below ${join(outdir, environment)}`);
    for (const warning of warnings) warn(`${environment}: ${explainFinding(warning)}`);
    for (const waiver of used) tell(`${environment}: ${explainWaiver(waiver)}`);
  }
}

/** An empty name would mean the working directory. */
function namedFolder(option: string, folder: string): string {
  if (folder.trim() !== '') return folder;
  throw new SettingsError([`${option} '${folder}' names no folder; allowed: a path; name one, or leave ${option} out`]);
}
