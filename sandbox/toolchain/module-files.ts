import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Failure } from '../failure';
import { fillCache, moveIntoPlace } from './cache';
import { downloadModule } from './go';

/** Files that are taken out of a published Go module. */
export interface ModuleFiles {
  /** Name in the cache. */
  readonly name: string;
  readonly module: string;
  readonly version: string;
  /** Checksum of the module, as in a go.sum. */
  readonly sum: string;
  /** Files inside the module; of a folder, every YAML file that `only` lets through. */
  readonly paths: readonly string[];
  /**
   * What a file must contain to be taken.
   * @default - every YAML file is taken
   */
  readonly only?: string;
}

/** The folder in the cache that holds the files of a module, whether they are there already or not. */
export function filesFolder(cache: string, kind: string, files: ModuleFiles): string {
  return join(cache, kind, files.name, files.version);
}

/**
 * Fetches the files into the cache, unless they are there.
 *
 * @returns their folder
 * @throws Failure when the module is not what the table says, or has no such file
 */
export async function fetchFiles(
  cache: string,
  kind: string,
  files: ModuleFiles,
  signal?: AbortSignal,
): Promise<string> {
  const place = filesFolder(cache, kind, files);
  if (existsSync(place)) return place;
  const module = await download(files, signal);
  if (module.Sum !== files.sum) {
    throw new Failure(
      `${files.module}@${files.version} has the checksum ${module.Sum}, not ${files.sum}.`,
      'If the version was changed on purpose, enter its checksum in the table as well.',
    );
  }
  await fillCache(cache, (folder) => {
    const taken = files.paths.flatMap((path) => yamlFiles(join(module.Dir, path)));
    const wanted = taken.filter((file) => files.only === undefined || readFileSync(file, 'utf8').includes(files.only));
    if (wanted.length === 0) {
      throw new Failure(
        `${files.module}@${files.version} holds no such file: ${files.paths.join(', ')}.`,
        'Correct the table.',
      );
    }
    const target = join(folder, 'files');
    mkdirSync(target);
    for (const file of wanted) cpSync(file, join(target, basename(file)));
    moveIntoPlace(target, place);
    return Promise.resolve();
  });
  return place;
}

/** Outside any module, so that nothing but the named version is resolved. */
async function download(files: ModuleFiles, signal: AbortSignal | undefined): ReturnType<typeof downloadModule> {
  const nowhere = mkdtempSync(join(tmpdir(), 'seaworthy-module-'));
  try {
    return await downloadModule(`${files.module}@${files.version}`, nowhere, signal);
  } finally {
    rmSync(nowhere, { recursive: true, force: true });
  }
}

function yamlFiles(path: string): string[] {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => join(path, name));
}
