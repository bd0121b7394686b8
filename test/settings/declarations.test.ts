import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

const root = resolve(__dirname, '../..');
const entry = join(root, 'src/settings/index.ts');

/** The declarations that a user's compiler loads for the entry, by file, and the packages that they name. */
function reachableDeclarations(): { files: string[]; packages: Set<string> } {
  const config = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path)).config,
    ts.sys,
    root,
  );
  const declarations = new Map<string, string>();
  const program = ts.createProgram([entry], {
    ...config.options,
    declaration: true,
    emitDeclarationOnly: true,
    outDir: join(root, 'dist'),
  });
  program.emit(undefined, (path, text) => declarations.set(relative(join(root, 'dist'), path), text));
  const files: string[] = [];
  const packages = new Set<string>();
  const visit = (file: string): void => {
    if (files.includes(file)) return;
    files.push(file);
    for (const { fileName } of ts.preProcessFile(declarations.get(file) ?? '').importedFiles) {
      if (fileName.startsWith('.')) visit(join(dirname(file), `${fileName}.d.ts`));
      else packages.add(fileName);
    }
  };
  visit('src/settings/index.d.ts');
  return { files, packages };
}

test('no declaration that users load names the parser', () => {
  const { files, packages } = reachableDeclarations();
  expect(files).toContain('src/settings/group.d.ts');
  expect([...packages].filter((name) => !['cdk8s', 'cdk8s-plus-27', 'constructs'].includes(name))).toEqual([]);
}, 60_000);
