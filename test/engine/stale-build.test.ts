import { appendFileSync, cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Sandbox } from '../../sandbox/sandbox';
import { ROOT } from '../architecture/source-files';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'seaworthy-stale-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('a deployment whose build does not match its sources says so and stops', async () => {
  const copy = join(folder, 'copy');
  for (const part of [
    'src',
    'systems',
    'dist/lib',
    'dist/systems',
    'dist/sources.sha256',
    'package.json',
    'tsconfig.json',
    'tsconfig.build.json',
    'rolldown.config.mjs',
  ]) {
    cpSync(join(ROOT, part), join(copy, part), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  const sandbox = await Sandbox.create({ stateDir: join(folder, 'sandbox'), ports: 'free' });
  const main = join(copy, 'dist', 'systems', 'deploy.js');
  const project = await sandbox.project({ name: 'seaworthy', main, config: { 'seaworthy:environment': 'de' } });

  const fresh = await project.pulumi(['preview']);
  expect(fresh.stdout).toContain("environment 'de' is not known");

  appendFileSync(join(copy, 'src', 'index.ts'), '// one more line\n');
  const stale = await project.pulumi(['preview']);
  expect(stale.code).not.toBe(0);
  expect(stale.stdout).toContain(
    "the build in dist/ does not match the sources: they were changed after it was made; run 'npm run build' and try again",
  );
  expect(stale.stdout).not.toContain("environment 'de'");
});
