import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Manifest } from 'seaworthy/synth';
import { parseAllDocuments } from 'yaml';

/** Where `synth` lists the files that it wrote. */
const LIST = '.seaworthy';

/** Names of the environments whose manifests `npm run synth` wrote to a folder. */
export function environmentsIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, LIST)))
    .sort();
}

/** Paths of all manifests below a folder, with `/`, sorted. */
export function manifestFiles(folder: string): string[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
    .filter((file) => !file.startsWith('.'))
    .sort();
}

/**
 * All objects of some manifests.
 * @throws {Error} with everything that cannot be read
 */
export function readManifests(folder: string, files: readonly string[]): Manifest[] {
  const problems: string[] = [];
  const manifests = files.flatMap((file) => {
    const path = join(folder, file);
    const documents = [...parseAllDocuments(readFileSync(path, 'utf8'), { merge: true })];
    const malformed = documents.flatMap(({ errors }) => errors.map(({ message }) => message.split('\n')[0] ?? message));
    problems.push(...malformed.map((message) => `${path} is no YAML that can be read: ${message.replace(/:$/, '')}`));
    if (malformed.length > 0) return [];
    return documents.flatMap((document, index): Manifest[] => {
      const value = plain(document);
      if (value === null || value === undefined) return [];
      if (isManifest(value)) return [value];
      problems.push(`${path}: document ${index + 1} is no Kubernetes object with apiVersion, kind and metadata.name`);
      return [];
    });
  });
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return manifests;
}

/** An alias that points nowhere is an error only here: what holds it is no object. */
function plain(document: { toJS(): unknown }): unknown {
  try {
    return document.toJS();
  } catch (error) {
    return error;
  }
}

function isManifest(value: unknown): value is Manifest {
  if (typeof value !== 'object' || value === null) return false;
  const { apiVersion, kind, metadata } = value as Partial<Record<string, unknown>>;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return false;
  return typeof metadata === 'object' && metadata !== null && 'name' in metadata && typeof metadata.name === 'string';
}
