/** Tells what deploying this version would change against another one: for pull requests and upgrades. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError, Option } from 'commander';
import { readTogether, SettingsError } from 'seaworthy/settings';
import { compareManifests, synth } from 'seaworthy/synth';
import { PROJECT_ROOT } from '../systems/build-stamp';
import { compose } from '../systems/compose';
import type { EnvironmentName } from '../systems/environments';
import { selection, selectionOptions, type SelectionOptions } from '../systems/selection';
import { SYSTEM_NAMES } from '../systems/systems';
import type { EnvironmentChanges } from './comparison';
import { comparisonMarkdown } from './comparison-markdown';
import { comparisonText } from './comparison-text';
import { renderRevision } from './git-revision';
import { environmentsIn, manifestFiles, readManifests } from './manifest-folder';
import { withWorkspace } from './workspace';

interface Options extends SelectionOptions {
  readonly against: string;
  readonly format: keyof typeof FORMATS;
}

const FORMATS = {
  text: comparisonText,
  markdown: comparisonMarkdown,
  json: (environments: readonly EnvironmentChanges[]) => JSON.stringify({ environments }, undefined, 2),
};

/** As `diff` does. */
const EXIT = { same: 0, different: 1, failed: 2 } as const;

const command = selectionOptions(new Command('npm run diff --'), 'compare')
  .description(
    `Tells what this version would change. Exit code: ${EXIT.same} no difference, ${EXIT.different} a difference, ${EXIT.failed} an error.`,
  )
  .requiredOption('--against <dir|revision>', "folder that 'npm run synth' wrote, or git revision to render")
  .addOption(new Option('--format <format>', 'form of the output').choices(Object.keys(FORMATS)).default('text'))
  .showHelpAfterError()
  .exitOverride()
  .action(async ({ against, format, ...given }: Options) => {
    const { systems, environments } = readTogether({
      ...selection(given),
      against: () => namedVersion(against),
    });
    const changes = await withWorkspace('seaworthy-diff', async (workspace, signal) => {
      const now = new Date();
      const current = join(workspace, 'current');
      render({ environments, systems: SYSTEM_NAMES, now }, current);
      const others = SYSTEM_NAMES.filter((name) => !systems.includes(name));
      const elsewhere = join(workspace, 'elsewhere');
      if (others.length > 0) render({ environments, systems: others, now }, elsewhere);
      const isFolder = existsSync(against) && statSync(against).isDirectory();
      const log = (line: string): void => {
        console.error(line);
      };
      const base = isFolder
        ? against
        : await renderRevision({ project: PROJECT_ROOT, revision: against, workspace, signal, log });
      const gone = given.env.length > 0 ? [] : environmentsIn(base).filter((name) => !known(environments, name));
      if (isFolder) requireManifests(base, environments);
      return [...environments, ...gone].map((environment) => compare(environment, { base, current, elsewhere }));
    });
    console.log(FORMATS[format](changes));
    process.exitCode = changes.every((one) => one.changes.length === 0) ? EXIT.same : EXIT.different;
  });

command.parseAsync().catch((error: unknown) => {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? EXIT.same : EXIT.failed;
    return;
  }
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = EXIT.failed;
});

interface Folders {
  readonly base: string;
  readonly current: string;
  /** What systems that were not asked for write: neither side's files of these names are looked at. */
  readonly elsewhere: string;
}

function compare(environment: string, { base, current, elsewhere }: Folders): EnvironmentChanges {
  const ignored = new Set(manifestFiles(join(elsewhere, environment)));
  const [before, after] = [base, current].map((folder) => {
    const below = join(folder, environment);
    const files = manifestFiles(below);
    const wanted = files.filter((file) => !ignored.has(file));
    return { files, manifests: readManifests(below, wanted) };
  });
  const changes = compareManifests(before?.manifests ?? [], after?.manifests ?? []);
  if (before?.files.length === 0) return { environment, changes, note: 'the environment is new' };
  return after?.files.length === 0
    ? { environment, changes, note: 'the environment is gone' }
    : { environment, changes };
}

interface Wanted {
  readonly environments: readonly EnvironmentName[];
  readonly systems: readonly string[];
  readonly now: Date;
}

/** Everything is rendered with all systems, as it is deployed: calls between systems are seen at both ends. */
function render({ environments, systems, now }: Wanted, outdir: string): void {
  const apps = readTogether(
    Object.fromEntries(environments.map((environment) => [environment, () => compose({ environment, systems, now })])),
  );
  for (const [environment, app] of Object.entries(apps)) synth(app, { outdir: join(outdir, environment) });
}

function requireManifests(folder: string, environments: readonly string[]): void {
  const missing = environments.filter((environment) => manifestFiles(join(folder, environment)).length === 0);
  if (missing.length === 0) return;
  const present = environmentsIn(folder);
  const fix = "write one with 'npm run synth -- --outdir <folder>', or name a git revision";
  if (present.length === 0) {
    const allowed = 'allowed: a folder with <env>/<namespace>/<chart>.k8s.yaml';
    throw new SettingsError([`--against '${folder}' holds no manifests of an environment; ${allowed}; ${fix}`]);
  }
  throw new SettingsError([
    `--against '${folder}' has no manifests of ${missing.join(', ')}; it has ${present.join(', ')}; name those with --env, or ${fix}`,
  ]);
}

function known(environments: readonly string[], name: string): boolean {
  return environments.includes(name);
}

function namedVersion(against: string): string {
  if (against.trim() !== '') return against;
  throw new SettingsError([
    `--against '${against}' names nothing; allowed: a folder that 'npm run synth' wrote, or a git revision; name one`,
  ]);
}
