import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
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

const ALL = ['dev', 'prod', 'staging'].flatMap((environment) => [
  `${environment}/_cluster/feature-api.k8s.yaml`,
  `${environment}/feature-api/feature-api.k8s.yaml`,
]);

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
    expect(files()).toEqual(ALL.filter((file) => !file.startsWith('staging')));
  });

  test('rejects unknown environments and systems at once, and writes nothing', async () => {
    const { code, output } = await synth('--env', 'prdo', '--system', 'feature-app');
    expect(code).not.toBe(0);
    expect(output).toContain("--env 'prdo' is not known; allowed: 'dev', 'staging', 'prod'; did you mean 'prod'?");
    expect(output).toContain(
      "--system 'feature-app' is not known; allowed: 'feature-api'; did you mean 'feature-api'?",
    );
    expect(readdirSync(parent)).toEqual([]);
  });

  test('npx cdk8s synth gives the same', async () => {
    const { code } = await run('npx', ['cdk8s', 'synth', '--output', outdir]);
    expect(code).toBe(0);
    expect(files()).toEqual(ALL);
  });
});
