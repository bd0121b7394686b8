import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sourcesDigest } from '../../systems/build-stamp';
import { kubernetesVersion, pulumiOnPath } from '../engine/engine';
import { lookForPlugins } from '../engine/plugins';
import { reason } from '../failure';
import { readFileIfAny } from '../machine/atomic-file';
import { freeMebibytes } from '../machine/free-space';
import { findOnPath } from '../machine/search-path';
import { cacheDir } from '../toolchain/cache';
import { CONTROL_PLANE_TOOLS, Toolchain } from '../toolchain/toolchain';
import { build, packages, plugins, toolchain } from './checkout-checks';
import type { Finding } from './finding';
import { cacheFolder, diskSpace, goVersion, nodeVersion, program } from './machine-checks';

/** Looks at the machine and the checkout: what every environment needs. Changes nothing. */
export async function examineMachine(root: string, stateDir: string): Promise<readonly Finding[]> {
  const tools = new Toolchain(root);
  const onPath = await pulumiOnPath();
  const missing = tools.missing([...CONTROL_PLANE_TOOLS, ...(onPath === undefined ? ['pulumi'] : [])]);
  const building = missing.length > 0;
  const go = findOnPath('go');
  const cache = cacheDir();
  const search = {
    root,
    launchers: join(stateDir, 'bin'),
    pulumi: onPath ?? tools.path('pulumi'),
    kubernetesVersion: kubernetesVersion(root),
    env: process.env,
  };
  return [
    nodeVersion(process.versions.node),
    packages(
      readFileSync(join(root, 'package-lock.json'), 'utf8'),
      readFileIfAny(join(root, 'node_modules', '.package-lock.json')),
    ),
    build(readFileIfAny(join(root, 'dist', 'sources.sha256')), sourcesDigest(root)),
    program('go', go, building),
    ...(go === undefined ? [] : [goVersion(goVersionOf(go), oldestGo(root), building)]),
    program('git', findOnPath('git'), building),
    program('openssl', findOnPath('openssl'), true),
    cacheFolder(cache, writingProblem(cache)),
    ...Object.entries({ state: stateDir, cache, 'temporary files': tmpdir() }).map(([what, folder]) =>
      diskSpace(what, folder, freeMebibytes(folder)),
    ),
    toolchain(missing, onPath),
    plugins(lookForPlugins(search).standIns),
  ];
}

function goVersionOf(go: string): string {
  try {
    // a newer Go that the pins ask for would otherwise be fetched in secret
    const env = { ...process.env, GOTOOLCHAIN: 'local' };
    return execFileSync(go, ['env', 'GOVERSION'], { encoding: 'utf8', env }).trim();
  } catch {
    return '';
  }
}

function oldestGo(root: string): string {
  const pins = readFileSync(join(root, 'sandbox', 'toolchain', 'kubernetes', 'go.mod'), 'utf8');
  return /^go (\d+\.\d+)/m.exec(pins)?.[1] ?? '1';
}

/** Why nothing can be written to a folder, which may not be there yet. */
function writingProblem(folder: string): string | undefined {
  if (!existsSync(folder)) return writingProblem(dirname(folder));
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return undefined;
  } catch (thrown) {
    return reason(thrown);
  }
}
