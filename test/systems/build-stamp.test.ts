import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireFreshBuild, sourcesDigest } from '../../systems/build-stamp';

let root: string;
let stamp: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'seaworthy-stamp-'));
  stamp = join(root, 'stamp');
  for (const folder of ['src/core', 'systems']) mkdirSync(join(root, folder), { recursive: true });
  for (const file of [
    'tsconfig.json',
    'tsconfig.build.json',
    'rolldown.config.mjs',
    'package.json',
    'src/core/a.ts',
    'systems/b.ts',
  ])
    writeFileSync(join(root, file), `content of ${file}`);
  writeFileSync(stamp, `${sourcesDigest(root)}\n`);
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

describe('a build and its sources', () => {
  test('a build of these sources passes, whatever their modification times', () => {
    utimesSync(join(root, 'src/core/a.ts'), 0, 0);
    expect(() => {
      requireFreshBuild(root, stamp);
    }).not.toThrow();
  });

  test.each([
    [
      'a changed file',
      () => {
        writeFileSync(join(root, 'systems/b.ts'), 'other');
      },
    ],
    [
      'a new file',
      () => {
        writeFileSync(join(root, 'src/core/c.ts'), '');
      },
    ],
    [
      'a renamed file',
      () => {
        renameSync(join(root, 'src/core/a.ts'), join(root, 'src/core/z.ts'));
      },
    ],
    [
      'a removed file',
      () => {
        rmSync(join(root, 'src/core/a.ts'));
      },
    ],
    [
      'another compiler setting',
      () => {
        writeFileSync(join(root, 'tsconfig.json'), '{}');
      },
    ],
  ])('rejects a build after %s', (_title, change) => {
    change();
    expect(() => {
      requireFreshBuild(root, stamp);
    }).toThrow(
      "the build in dist/ does not match the sources: they were changed after it was made; run 'npm run build' and try again",
    );
  });

  test('rejects a build that was not finished', () => {
    rmSync(stamp);
    expect(() => {
      requireFreshBuild(root, stamp);
    }).toThrow("the build in dist/ was not finished; run 'npm run build'");
  });
});
