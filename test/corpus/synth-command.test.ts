import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ENVIRONMENT_NAMES } from '../../systems/environments';
import { synthCommand } from '../../systems/synth-command';

let parent: string;
let outdir: string;

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'seaworthy-synth-command-'));
  outdir = join(parent, 'manifests');
});

afterEach(() => {
  rmSync(parent, { recursive: true });
});

/** Runs a command line; gives all that it was refused with, help included. */
function told(args: readonly string[]): string {
  const lines: string[] = [];
  const command = synthCommand({
    outdir,
    now: new Date(),
    waivers: [],
    tell: () => undefined,
    warn: () => undefined,
  });
  command.exitOverride().configureOutput({ writeErr: (text) => lines.push(text) });
  try {
    command.parse([...args], { from: 'user' });
  } catch (error) {
    return [...lines, error instanceof Error ? error.message : String(error)].join('\n');
  }
  return 'nothing was refused';
}

const ENVIRONMENTS = "allowed: 'dev', 'staging', 'prod'";
const SYSTEMS = "allowed: 'feature-api'";

test.each<[string, string[], string[]]>([
  ['an empty environment', ['--env', ''], ["--env ''", ENVIRONMENTS]],
  ['a misspelt environment', ['--env', 'prdo'], ["--env 'prdo'", ENVIRONMENTS, "did you mean 'prod'?"]],
  ['an environment in capitals', ['--env', 'PROD'], ["--env 'PROD'", ENVIRONMENTS, "did you mean 'prod'?"]],
  ['environments with commas', ['--env', 'dev,prod'], ["--env 'dev,prod'", ENVIRONMENTS]],
  ['a path as an environment', ['--env', '../..'], ["--env '../..'", ENVIRONMENTS]],
  ['a name that every object of JavaScript has', ['--env', 'constructor'], ["--env 'constructor'", ENVIRONMENTS]],
  ['a misspelt system', ['--system', 'feature-app'], ["'feature-app'", SYSTEMS, "did you mean 'feature-api'?"]],
  ['an empty system', ['--system', ''], ["--system ''", SYSTEMS]],
  ['a folder as a system', ['--system', 'systems/feature-api'], ["--system 'systems/feature-api'", SYSTEMS]],
  ['a right environment beside a wrong one', ['--env', 'dev', '--env', 'qa'], ["--env 'qa'", ENVIRONMENTS]],
  ['a folder without name', ['--outdir', ''], ["--outdir ''", 'allowed: a path', 'leave --outdir out']],
  ['a folder of spaces', ['--outdir', '  '], ["--outdir '  '", 'allowed: a path', 'leave --outdir out']],
  [
    'everything wrong at once',
    ['--env', 'x', '--system', 'y', '--outdir', ''],
    ["--env 'x'", "--system 'y'", '--outdir'],
  ],
  ['an option without its value', ['--env'], ["'--env <name>' argument missing", 'Options:']],
  ['a misspelt option', ['--evn', 'dev'], ["unknown option '--evn'", '(Did you mean --env?)', 'Options:']],
  ['a word too many', ['prod'], ['too many arguments', '--env <name>', 'Options:']],
])('rejects %s, and writes nothing', (_title, args, parts) => {
  const message = told(args);
  for (const part of parts) expect(message).toContain(part);
  expect(readdirSync(parent)).toEqual([]);
});

test.each<[string, string[], readonly string[]]>([
  ['nothing', [], ENVIRONMENT_NAMES],
  ['an environment with an equals sign', ['--env=dev'], ['dev']],
  ['an environment twice', ['--env', 'dev', '--env', 'dev'], ['dev']],
  ['environments in any order', ['--env', 'prod', '--env', 'dev'], ['dev', 'prod']],
])('takes %s', (_title, args, environments) => {
  expect(told(args)).toBe('nothing was refused');
  expect(readdirSync(outdir).sort()).toEqual([...environments].sort());
});

test('rejects a file, and a folder in a file, with what is allowed', () => {
  const file = join(parent, 'file');
  writeFileSync(file, 'kept');
  for (const folder of [file, join(file, 'below')])
    expect(told(['--env', 'dev', '--outdir', folder])).toContain(
      `${file} is a file; allowed: a folder, new or written by synth; choose another outdir`,
    );
  expect(readFileSync(file, 'utf8')).toBe('kept');
});

test('takes a folder with spaces and letters of any language', () => {
  const folder = join(parent, 'ein Ordner', 'ürün');
  expect(told(['--env', 'dev', '--outdir', folder])).toBe('nothing was refused');
  expect(existsSync(join(folder, 'dev', 'feature-api', 'feature-api.k8s.yaml'))).toBe(true);
});
