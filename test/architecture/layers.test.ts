import { sourceFiles, type SourceFile } from './source-files';

/** What each layer of src may import, besides itself. Imports point down only. */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  core: [],
  kinds: ['core'],
  parts: ['core', 'kinds'],
  workloads: ['core', 'kinds', 'parts'],
  platform: ['core', 'kinds', 'parts'],
  checks: ['core'],
  synth: ['core', 'checks'],
  'cdk8s-cli': ['core', 'checks'],
  settings: ['core'],
  bridge: ['core', 'checks', 'synth'],
  testing: ['core', 'checks', 'synth'],
  cloud: ['core'],
  stacks: ['core', 'kinds', 'parts', 'workloads', 'platform', 'checks', 'synth', 'settings', 'bridge', 'cloud'],
};

/** Files beside the layers: they export what a public entry offers, and nothing else. */
const ENTRIES: Readonly<Record<string, readonly string[]>> = {
  'src/index.ts': ['core', 'kinds', 'parts', 'workloads', 'platform', 'cdk8s-cli'],
  'src/pulumi.ts': ['bridge', 'stacks', 'core'],
};

const PULUMI_SIDE = /^src\/(bridge|cloud|stacks|testing\/pulumi)\//;
const NO_NAMES = /(^|\/)(utils?|helpers?|common|types|interfaces|misc|shared)(\/|\.ts$)/;

const src = sourceFiles('src');
const layerOf = (path: string): string => path.split('/')[1] ?? '';
const partOf = (path: string): string => path.split('/')[2] ?? '';

/** `path -> import` for every import of some files that is not allowed. */
function violations(files: readonly SourceFile[], allowed: (file: SourceFile, imported: string) => boolean): string[] {
  return files.flatMap((file) =>
    file.files.filter((imported) => !allowed(file, imported)).map((imported) => `${file.path} -> ${imported}`),
  );
}

describe('layers', () => {
  test('every folder of src is a layer', () => {
    const folders = new Set(src.filter(({ path }) => path.split('/').length > 2).map(({ path }) => layerOf(path)));
    expect([...folders].filter((folder) => !(folder in LAYERS))).toEqual([]);
    expect(src.filter(({ path }) => path.split('/').length === 2).map(({ path }) => path)).toEqual(
      Object.keys(ENTRIES),
    );
  });

  test('imports point down', () => {
    const allowed = (file: SourceFile, imported: string) => {
      const below = ENTRIES[file.path] ?? LAYERS[layerOf(file.path)] ?? [];
      return (
        imported.startsWith('src/') && (layerOf(imported) === layerOf(file.path) || below.includes(layerOf(imported)))
      );
    };
    expect(violations(src, allowed)).toEqual([]);
  });

  test('a part never imports another part: what two share is a value or an interface in core', () => {
    const parts = src.filter(({ path }) => layerOf(path) === 'parts');
    expect(
      violations(parts, (file, imported) => layerOf(imported) !== 'parts' || partOf(imported) === partOf(file.path)),
    ).toEqual([]);
  });

  test('inside a layer files import files, never the index of the layer', () => {
    expect(
      violations(src, (file, imported) => !imported.endsWith('/index.ts') || layerOf(imported) !== layerOf(file.path)),
    ).toEqual([]);
  });

  test('only the Pulumi side imports Pulumi, and nothing else imports that side', () => {
    const importers = src
      .filter(({ packages }) => packages.some((name) => name.startsWith('@pulumi/')))
      .map(({ path }) => path);
    expect(importers.filter((path) => !PULUMI_SIDE.test(path))).toEqual([]);
    const reached = src
      .filter(({ path }) => !PULUMI_SIDE.test(path) && path !== 'src/pulumi.ts')
      .flatMap(({ path, files }) => files.filter((file) => PULUMI_SIDE.test(file)).map((file) => `${path} -> ${file}`));
    expect(reached).toEqual([]);
  });

  test('only settings load zod', () => {
    const importers = src
      .filter(({ packages }) => packages.some((name) => name === 'zod' || name.startsWith('zod/')))
      .map(({ path }) => path);
    expect(importers.filter((path) => layerOf(path) !== 'settings')).toEqual([]);
    expect(importers).not.toEqual([]);
  });

  test('model packages are imported as types only: they cost nothing at run time', () => {
    const values = src.flatMap(({ path, text }) =>
      [...text.matchAll(/^import (?!type )[^;]*from '(@?kubernetes-models[^']*)'/gm)].map(
        ([, name]) => `${path} -> ${String(name)}`,
      ),
    );
    expect(values).toEqual([]);
  });

  test('only the writer of synthesis writes, only the plug-in of cdk8s-cli reads files, and nothing reads the environment or the clock', () => {
    const touching = src.filter(
      ({ packages, text }) =>
        packages.some((name) => /^(node:)?(fs|fs\/promises|child_process|os|http|https)$/.test(name)) ||
        /\bprocess\.(env|cwd|argv)\b|\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b/.test(text),
    );
    expect(touching.map(({ path }) => path)).toEqual([
      'src/cdk8s-cli/manifest-file.ts',
      'src/cdk8s-cli/seaworthy-validation.ts',
      'src/synth/output-folder.ts',
      'src/synth/staged-files.ts',
    ]);
  });

  test('systems use the public names alone', () => {
    const inner = violations(sourceFiles('systems'), (_file, imported) => imported.startsWith('systems/'));
    expect(inner).toEqual([]);
    const outer = violations(sourceFiles('commands'), (_file, imported) => /^(commands|systems)\//.test(imported));
    expect(outer).toEqual([]);
  });

  test('the library never imports systems, commands, the sandbox or tests', () => {
    expect(violations(src, (_file, imported) => imported.startsWith('src/'))).toEqual([]);
  });
});

