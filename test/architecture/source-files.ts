import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { preProcessFile } from 'typescript';

/** Root of the project. */
export const ROOT = resolve(__dirname, '..', '..');

/** One TypeScript file and what it imports. */
export interface SourceFile {
  /** Path below the root, with `/`: `src/core/names.ts`. */
  readonly path: string;
  readonly lines: number;
  readonly text: string;
  /** Files of the project that it imports, as paths below the root. */
  readonly files: readonly string[];
  /** Packages that it imports, by their full names: `seaworthy/synth`, `node:fs`. */
  readonly packages: readonly string[];
}

/** All TypeScript files below some folders of the project. */
export function sourceFiles(...folders: readonly string[]): SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => read(join(ROOT, folder, file)))
      .sort((a, b) => (a.path < b.path ? -1 : 1)),
  );
}

function read(file: string): SourceFile {
  const text = readFileSync(file, 'utf8');
  const imported = preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
  return {
    path: relative(ROOT, file),
    lines: text.split('\n').length - 1,
    text,
    files: imported.filter((name) => name.startsWith('.')).map((name) => relative(ROOT, locate(file, name))),
    packages: imported.filter((name) => !name.startsWith('.')),
  };
}

function locate(from: string, name: string): string {
  const target = resolve(dirname(from), name);
  const found = [`${target}.ts`, join(target, 'index.ts'), target].find((candidate) => existsSync(candidate));
  if (found === undefined) throw new Error(`${from} imports ${name}, which is nowhere`);
  return found;
}
