import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SYSTEM_NAMES } from '../../systems/systems';
import { ROOT } from '../architecture/source-files';

const exec = promisify(execFile);
let parent: string;
let outdir: string;

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'seaworthy-synth-'));
  outdir = join(parent, 'manifests');
});

afterEach(() => {
  rmSync(parent, { recursive: true });
});

/** Runs a command of the repository; gives its output, whether it fails or not. */
async function run(command: string, args: readonly string[]): Promise<{ code: number; output: string }> {
  try {
    const { stdout, stderr } = await exec(command, args, { cwd: ROOT });
    return { code: 0, output: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, output: stdout + stderr };
  }
}

const synth = (...args: string[]) => run('npm', ['run', '--silent', 'synth', '--', '--outdir', outdir, ...args]);

function files(): string[] {
  return readdirSync(outdir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
    .map((entry) => join(entry.parentPath, entry.name).slice(outdir.length + 1))
    .sort();
}

const ALL = ['dev', 'prod', 'staging']
  .flatMap((environment) => [
    ...SYSTEM_NAMES.map((system) => `${environment}/_cluster/${system}.k8s.yaml`),
    ...SYSTEM_NAMES.map((system) => `${environment}/${system}/${system}.k8s.yaml`),
    `${environment}/slack-assistant-access/slack-assistant.k8s.yaml`,
  ])
  .sort();

describe('npm run synth', () => {
  test('writes every system of every environment, objects of the cluster apart', async () => {
    expect((await synth()).code).toBe(0);
    expect(files()).toEqual(ALL);
    expect(readFileSync(join(outdir, 'prod/_cluster/feature-api.k8s.yaml'), 'utf8')).toContain('kind: Namespace');
  });

  test('writes the same bytes again', async () => {
    await synth();
    const before = ALL.map((file) => readFileSync(join(outdir, file), 'utf8'));
    await synth();
    expect(ALL.map((file) => readFileSync(join(outdir, file), 'utf8'))).toEqual(before);
  });

  test('--env and --system narrow it, and both can be given again', async () => {
    await synth('--env', 'dev', '--env', 'prod', '--system', 'feature-api');
    expect(files()).toEqual(ALL.filter((file) => file.includes('feature-api') && !file.startsWith('staging')));
  });

  test('rejects unknown environments and systems at once, and writes nothing', async () => {
    const { code, output } = await synth('--env', 'prdo', '--system', 'feature-app');
    expect(code).not.toBe(0);
    expect(output).toContain("--env 'prdo' is not known; allowed: 'dev', 'staging', 'prod'; did you mean 'prod'?");
    expect(output).toContain(
      `--system 'feature-app' is not known; allowed: '${SYSTEM_NAMES.join("', '")}'; did you mean 'feature-api'?`,
    );
    expect(readdirSync(parent)).toEqual([]);
  });

  test('npx cdk8s synth gives the same', async () => {
    const { code } = await run('npx', ['cdk8s', 'synth', '--output', outdir]);
    expect(code).toBe(0);
    expect(files()).toEqual(ALL);
  });
});

describe('the same bytes', () => {
  /** All files of a run of the built command, with their content. */
  async function bytes(
    folder: string,
    flags: readonly string[],
    env: NodeJS.ProcessEnv,
  ): Promise<Record<string, string>> {
    const command = [...flags, join(ROOT, 'dist', 'systems', 'synth.js'), '--outdir', folder];
    await exec(process.execPath, command, { cwd: ROOT, env: { ...process.env, ...env } });
    return Object.fromEntries(ALL.map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
  }

  test.each([
    ['a Turkish locale', [], { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' }],
    ['no locale, east of Greenwich', [], { LANG: 'C', LC_ALL: 'C', TZ: 'Pacific/Kiritimati' }],
    ['a Swedish locale, west of Greenwich', [], { LANG: 'sv_SE.UTF-8', LC_ALL: '', TZ: 'America/St_Johns' }],
    ['other seeds of hashes and of random numbers', ['--hash-seed=4711', '--random-seed=4711'], {}],
    ['no compiler', ['--jitless'], {}],
  ])('with %s', async (_, flags, env) => {
    const plain = await bytes(join(parent, 'plain'), [], { LANG: 'en_US.UTF-8', LC_ALL: 'en_US.UTF-8', TZ: 'UTC' });
    expect(await bytes(join(parent, 'other'), flags, env)).toEqual(plain);
  });
});

describe('a disk that takes nothing more', () => {
  /** Runs the built command twice on a small disk of its own: as it is, and after something was done to the disk. */
  async function onDisk(change: string): Promise<{ code: number; output: string }> {
    mkdirSync(outdir);
    const script = `
      set -e
      mount -t tmpfs -o size=2m tmpfs "$OUT"
      "$@" >/dev/null
      cp -a "$OUT" "$OUT.before"
      ${change}
      code=0; "$@" || code=$?
      rm -f "$OUT/fill" 2>/dev/null || true
      diff -r "$OUT.before" "$OUT" && echo unchanged
      exit $code`;
    const isolated = ['--mount', ...(process.getuid?.() === 0 ? [] : ['--user', '--map-root-user'])];
    const command = [process.execPath, join(ROOT, 'dist', 'systems', 'synth.js'), '--outdir', outdir];
    try {
      const { stdout, stderr } = await exec('unshare', [...isolated, 'sh', '-c', script, 'sh', ...command], {
        cwd: ROOT,
        env: { ...process.env, OUT: outdir },
      });
      return { code: 0, output: stdout + stderr };
    } catch (error) {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { code, output: stdout + stderr };
    }
  }

  test('a full one leaves the old output whole', async () => {
    const { code, output } = await onDisk('dd if=/dev/zero of="$OUT/fill" bs=4k 2>/dev/null || true');
    expect(code).toBe(1);
    expect(output).toContain('ENOSPC: no space left on device');
    expect(output).toContain('unchanged');
  });

  test('a read-only one is told, and left as it is', async () => {
    const { code, output } = await onDisk('mount -o remount,ro "$OUT"');
    expect(code).toBe(1);
    expect(output).toContain('EROFS: read-only file system');
    expect(output).toContain('unchanged');
  });
});

test.each([
  ['reach', ['--system', 'mimir', '--env', 'prod', '--format', 'json']],
  ['registers', ['--env', 'prod', '--format', 'json']],
])('npm run %s builds first, and still prints nothing but what it was asked for', async (script, args) => {
  // tools print less where NODE_ENV says that tests run
  const env = { ...process.env, NODE_ENV: undefined, CI: undefined };
  const { stdout } = await exec('npm', ['run', '--silent', script, '--', ...args], { cwd: ROOT, env });
  expect(() => JSON.parse(stdout) as unknown).not.toThrow();
});
