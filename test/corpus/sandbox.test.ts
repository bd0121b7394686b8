import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { commandLine, type COMMANDS } from '../../sandbox/command-line';

let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'seaworthy-root-'));
  for (const name of ['dev', 'prod']) writeFileSync(join(root, `Pulumi.${name}.yaml`), '');
});

afterAll(() => {
  rmSync(root, { recursive: true });
});

/** Runs a command line; gives all that it was refused with, help included. */
async function told(args: readonly string[]): Promise<string> {
  const lines: string[] = [];
  const nothing = () => Promise.resolve();
  const commands: typeof COMMANDS = {
    up: nothing,
    destroy: nothing,
    down: nothing,
    clean: nothing,
    toolchain: nothing,
    conformance: nothing,
    onCurrentCluster: nothing,
  };
  const program = commandLine(root, new AbortController().signal, commands);
  for (const command of [program, ...program.commands])
    command.exitOverride().configureOutput({ writeErr: (text) => lines.push(text) });
  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    return [...lines, error instanceof Error ? error.message : String(error)].join('\n');
  }
  return 'nothing was refused';
}

const ENVIRONMENTS = 'allowed: dev, prod.';
const PORTS = 'allowed: 1024 to 65529.';

test.each<[string, string[], string[]]>([
  ['an empty environment', ['up', '--env', ''], ["ENV '' is unknown", ENVIRONMENTS, 'Give one of them.']],
  ['a misspelt environment', ['up', '--env', 'prdo'], ["ENV 'prdo'", ENVIRONMENTS, 'Did you mean ENV=prod?']],
  ['an environment in capitals', ['destroy', '--env', 'DEV'], ["ENV 'DEV'", ENVIRONMENTS, 'Give one of them']],
  ['a path as an environment', ['down', '--env', '../..'], ["ENV '../..'", ENVIRONMENTS, 'Give one of them.']],
  ['an environment with a command in it', ['up', '--env', 'dev; ls'], ["ENV 'dev; ls'", ENVIRONMENTS, 'Give one']],
  ['ports by name', ['up', '--ports', 'https'], ["PORTS 'https'", PORTS, 'for example PORTS=27000']],
  ['a port of the system', ['up', '--ports', '443'], ["PORTS '443'", PORTS, 'for example PORTS=27000']],
  ['a block that ends too high', ['up', '--ports', '65530'], ["PORTS '65530'", PORTS, 'for example PORTS=27000']],
  ['a negative port', ['up', '--ports=-1'], ["PORTS '-1'", PORTS, 'for example PORTS=27000']],
  ['a hexadecimal port', ['up', '--ports', '0x6978'], ["PORTS '0x6978'", PORTS, 'for example PORTS=27000']],
  ['empty ports', ['up', '--ports', ''], ["PORTS ''", PORTS, 'for example PORTS=27000']],
  [
    'another cluster',
    ['up', '--cluster', 'prod'],
    ["argument 'prod'", 'Allowed choices are sandbox, current', 'where to'],
  ],
  [
    'no as an answer',
    ['destroy', '--yes', 'no'],
    ["argument 'no'", 'Allowed: 1, y, yes, true', 'Leave YES out to be asked'],
  ],
  ['0 as an answer', ['destroy', '--yes', '0'], ["argument '0'", 'Allowed: 1, y, yes, true', 'Leave YES out']],
  ['a state folder without name', ['--state', '', 'clean'], ["argument ''", 'allowed: a path', 'leave --state out']],
  ['an unknown command', ['rise'], ["unknown command 'rise'", 'Commands:', 'up']],
  ['an unknown option', ['up', '--evn', 'dev'], ["unknown option '--evn'", '--env', 'Options:']],
  ['a word too many', ['up', 'prod'], ['too many arguments', '--env <name>', 'Options:']],
])('rejects %s', async (_title, args, parts) => {
  const message = await told(args);
  for (const part of parts) expect(message).toContain(part);
});

test.each([
  [['up', '--ports', '1024']],
  [['up', '--ports', '65529', '--env', 'prod']],
  [['destroy', '--cluster', 'current', '--yes', '1']],
  [['destroy', '--cluster', 'current', '--yes']],
  [['up', '--cluster', 'current', '--yes', 'YES']],
  [['down', '--env', 'dev']],
  [['--state', ' a b ', 'clean']],
])('takes %j', async (args) => {
  expect(await told(args)).toBe('nothing was refused');
});

test.each(["o'brien", 'a b', '$(ls)', '`ls`', '"', 'x; ls', "' --yes '"])(
  'make hands the variable %j on as one word',
  (value) => {
    const makefile = resolve(__dirname, '..', '..', 'Makefile');
    // in a command's variables make itself reads only '$'
    const given = `ENV=${value.replaceAll('$', '$$$$')}`;
    const script = `include ${makefile}\nshown:\n\t@printf '<%s>' $(DEPLOY_FLAGS)\n`;
    const out = execFileSync('make', ['--silent', '-f', '-', 'shown', given], {
      input: script,
      encoding: 'utf8',
      cwd: root,
    });
    expect(out).toBe(`<--env><${value}><--cluster><sandbox>`);
  },
);
