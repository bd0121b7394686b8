import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';

/** Root of the project, seen from the compiled file in dist/systems. */
export const PROJECT_ROOT = resolve(__dirname, '..', '..');

/** Where a build says which sources it was made from. */
export const STAMP_FILE = join(PROJECT_ROOT, 'dist', 'sources.sha256');

/** Everything that a program is compiled from. */
const SOURCES = ['src', 'systems'];
const SETTINGS = ['tsconfig.json', 'tsconfig.build.json', 'rolldown.config.mjs', 'package.json'];

/** Hash over the names and contents of all sources. Modification times say nothing after a checkout. */
export function sourcesDigest(root: string): string {
  const files = SOURCES.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => join(folder, file)),
  );
  const hash = createHash('sha256');
  for (const file of [...files, ...SETTINGS].sort()) {
    const content = readFileSync(join(root, file));
    hash.update(`${file.replaceAll(sep, '/')}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/**
 * Stops a program whose build is older than its sources: what it would deploy is not what the sources say.
 * @throws when the build was made from other sources, or says nothing of them
 */
export function requireFreshBuild(root: string = PROJECT_ROOT, stamp: string = STAMP_FILE): void {
  const built = existsSync(stamp) ? readFileSync(stamp, 'utf8').trim() : undefined;
  if (built === sourcesDigest(root)) return;
  const problem =
    built === undefined ? 'was not finished' : 'does not match the sources: they were changed after it was made';
  throw new Error(`the build in dist/ ${problem}; run 'npm run build' and try again`);
}