describe('files', () => {
  const all = sourceFiles('src', 'systems', 'commands', 'sandbox', 'bench');
  // this file names what it looks for
  const tests = sourceFiles('test').filter(({ path }) => path !== 'test/architecture/layers.test.ts');

  test('there are no import cycles', () => {
    expect(cycles(all)).toEqual([]);
  });

  test('the median has at most 100 lines, and none more than 250', () => {
    const sorted = all.map(({ lines }) => lines).sort((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(100);
    expect(all.filter(({ lines }) => lines > 250).map(({ path, lines }) => `${path}: ${lines}`)).toEqual([]);
  });

  test('files and folders are named after concepts', () => {
    expect(
      all.filter(({ path }) => NO_NAMES.test(path) || !/^[a-z0-9./-]+$/.test(path)).map(({ path }) => path),
    ).toEqual([]);
  });

  test('no silenced compiler, no disabled lint rule without a reason beside it', () => {
    const found = [...all, ...tests].flatMap(({ path, text }) =>
      text
        .split('\n')
        .flatMap((line, index) =>
          SILENCED.test(line) && !/--\s+\S/.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [],
        ),
    );
    expect(found).toEqual([]);
  });

  test('no test is skipped or runs alone', () => {
    const found = tests.filter(({ text }) => ALONE.test(text)).map(({ path }) => path);
    expect(found).toEqual([]);
  });
});

const SILENCED = /@ts-ignore|@ts-expect-error|@ts-nocheck|eslint-disable/;
const ALONE = /\b(it|test|describe)\.(skip|only|todo)\b|\bx(it|describe)\(/;

/** Import cycles, each as the path that closes it. */
function cycles(files: readonly SourceFile[]): string[] {
  const imports = new Map(files.map(({ path, files: imported }) => [path, imported]));
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) {
      found.push([...trail.slice(start), path].join(' -> '));
      return;
    }
    if (done.has(path)) return;
    for (const next of imports.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const { path } of files) visit(path, []);
  return found;
}
