import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { preProcessFile } from 'typescript';
import { exports as entries, main, types, typesVersions } from '../../package.json';
import { requireFreshBuild } from '../../systems/build-stamp';
import { ROOT } from './source-files';

const ENTRIES = Object.entries(entries).flatMap(([name, target]) =>
  typeof target === 'string' ? [] : [[name, target] as const],
);

const WITHOUT_PULUMI = ENTRIES.filter(([name]) => !name.endsWith('/pulumi'));

/** Modules that a fresh process has loaded after it loaded one entry of the built package. */
function modulesOf(entry: string): string[] {
  const program = `require(${JSON.stringify(`seaworthy${entry.slice(1)}`)}); console.log(JSON.stringify(Object.keys(require.cache)))`;
  return JSON.parse(execFileSync(process.execPath, ['-e', program], { cwd: ROOT, encoding: 'utf8' })) as string[];
}

/** All declaration files that a consumer's compiler reads for an entry, and the packages that they name. */
function declarationsOf(file: string, seen = new Map<string, readonly string[]>()): Map<string, readonly string[]> {
  if (seen.has(file)) return seen;
  const imported = preProcessFile(readFileSync(file, 'utf8'), true, true).importedFiles.map(({ fileName }) => fileName);
  seen.set(
    file,
    imported.filter((name) => !name.startsWith('.')),
  );
  for (const name of imported.filter((one) => one.startsWith('.'))) {
    const target = resolve(dirname(file), name);
    const found = [`${target}.d.ts`, join(target, 'index.d.ts')].find((candidate) => existsSync(candidate));
    if (found !== undefined) declarationsOf(found, seen);
  }
  return seen;
}

describe('public entries', () => {
  beforeAll(() => {
    requireFreshBuild(ROOT, join(ROOT, 'dist', 'sources.sha256'));
  });

  test.each(ENTRIES)('%s loads and offers something', (name) => {
    const program = `console.log(Object.keys(require(${JSON.stringify(`seaworthy${name.slice(1)}`)})).length)`;
    expect(Number(execFileSync(process.execPath, ['-e', program], { cwd: ROOT, encoding: 'utf8' }))).toBeGreaterThan(0);
  });

  test.each(WITHOUT_PULUMI)('%s never loads Pulumi, and only settings load zod', (name) => {
    const loaded = modulesOf(name).map((file) => relative(ROOT, file));
    expect(loaded.filter((file) => file.includes('node_modules/@pulumi/'))).toEqual([]);
    expect(loaded.some((file) => file.includes('node_modules/zod/'))).toBe(name === './settings');
    expect(loaded.filter((file) => /node_modules\/(typescript|@?kubernetes-models)\//.test(file))).toEqual([]);
  });

  test('. is what cdk8s-cli finds too, and loads neither the rules nor a YAML parser for its plug-in', () => {
    expect(main).toBe(entries['.'].default);
    const loaded = modulesOf('.').map((file) => relative(ROOT, file));
    expect(loaded).toContain('dist/lib/index.js');
    // they are loaded with this file, when cdk8s-cli calls the plug-in
    expect(existsSync(join(ROOT, 'dist', 'lib', 'cdk8s-cli', 'validate-manifests.js'))).toBe(true);
    expect(loaded.filter((file) => /^(dist\/lib\/(shared\/check|cdk8s-cli)|node_modules\/yaml\/)/.test(file))).toEqual(
      [],
    );
  });

  test.each(ENTRIES)('the declarations of %s name peers and Node.js alone', (_name, target) => {
    const allowed = /^(cdk8s|cdk8s-plus-27|constructs|@pulumi\/(pulumi|kubernetes)(\/.*)?|node:.*)$/;
    const foreign = [...declarationsOf(join(ROOT, target.types))].flatMap(([file, packages]) =>
      packages.filter((name) => !allowed.test(name)).map((name) => `${relative(ROOT, file)} -> ${name}`),
    );
    expect(foreign).toEqual([]);
  });

  test.each(WITHOUT_PULUMI)('the declarations of %s do not name Pulumi', (_name, target) => {
    const foreign = [...declarationsOf(join(ROOT, target.types)).values()]
      .flat()
      .filter((name) => name.startsWith('@pulumi/'));
    expect(foreign).toEqual([]);
  });

  test('compilers that read no exports find the declarations of every entry', () => {
    expect(types).toBe(entries['.'].types);
    const declared = ENTRIES.filter(([name]) => name !== '.').map(([name, target]) => [name.slice(2), [target.types]]);
    expect(typesVersions).toEqual({ '*': Object.fromEntries(declared) as unknown });
  });

  test('nothing else of the package can be imported', () => {
    const program = "require('seaworthy/dist/src/core/names.js')";
    expect(() =>
      execFileSync(process.execPath, ['-e', program], { cwd: ROOT, encoding: 'utf8', stdio: 'pipe' }),
    ).toThrow(/ERR_PACKAGE_PATH_NOT_EXPORTED/);
  });
});
