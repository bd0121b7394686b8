/** Writes the pages of docs/constructs from the examples beside them, those of docs/checks from the rules, those of docs/systems from requirements and what is rendered, and the gallery of the README. */
import { createRequire } from 'node:module';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from 'seaworthy/checks';
import { PROJECT_ROOT } from '../systems/build-stamp';
import { CONSTRUCTS, constructPages } from './docs/construct-pages';
import { withGallery } from './docs/gallery';
import { CHECKS, rulePages } from './docs/rule-pages';
import { SYSTEM_PAGES, systemPages } from './docs/system-pages';

const compiled = createRequire(join(PROJECT_ROOT, 'dist', 'docs'));
const load = (path: string) => compiled(join(PROJECT_ROOT, 'dist', path)) as Readonly<Record<string, unknown>>;

write(CONSTRUCTS, constructPages(PROJECT_ROOT, load));
write(CHECKS, rulePages(rules()));
const now = new Date();
write(SYSTEM_PAGES, systemPages(now));
const readme = join(PROJECT_ROOT, 'README.md');
writeFileSync(readme, withGallery(readFileSync(readme, 'utf8'), { root: PROJECT_ROOT, now }));

/** Writes the pages of a folder, and removes those that nothing gives any more. */
function write(folder: string, pages: ReadonlyMap<string, string>): void {
  const path = join(PROJECT_ROOT, folder);
  mkdirSync(path, { recursive: true });
  for (const file of readdirSync(path)) if (file.endsWith('.md') && !pages.has(file)) rmSync(join(path, file));
  for (const [file, page] of pages) writeFileSync(join(path, file), page);
  console.log(`${pages.size} pages in ${folder}`);
}
