/** Writes the pages of docs/constructs from the examples beside them. */
import { createRequire } from 'node:module';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../systems/build-stamp';
import { CONSTRUCTS, constructPages } from './docs/construct-pages';

const compiled = createRequire(join(PROJECT_ROOT, 'dist', 'docs'));
const load = (path: string) => compiled(join(PROJECT_ROOT, 'dist', path)) as Readonly<Record<string, unknown>>;

const pages = constructPages(PROJECT_ROOT, load);
for (const [file, page] of pages) writeFileSync(join(PROJECT_ROOT, CONSTRUCTS, file), page);
console.log(`${pages.size} pages in ${CONSTRUCTS}`);
