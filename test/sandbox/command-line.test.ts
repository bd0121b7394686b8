import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandLine, type COMMANDS } from '../../sandbox/command-line';

/** A checkout with two environments and two systems. */
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'seaworthy-root-'));
  for (const name of ['dev', 'prod']) writeFileSync(join(root, `Pulumi.${name}.yaml`), '');
  for (const name of ['mimir', 'feature-api']) {
    mkdirSync(join(root, 'systems', name), { recursive: true });
    writeFileSync(join(root, 'systems', name, 'settings.ts'), '');
  }
  writeFileSync(join(root, 'systems', 'synth.ts'), '');
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

/** Parses arguments; tells which command would run, with what. */
async function parsed(...args: string[]): Promise<unknown[][]> {
  const calls: unknown[][] = [];
  const record =
    (name: string) =>
    ({ stateDir }: { stateDir: string }, options?: unknown): Promise<void> => {
      calls.push([name, stateDir, ...(options === undefined ? [] : [options])]);
      return Promise.resolve();
    };
  const commands: typeof COMMANDS = {
    up: record('up'),
    destroy: record('destroy'),
    down: record('down'),
    clean: record('clean'),
    toolchain: record('toolchain'),
    conformance: record('conformance'),
    onCurrentCluster: record('onCurrentCluster'),
  };
  const program = commandLine(root, new AbortController().signal, commands);
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({ writeErr: () => undefined });
  }
  await program.parseAsync(args, { from: 'user' });
  return calls;
}

test('up means the dev environment on its own ports', async () => {
  expect(await parsed('up')).toEqual([['up', join(root, '.sandbox'), { environment: 'dev', ports: undefined }]]);
});

test('an environment, ports and a state folder can be given', async () => {
  expect(await parsed('--state', '/elsewhere', 'up', '--env', 'prod', '--ports', '27000')).toEqual([
    ['up', '/elsewhere', { environment: 'prod', ports: 27000 }],
  ]);
});

test('up and destroy take one system, also on the current cluster; all are meant without', async () => {
  for (const operation of ['up', 'destroy'])
    expect(await parsed(operation, '--env', 'prod', '--system', 'mimir')).toEqual([
      [operation, join(root, '.sandbox'), { environment: 'prod', system: 'mimir', ports: undefined }],
    ]);
  const [call] = await parsed('up', '--cluster', 'current', '--system', 'mimir');
  expect(call?.[2]).toMatchObject({ environment: 'dev', system: 'mimir', operation: 'up' });
});

test('rejects to stop one system: that would stop the others of its environment, too', async () => {
  const refused = parsed('down', '--env', 'prod', '--system', 'mimir');
  await expect(refused).rejects.toThrow("SYSTEM 'mimir' has no control plane of its own");
  await expect(refused).rejects.toThrow("'make down ENV=prod' to stop that, or 'make destroy ENV=prod SYSTEM=mimir'");
});

test('the current cluster is never used without being asked for', async () => {
  const [call] = await parsed('destroy', '--cluster', 'current', '--env', 'prod');
  expect(call?.slice(0, 1)).toEqual(['onCurrentCluster']);
  expect(call?.[2]).toMatchObject({ environment: 'prod', operation: 'destroy' });
});

test('toolchain means the tools of the sandbox, and those of the tests where they are asked for', async () => {
  expect(await parsed('toolchain')).toEqual([['toolchain', join(root, '.sandbox'), {}]]);
  expect(await parsed('toolchain', '--tests')).toEqual([['toolchain', join(root, '.sandbox'), { tests: true }]]);
});

test('conformance takes the provider and the behaviours that are tried', async () => {
  expect(await parsed('conformance')).toEqual([['conformance', join(root, '.sandbox'), {}]]);
  expect(await parsed('conformance', '--provider', './other', '--only', 'resource ID')).toEqual([
    ['conformance', join(root, '.sandbox'), { provider: './other', only: 'resource ID' }],
  ]);
});

test('down without an environment means all of them', async () => {
  expect(await parsed('down')).toEqual([['down', join(root, '.sandbox')]]);
  expect(await parsed('down', '--env', 'dev')).toEqual([['down', join(root, '.sandbox'), 'dev']]);
});

test.each([
  [['up', '--env', 'prdo'], /'prdo' is unknown; allowed: dev, prod\. Did you mean ENV=prod\?/],
  [['up', '--system', 'mimr'], /SYSTEM 'mimr' is unknown; allowed: feature-api, mimir\. Did you mean SYSTEM=mimir\?/],
  [['destroy', '--system', 'synth'], /Give one of them, or add systems\/synth\./],
  [['up', '--ports', 'many'], /PORTS 'many'/],
  [['up', '--ports', '80'], /allowed: 1024 to 65529/],
  [['up', '--cluster', 'theirs'], /Allowed choices are sandbox, current/],
  [['rise'], /unknown command 'rise'/],
])('rejects %j', async (args, message) => {
  await expect(parsed(...args)).rejects.toThrow(message);
});
