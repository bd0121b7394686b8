import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../architecture/source-files';

const exec = promisify(execFile);
let parent: string;
/** This repository as it is now, committed as its own first commit. */
let project: string;
/** Where the command puts what it needs only for a while. */
let temporary: string;

const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.com', ...args], { cwd: project });

beforeAll(() => {
  parent = mkdtempSync(join(tmpdir(), 'seaworthy-diff-test-'));
  [project, temporary] = [join(parent, 'project'), join(parent, 'temporary')];
  mkdirSync(temporary);
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  for (const file of files
    .split('\0')
    .filter((name) => /^(src|systems|commands|sandbox|bench|[^/]+\.(json|mjs))/.test(name)))
    cpSync(join(ROOT, file), join(project, file));
  writeFileSync(join(project, '.gitignore'), 'node_modules\ndist\nmanifests\n');
  symlinkSync(join(ROOT, 'node_modules'), join(project, 'node_modules'));
  git('init', '--quiet', '--initial-branch', 'main');
  git('add', '-A');
  git('commit', '--quiet', '-m', 'first');
});

afterAll(() => {
  rmSync(parent, { recursive: true });
});

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(command: string, ...args: readonly string[]): Promise<Run> {
  try {
    const { stdout, stderr } = await exec(command, args, { cwd: project, env: { ...process.env, TMPDIR: temporary } });
    return { code: 0, stdout, stderr };
  } catch (error) {
    return error as Run;
  }
}

const diff = (...args: readonly string[]) => run('npm', 'run', '--silent', 'diff', '--', ...args);
/** Without a build: for what has nothing to do with the sources. */
const built = (...args: readonly string[]) => run('node', 'dist/commands/diff.js', ...args);

const SETTINGS = 'systems/feature-api/settings.ts';

describe('npm run diff', () => {
  test('against HEAD, and nothing changed, ends with 0', async () => {
    const { code, stdout } = await diff('--against', 'HEAD');
    expect(stdout).toBe('dev: no difference\nstaging: no difference\nprod: no difference\n');
    expect(code).toBe(0);
  });

  test('tells exactly a changed setting, against a revision and against a folder, and ends with 1', async () => {
    await run('npm', 'run', '--silent', 'synth');
    const settings = readFileSync(join(project, SETTINGS), 'utf8');
    writeFileSync(
      join(project, SETTINGS),
      settings.replace('max: 10,', 'max: 12,').replace(/api:\d[\d.]*'/, "api:9.9.9'"),
    );
    const revision = await diff('--env', 'prod', '--env', 'dev', '--against', 'HEAD');
    const image = (environment: string, count: number) => [
      `${environment}: ${count} changed; 1 restarting pods`,
      '~ apps Deployment feature-api/feature-api [restarts pods]',
      expect.stringMatching(
        /^ {4}spec\.template\.spec\.containers\[name=feature-api\]\.image: ".*" -> ".*api:9\.9\.9" \(restarts pods\)$/,
      ) as string,
    ];
    expect(revision.stdout.split('\n')).toEqual([
      ...image('prod', 2),
      '~ autoscaling HorizontalPodAutoscaler feature-api/feature-api',
      '    spec.maxReplicas: 10 -> 12',
      '',
      ...image('dev', 1),
      '',
    ]);
    expect(revision.code).toBe(1);

    const folder = await built('--env', 'prod', '--env', 'dev', '--against', 'manifests');
    expect(folder.stdout).toBe(revision.stdout);
    expect(folder.code).toBe(1);
    const json = await built('--env', 'prod', '--against', 'manifests', '--format', 'json');
    expect(JSON.parse(json.stdout)).toMatchObject({
      environments: [{ environment: 'prod', changes: [{ restartsPods: true }, { restartsPods: false }] }],
    });
    const markdown = await built('--env', 'prod', '--against', 'manifests', '--format', 'markdown');
    expect(markdown.stdout).toMatch(/^### prod: 2 changed; 1 restarting pods\n/);
    writeFileSync(join(project, SETTINGS), settings);
  });

  test('tells every object of an environment that the other version does not have', async () => {
    mkdirSync(join(project, 'manifests', 'old'), { recursive: true });
    for (const file of ['.seaworthy', 'a.k8s.yaml'])
      writeFileSync(
        join(project, 'manifests', 'old', file),
        file === '.seaworthy' ? '' : 'apiVersion: v1\nkind: Namespace\nmetadata: { name: old }\n',
      );
    const { stdout } = await built('--against', 'manifests');
    expect(stdout).toContain(
      'old: 1 removed; 1 DELETES DATA\n  the environment is gone\n- Namespace old [DELETES DATA: ',
    );
    rmSync(join(project, 'manifests', 'old'), { recursive: true });
  });

  test.each([
    [['--against', 'nowhere'], "--against 'nowhere' is neither a folder nor a git revision"],
    [['--against', ' '], "--against ' ' names nothing"],
    [['--against', 'src'], "--against 'src' holds no manifests of an environment"],
    [['--env', 'prdo', '--system', 'x', '--against', 'HEAD'], "--env 'prdo' is not known"],
    [[], "required option '--against <dir|revision>' not specified"],
    [['--against', 'HEAD', '--format', 'xml'], 'Allowed choices are text, markdown, json'],
  ])('rejects %j and ends with 2', async (args, message) => {
    const { code, stdout, stderr } = await built(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  test('rejects a version that does not build, with what the compiler says', async () => {
    const file = join(project, 'tsconfig.build.json');
    const settings = readFileSync(file, 'utf8');
    writeFileSync(file, settings.replace('"incremental"', '"broken": true, "incremental"'));
    git('commit', '--quiet', '-am', 'broken');
    writeFileSync(file, settings);
    const { code, stderr } = await built('--against', 'HEAD');
    expect(code).toBe(2);
    expect(stderr).toMatch(/--against: HEAD \(\w+\) cannot be rendered; .*error TS5023: .*broken/s);
  });

  test('ends with 2 when it is stopped while it renders', async () => {
    const child = spawn('node', ['dist/commands/diff.js', '--against', 'HEAD~1'], {
      cwd: project,
      env: { ...process.env, TMPDIR: temporary },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const closed = once(child, 'close') as Promise<[number | null]>;
    await once(child.stderr, 'data');
    child.kill('SIGTERM');
    expect((await closed)[0]).toBe(2);
  });

  afterEach(() => {
    expect(readdirSync(temporary).filter((name) => name.startsWith('seaworthy-diff'))).toEqual([]);
    expect(git('worktree', 'list').toString().trim().split('\n')).toHaveLength(1);
  });
});
