import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'cdk8s';
import { synth } from 'seaworthy/synth';
import { compose } from '../../systems/compose';
import { ENVIRONMENT_NAMES } from '../../systems/environments';
import { SYSTEM_NAMES } from '../../systems/systems';
import { code, markdownTable, type Column } from '../markdown-table';
import { CONSTRUCTS } from './construct-pages';
import { SYSTEM_PAGES } from './system-pages';

/** A system in the gallery. */
export interface GalleryRow {
  readonly name: string;
  /** The first sentence of its README. */
  readonly about: string;
  /** Constructs of the package that its charts make, by name. */
  readonly constructs: readonly string[];
  /** Lines of its settings, schema and charts. */
  readonly typescript: number;
  /** Lines of the manifests of each environment. */
  readonly yaml: readonly number[];
}

/** What a gallery is made from. */
export interface GallerySource {
  /** Root of a checkout. */
  readonly root: string;
  /** The moment that systems are rendered for. */
  readonly now: Date;
}

/** Where the gallery stands in the README. */
const MARKS = ['<!-- gallery: `npm run docs` writes it -->', '<!-- end of the gallery -->'] as const;

/** Every system of a checkout, with what it is made of and its size. */
export function galleryRows({ root, now }: GallerySource): readonly GalleryRow[] {
  return SYSTEM_NAMES.map((name) => {
    const folder = join(root, 'systems', name);
    const sources = sourcesOf(folder);
    return {
      name,
      about: firstSentence(readFileSync(join(folder, 'README.md'), 'utf8')),
      constructs: constructsOf(sources),
      typescript: sources.reduce((sum, source) => sum + lineCount(source), 0),
      yaml: ENVIRONMENT_NAMES.map((environment) => renderedLines(compose({ environment, systems: [name], now }))),
    };
  });
}

/** A README with today's gallery between its marks. @throws when it has no marks */
export function withGallery(readme: string, source: GallerySource): string {
  const [start, end] = MARKS;
  const [before, rest] = readme.split(start);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined)
    throw new Error(`README.md has no gallery between ${start} and ${end}`);
  const shared = sourcesOf(join(source.root, 'systems')).reduce((sum, source) => sum + lineCount(source), 0);
  const told = `Lines as they stand in files, comments and blank ones too. TypeScript: settings of all environments, schema and charts of a system. What they share, and the two programs that read all of them, are ${shared} lines in [systems](systems).`;
  const table = markdownTable(columns(source.root), galleryRows(source));
  return `${before}${start}\n\n${table}\n\n${told}\n\n${end}${after}`;
}

function columns(root: string): readonly Column<GalleryRow>[] {
  return [
    ['system', ({ name }) => `[${name}](${SYSTEM_PAGES}/${name}.md)`],
    ['what it is', ({ about }) => about],
    ['made of', ({ constructs }) => constructs.map((name) => linked(root, name)).join(', ')],
    ['TypeScript', ({ typescript }) => String(typescript)],
    [`YAML: ${ENVIRONMENT_NAMES.join(', ')}`, ({ yaml }) => yaml.join(', ')],
  ];
}

/** A construct, with its page where it has one of its own. */
function linked(root: string, name: string): string {
  const page = `${CONSTRUCTS}/${name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()}.md`;
  return existsSync(join(root, page)) ? `[${name}](${page})` : code(name);
}

/** What a team writes: requirements are a list about it. */
function sourcesOf(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !/requirement/.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8'));
}

function constructsOf(sources: readonly string[]): readonly string[] {
  const made = sources.flatMap((source) => {
    const imported = [...source.matchAll(/import \{([^}]*)\} from 'seaworthy'/g)].map(([, names]) => names).join(',');
    const known = new Set(imported.split(/[\s,]+/));
    return [...source.matchAll(/new ([A-Z]\w+)\(/g)].map(([, name = '']) => name).filter((name) => known.has(name));
  });
  return [...new Set(made)].sort();
}

function firstSentence(readme: string): string {
  const [, text = ''] = /^# .*\n\n([^]*?\.)(?=\s)/.exec(readme) ?? [];
  return text.replaceAll('\n', ' ');
}

function renderedLines(app: App): number {
  const parent = mkdtempSync(join(tmpdir(), 'seaworthy-gallery-'));
  try {
    const outdir = join(parent, 'manifests');
    const { files } = synth(app, { outdir });
    return files.reduce((sum, file) => sum + lineCount(readFileSync(join(outdir, file), 'utf8')), 0);
  } finally {
    rmSync(parent, { recursive: true });
  }
}

function lineCount(text: string): number {
  return text.split('\n').length - 1;
}
