import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readFileIfAny } from '../machine/atomic-file';
import { run } from '../machine/command';
import { findOnPath } from '../machine/search-path';
import type { Layout } from '../layout';
import type { Toolchain } from '../toolchain/toolchain';
import { engineEnvironment } from './engine-environment';
import { passphraseIn } from './passphrase';
import { findPlugins } from './plugins';
import { fits } from './pulumi-version';

/** A Pulumi engine that keeps its state beside the sandbox. */
export interface Engine {
  /** The `pulumi` in use. */
  readonly pulumi: string;
  readonly env: NodeJS.ProcessEnv;
  /** Where the passphrase is kept. */
  readonly passphraseFile: string;
  /** Plug-ins that are stand-ins. */
  readonly standIns: readonly string[];
}

/** The `pulumi` on PATH, where it fits. */
export async function pulumiOnPath(env: NodeJS.ProcessEnv = process.env): Promise<string | undefined> {
  const path = findOnPath('pulumi', env.PATH);
  if (path === undefined) return undefined;
  const { code, stdout } = await run(path, ['version'], { env: { ...env, PULUMI_SKIP_UPDATE_CHECK: 'true' } });
  return code === 0 && fits(stdout) ? path : undefined;
}

/** Prepares the engine: its state, its passphrase, and its plug-ins. */
export async function prepareEngine(layout: Layout, toolchain: Toolchain): Promise<Engine> {
  const pulumi = (await pulumiOnPath()) ?? toolchain.require('pulumi');
  mkdirSync(layout.backend, { recursive: true, mode: 0o700 });
  mkdirSync(layout.logs, { recursive: true, mode: 0o700 });
  const { folders, standIns } = findPlugins({
    root: layout.root,
    launchers: layout.launchers,
    pulumi,
    kubernetesVersion: kubernetesVersion(layout.root),
    env: process.env,
  });
  const env = engineEnvironment({
    backend: layout.backend,
    home: layout.pulumiHome,
    passphrase: passphraseIn(layout.passphrase, layout.backend),
    kubeconfig: layout.kubeconfig,
    plugins: folders,
  });
  return { pulumi, env, standIns, passphraseFile: layout.passphrase };
}

/** Version of the Kubernetes provider that programs of a checkout ask for; empty where it is not installed. */
export function kubernetesVersion(root: string): string {
  const text = readFileIfAny(join(root, 'node_modules', '@pulumi', 'kubernetes', 'package.json')) ?? '{}';
  const told: unknown = JSON.parse(text);
  return typeof told === 'object' && told !== null && 'version' in told ? String(told.version) : '';
}
