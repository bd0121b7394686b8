import { existsSync, readdirSync } from 'node:fs';
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
