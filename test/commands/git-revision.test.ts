import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderRevision } from '../../commands/git-revision';

let root: string;
let project: string;
let workspace: string;
let log: string[];

/** What the project's `npm run synth` runs: it writes its own word where it is told to. */
const synth = (word: string) =>
  `const outdir = process.argv.at(-1); require('fs').mkdirSync(outdir, { recursive: true }); require('fs').writeFileSync(outdir + '/word', '${word}');`;
const lock = (version: string) =>
  JSON.stringify({ name: 'p', version, lockfileVersion: 3, packages: { '': { name: 'p', version } } });

const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.com', ...args], {
    cwd: project,
    encoding: 'utf8',
  });

function commit(files: Readonly<Record<string, string>>): void {
  for (const [file, content] of Object.entries(files)) writeFileSync(join(project, file), content);
  git('add', '-A');
  git('commit', '--quiet', '--allow-empty', '-m', 'change');
}

const render = (revision: string) =>
  renderRevision({
    project,
    revision,
    workspace,
    signal: new AbortController().signal,
    log: (line) => log.push(line),
  });

const refusal = (revision: string) =>
  render(revision).then(
    () => 'nothing was refused',
    (error: unknown) => String(error),
  );

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'seaworthy-revision-'));
  [project, workspace] = [join(root, 'project'), join(root, 'workspace')];
  log = [];
  for (const folder of [join(project, 'node_modules'), workspace]) mkdirSync(folder, { recursive: true });
  git('init', '--quiet', '--initial-branch', 'main');
  commit({
    '.gitignore': 'node_modules\n',
    'package.json': JSON.stringify({ name: 'p', version: '1.0.0', scripts: { synth: 'node synth.js' } }),
    'package-lock.json': lock('1.0.0'),
    'synth.js': synth('old'),
  });
  git('tag', 'v1');
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

describe('a git revision', () => {
  test('is rendered by its own synth, and the checkout stays as it is', async () => {
    commit({ 'synth.js': synth('new') });
    writeFileSync(join(project, 'synth.js'), synth('not committed'));
    const before = git('status', '--porcelain', '--branch');
    expect(readFileSync(join(await render('v1'), 'word'), 'utf8')).toBe('old');
    expect(git('status', '--porcelain', '--branch')).toBe(before);
    expect(git('worktree', 'list').trim().split('\n')).toHaveLength(1);
  });

  test('with the same package-lock.json uses the installed packages, and says so', async () => {
    await render('main');
    expect(log).toEqual([expect.stringMatching(/^rendering main \([0-9a-f]{12}\) with the installed packages$/)]);
    expect(lstatSync(join(workspace, 'source', 'node_modules')).isSymbolicLink()).toBe(true);
  });

  test('with another package-lock.json gets packages of its own, and says so', async () => {
    writeFileSync(join(project, 'package-lock.json'), lock('2.0.0'));
    await render('main');
    expect(log[0]).toMatch(/with packages of its own, because its package-lock.json differs$/);
    const packages = join(workspace, 'source', 'node_modules');
    expect(existsSync(packages) && lstatSync(packages).isSymbolicLink()).toBe(false);
  });

  test.each(['v2', 'main~7', '--output=/x', 'v1:synth.js'])('%s that does not exist is refused', async (revision) => {
    expect(await refusal(revision)).toContain(
      `--against '${revision}' is neither a folder nor a git revision; allowed: a folder that 'npm run synth' wrote, or a branch, tag or commit`,
    );
  });

  test('of a project without git is refused with what git says', async () => {
    rmSync(join(project, '.git'), { recursive: true });
    expect(await refusal('main')).toMatch(/neither a folder nor a git revision; git says: .*not a git repository/i);
  });

  test('that cannot be rendered is refused with what it says', async () => {
    commit({ 'synth.js': "console.error('settings are wrong'); process.exit(1)" });
    const message = await refusal('HEAD');
    expect(message).toMatch(/--against: HEAD \([0-9a-f]{12}\) cannot be rendered; check it out and run /);
    expect(message).toContain('settings are wrong');
  });

  test('that has no synth is refused', async () => {
    commit({ 'package.json': '{"name":"p","version":"1.0.0"}' });
    expect(await refusal('HEAD')).toMatch(/cannot be rendered; .*[Mm]issing script: "synth"/s);
  });

  test('stops when it is told to', async () => {
    commit({ 'synth.js': 'setInterval(() => {}, 1000)' });
    const controller = new AbortController();
    const rendering = renderRevision({
      project,
      revision: 'HEAD',
      workspace,
      signal: controller.signal,
      log: () => {
        controller.abort();
      },
    });
    await expect(rendering).rejects.toThrow();
  });
});
