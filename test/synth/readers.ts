import { loadAll, type LoadOptions } from 'js-yaml';
import { safeLoadAll } from 'js-yaml-1.1';
import { parseAllDocuments } from 'yaml';

function yaml(version: '1.1' | '1.2'): (text: string) => unknown[] {
  return (text) => {
    const documents = parseAllDocuments(text, { version });
    if (!Array.isArray(documents)) return [];
    return documents.map((document) => {
      const [problem] = [...document.errors, ...document.warnings];
      if (problem !== undefined) throw problem;
      return document.toJS() as unknown;
    });
  };
}

/** js-yaml follows 100 levels unless told otherwise, for YAML of strangers; its types do not know the option yet. */
const DEEP: LoadOptions & { readonly maxDepth: number } = { maxDepth: 1000 };

/** What readers of YAML make of the documents of a text. They fail on what they only doubt, too. */
export const READERS: Readonly<Record<string, (text: string) => unknown[]>> = {
  'yaml as YAML 1.1': yaml('1.1'),
  'yaml as YAML 1.2': yaml('1.2'),
  // YAML 1.2 with the dates and merge keys of 1.1
  'js-yaml as YAML 1.2': (text) => loadAll(text, null, DEEP),
  // its last major version that reads YAML 1.1: octal and sexagesimal numbers, `_` between digits
  'js-yaml as YAML 1.1': (text) => safeLoadAll(text),
};

/** What every reader makes of a text, by reader. */
export function readByAll(text: string): Record<string, unknown[]> {
  return Object.fromEntries(Object.entries(READERS).map(([name, read]) => [name, read(text)]));
}

/** The same data for every reader. */
export function everyReader(documents: readonly unknown[]): Record<string, unknown> {
  return Object.fromEntries(Object.keys(READERS).map((name) => [name, documents]));
}
