/** Writes the manifests of every system and environment to files. No Pulumi, no cluster. */
import { join } from 'node:path';
import { Command } from 'commander';
import { explainFinding } from 'seaworthy/checks';
import { readTogether, SettingsError } from 'seaworthy/settings';
import { render, synth } from 'seaworthy/synth';
import { compose } from './compose';
import { selection, selectionOptions, type SelectionOptions } from './selection';

interface Options extends SelectionOptions {
  readonly outdir: string;
}

const command = selectionOptions(new Command('npm run synth --'), 'write')
  .description(
    'Writes <outdir>/<env>/<namespace>/<chart>.k8s.yaml, and objects of the cluster itself to <outdir>/<env>/_cluster/.',
  )
  // cdk8s-cli names the folder that it will show in this variable
  .option('--outdir <dir>', 'folder to write to', process.env.CDK8S_OUTDIR || 'manifests')
  .showHelpAfterError()
  .action(({ outdir, ...given }: Options) => {
    const names = readTogether({
      ...selection(given),
      outdir: () => namedFolder('--outdir', outdir),
    });
    const apps = readTogether(
      Object.fromEntries(
        names.environments.map((environment) => [environment, () => compose({ environment, systems: names.systems })]),
      ),
    );
    // everything is rendered before anything is written: one bad environment leaves the files of all as they were
    for (const app of Object.values(apps)) render(app);
    for (const [environment, app] of Object.entries(apps)) {
      const { files, objects, warnings } = synth(app, { outdir: join(outdir, environment) });
      console.log(`${environment}: ${objects} objects in ${files.length} files below ${join(outdir, environment)}`);
      for (const warning of warnings) console.warn(`${environment}: ${explainFinding(warning)}`);
    }
  });

try {
  command.parse();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/** An empty name would mean the working directory. */
function namedFolder(option: string, folder: string): string {
  if (folder.trim() !== '') return folder;
  throw new SettingsError([`${option} '${folder}' names no folder; allowed: a path; name one, or leave ${option} out`]);
}
