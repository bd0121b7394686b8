import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Sandbox, type Project } from '../../sandbox/sandbox';

// an engine takes seconds, and many of them on a busy machine
jest.setTimeout(120_000);

let stateDir: string;
let sandbox: Sandbox;

beforeAll(async () => {
  stateDir = mkdtempSync(join(tmpdir(), 'seaworthy-language-'));
  // no cluster: these programs have no resources
  sandbox = await Sandbox.create({ stateDir, ports: 'free' });
});

afterAll(async () => {
  await sandbox.remove();
  rmSync(stateDir, { recursive: true, force: true });
});

/** A project whose program ends in a certain way. */
function ending(name: string, how: string, main = 'endings.js'): Promise<Project> {
  return sandbox.project({
    name,
    main: join(__dirname, 'programs', main),
    config: { [`${name}:ending`]: how, [`${name}:word`]: 'open sesame' },
  });
}

const UP = ['up', '--yes', '--skip-preview'];

test('a program runs with its configuration, knows where it is, and its outputs are kept', async () => {
  const project = await ending('well', 'well');
  expect((await project.pulumi(UP)).code).toBe(0);
  const { stdout } = await project.pulumi(['stack', 'output', '--json', '--show-secrets']);
  expect(JSON.parse(stdout)).toEqual({ word: 'open sesame', project: 'well', stack: 'dev' });
});

test('a program knows whether it is only previewed', async () => {
  const project = await ending('preview', 'well');
  expect((await project.pulumi(['preview'])).stdout).toContain('dry run: true');
  expect((await project.pulumi(UP)).stdout).toContain('dry run: false');
});

test('configuration that is set as a secret is a secret for the program', async () => {
  const project = await ending('hidden', 'well');
  await project.pulumi(['config', 'set', '--secret', 'hidden:word', 'canary-3a91']);
  const { stdout } = await project.pulumi(UP);
  expect(stdout).toContain('[secret]');
  expect(stdout).not.toContain('canary-3a91');
});

test.each([
  ['exits', 'exit', 'with an exit code', /Program exited with non-zero exit code: 3/],
  ['throws', 'throw', 'by an error', /Error: the program is wrong/],
  ['tells what is wrong', 'message', 'with a message', /the settings are wrong/],
])('a program that %s makes the update fail', async (_, name, how, expected) => {
  const project = await ending(name, how);
  const { code, stdout, stderr } = await project.pulumi(UP);
  expect(code).not.toBe(0);
  expect(stdout + stderr).toMatch(expected);
});

test('what a program told itself is not followed by an exit code or a stack trace', async () => {
  const { stdout, stderr } = await (await ending('told', 'with a message')).pulumi(UP);
  expect(stdout + stderr).not.toMatch(/exit code|\n\s+at /);
});

test('a program that is not built makes the update fail with its name', async () => {
  const project = await ending('missing', 'well', 'not-built.js');
  const { code, stdout, stderr } = await project.pulumi(UP);
  expect(code).not.toBe(0);
  expect(stdout + stderr).toContain('not-built.js');
});

test('a cancelled update leaves no program running', async () => {
  const project = await ending('cancelled', 'never');
  const cancellation = new AbortController();
  let program = 0;
  const { code } = await project.pulumi(UP, {
    signal: cancellation.signal,
    onLine: (line) => {
      program ||= Number(/program (\d+) waits/.exec(line)?.[1] ?? 0);
      if (program !== 0) cancellation.abort();
    },
  });
  expect(code).not.toBe(0);
  expect(program).not.toBe(0);
  await gone(program);
});

/** Waits until a process has ended. The test's own time limit bounds the wait. */
async function gone(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
