import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { ProgramError, run, type RunOptions } from './child-process';

/** What is rendered, and where. */
export interface RevisionRendering {
  /** Root of the project whose revision is rendered. */
  readonly project: string;
  readonly revision: string;
  /** A folder that nobody else uses. */
  readonly workspace: string;
  readonly signal: AbortSignal;
  /** Told what takes time. */
  readonly log: (line: string) => void;
}

/**
 * Renders a project as a git revision has it, by its own `npm run synth`, and gives the folder of its manifests. The project's
 * checkout, its index and its list of worktrees stay as they are.
 *
 * @throws {Error} when there is no such revision, or when it cannot be built or rendered
 */
export async function renderRevision({
  project,
  revision,
  workspace,
  signal,
  log,
}: RevisionRendering): Promise<string> {
  const inProject: RunOptions = { cwd: project, signal };
  const commit = await commitOf(revision, inProject);
  const name = `${revision} (${commit.slice(0, 12)})`;

  const source = join(workspace, 'source');
  const archive = join(workspace, 'source.tar');
  mkdirSync(source, { recursive: true });
  await run('git', ['archive', '--format=tar', '--output', archive, commit], inProject);
  await run('tar', ['-xf', archive, '-C', source], { cwd: workspace, signal });

  const inSource: RunOptions = { cwd: source, signal };
  try {
    if (hasSamePackages(project, source)) {
      log(`rendering ${name} with the installed packages`);
      symlinkSync(join(project, 'node_modules'), join(source, 'node_modules'), 'junction');
    } else {
      log(`rendering ${name} with packages of its own, because its package-lock.json differs`);
      await run('npm', [...NPM, 'ci', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'], inSource);
    }
    const manifests = join(workspace, 'manifests');
    await run('npm', [...NPM, 'run', 'synth', '--', '--outdir', manifests], inSource);
    return manifests;
  } catch (error) {
    if (!(error instanceof ProgramError)) throw error;
    throw new Error(
      `--against: ${name} cannot be rendered; check it out and run 'npm ci && npm run synth' there. It says:\n${error.message}`,
      { cause: error },
    );
  }
}

/** Whoever runs npm silently still wants to know why the other version could not be rendered. */
const NPM = ['--loglevel=notice'];

async function commitOf(revision: string, options: RunOptions): Promise<string> {
  try {
    const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`];
    return (await run('git', args, options)).trim();
  } catch (error) {
    if (!(error instanceof ProgramError)) throw error;
    const said = error.message.startsWith('git failed') ? '' : `; git says: ${error.message}`;
    throw new Error(
      `--against '${revision}' is neither a folder nor a git revision${said}; allowed: a folder that 'npm run synth' wrote, or a branch, tag or commit; correct it, or fetch it first`,
      { cause: error },
    );
  }
}

/** Whether what is installed is what the other version asks for. */
function hasSamePackages(project: string, source: string): boolean {
  const [installed, wanted] = [project, source].map((folder) => join(folder, 'package-lock.json'));
  if (installed === undefined || wanted === undefined || !existsSync(join(project, 'node_modules'))) return false;
  return existsSync(installed) && existsSync(wanted) && readFileSync(installed).equals(readFileSync(wanted));
}
