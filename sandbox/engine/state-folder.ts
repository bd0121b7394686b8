import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Path of a project's stack in the engine's file backend. */
export function stateFile(backend: string, project: string, stack: string): string {
  return join(backend, '.pulumi', 'stacks', project, `${stack}.json`);
}

/** The files of all stacks that a backend holds. */
export function stateFiles(backend: string): readonly string[] {
  const folder = join(backend, '.pulumi', 'stacks');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .map((name) => join(folder, name));
}

/** Folder of the backend's locks for a stack. */
export function lockFolder(backend: string, project: string, stack: string): string {
  return join(backend, '.pulumi', 'locks', 'organization', project, stack);
}

/**
 * Removes what cannot be read of the attributes that an engine keeps beside its files (type and checksum). It needs none of
 * them, and reads no file whose attributes were cut short.
 */
export function removeCutAttributes(backend: string): void {
  const folder = join(backend, '.pulumi');
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const file = join(folder, name);
    if (name.endsWith('.attrs') && !isJson(readFileSync(file, 'utf8'))) rmSync(file);
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
