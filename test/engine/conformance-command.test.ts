import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SandboxCommands } from './sandbox-command-runs';

let commands: SandboxCommands;

beforeAll(async () => {
  commands = await SandboxCommands.create({ environment: 'dev' });
  mkdirSync(commands.stateDir, { recursive: true });
});

afterAll(async () => {
  await commands.remove();
});

test('the provider that is given is the one that runs, and what it does otherwise is found', async () => {
  const notes = join(commands.stateDir, 'starts');
  const wrapper = join(commands.stateDir, "another provider's program");
  const standIn = join(commands.root, 'dist', 'sandbox', 'plugins', 'resource-kubernetes', 'main.js');
  // notes each start, and takes the fields of other managers without being asked to
  const lines = [
    '#!/bin/sh',
    `echo started >> '${notes}'`,
    'export PULUMI_K8S_ENABLE_PATCH_FORCE=true',
    `exec '${process.execPath}' '${standIn}' "$@"`,
  ];
  writeFileSync(wrapper, `${lines.join('\n')}\n`);
  chmodSync(wrapper, 0o755);
  const { code, stdout, stderr } = await commands.run([
    'conformance',
    ...['--provider', wrapper],
    ...['--only', 'resource ID|a conflict that names the manager'],
  ]);
  expect(stdout).toMatch(new RegExp(`^Provider: ${wrapper}, version \\d+\\.\\d+\\.\\d+`, 'm'));
  expect(stdout).toContain('✓ resource ID: ');
  expect(stdout).toContain('✕ server-side apply: ');
  expect(stderr).toContain('The provider does not do all that is documented.');
  expect(code).toBe(1);
  // once to see what it is, then once for each update
  expect(readFileSync(notes, 'utf8').match(/started/g)?.length).toBeGreaterThanOrEqual(4);
});
