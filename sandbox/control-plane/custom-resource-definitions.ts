import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFileIfAny, writeFileWhole } from '../machine/atomic-file';
import { mustRun } from '../machine/command';
import { cacheDir } from '../toolchain/cache';
import { CUSTOM_RESOURCES } from '../toolchain/custom-resources';
import { fetchFiles } from '../toolchain/module-files';

/** Where custom resource definitions go. */
export interface CrdTarget {
  readonly kubectl: string;
  readonly kubeconfig: string;
  /** Folder of the control plane, which remembers what it has. */
  readonly folder: string;
}

/**
 * Makes a control plane serve all custom resources of the table.
 *
 * @returns whether anything had to be applied
 */
export async function applyCustomResources(
  target: CrdTarget,
  signal?: AbortSignal,
): Promise<'applied' | 'already there'> {
  const folders: string[] = [];
  for (const row of CUSTOM_RESOURCES) folders.push(await fetchFiles(cacheDir(), 'crds', row, signal));
  const digest = digestOf(folders);
  const record = join(target.folder, 'custom-resources.sha256');
  if (readFileIfAny(record) === digest) return 'already there';
  const files = folders.flatMap((folder) => ['-f', folder]);
  const kubectl = (args: readonly string[]): Promise<string> =>
    mustRun(target.kubectl, [`--kubeconfig=${target.kubeconfig}`, ...args], signal === undefined ? {} : { signal });
  await kubectl(['apply', '--server-side', '--force-conflicts', ...files]);
  await kubectl(['wait', '--for=condition=Established', '--timeout=120s', ...files]);
  writeFileWhole(record, digest);
  return 'applied';
}

function digestOf(folders: readonly string[]): string {
  const hash = createHash('sha256');
  for (const folder of folders) {
    for (const name of readdirSync(folder).sort()) hash.update(name).update(readFileSync(join(folder, name)));
  }
  return hash.digest('hex');
}
