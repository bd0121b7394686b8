import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { synth } from 'seaworthy/synth';
import { examplePage, titleOf } from './example-page';

/** Where the examples of constructs are, and their pages beside them. */
export const CONSTRUCTS = join('docs', 'constructs');

/** Loads what a module exports; its path has no ending. */
export type Load = (path: string) => Readonly<Record<string, unknown>>;

/** Names of the examples in a checkout. */
export function exampleNames(root: string): string[] {
  return readdirSync(join(root, CONSTRUCTS))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -'.ts'.length))
    .sort();
}

/** Builds the chart of an example in an App. @throws when the module exports anything but one chart */
export function buildExample(app: App, name: string, exported: Readonly<Record<string, unknown>>): void {
  const [build, ...more] = Object.values(exported);
  if (!isClass(build) || more.length > 0 || !Chart.isChart(new build(app)))
    throw new Error(`${name}.ts exports ${Object.keys(exported).join(', ') || 'nothing'}; allowed: one class, a Chart`);
}

/** Every page below docs/constructs, by file name: one for each example, and the index. */
export function constructPages(root: string, load: Load): ReadonlyMap<string, string> {
  const pages = exampleNames(root).map((name): [string, string] => {
    const source = readFileSync(join(root, CONSTRUCTS, `${name}.ts`), 'utf8');
    const app = new App();
    buildExample(app, name, load(join(CONSTRUCTS, name)));
    return [`${name}.md`, examplePage({ name, source, manifests: manifestsOf(app) })];
  });
  const entries = pages.map(([file, page]) => `- [${titleOf(page)}](${file})`);
  return new Map([...pages, ['README.md', `# Constructs\n\n${entries.join('\n')}\n`]]);
}

function manifestsOf(app: App): ReadonlyMap<string, string> {
  const parent = mkdtempSync(join(tmpdir(), 'seaworthy-docs-'));
  try {
    const outdir = join(parent, 'manifests');
    const { files } = synth(app, { outdir });
    return new Map(files.map((file) => [file, readFileSync(join(outdir, file), 'utf8')]));
  } finally {
    rmSync(parent, { recursive: true });
  }
}

function isClass(exported: unknown): exported is new (app: App) => unknown {
  return typeof exported === 'function';
}
