import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { readFileIfAny, writeFileWhole } from '../machine/atomic-file';
import { findOnPath, isExecutable } from '../machine/search-path';

/** A plug-in of the engine that has a stand-in. */
interface Plugin {
  readonly executable: string;
  /** Folder of the stand-in below `dist/sandbox/plugins`. */
  readonly standIn: string;
  /** Folder that the real one has below the user's `~/.pulumi/plugins`, where it is installed there. */
  readonly installed: ((version: string) => string) | undefined;
}

const PLUGINS: readonly Plugin[] = [
  { executable: 'pulumi-language-nodejs', standIn: 'language-nodejs', installed: undefined },
  {
    executable: 'pulumi-resource-kubernetes',
    standIn: 'resource-kubernetes',
    installed: (version) => `resource-kubernetes-v${version}`,
  },
];

/** Where plug-ins are looked for. */
export interface PluginSearch {
  readonly root: string;
  /** Folder for launchers of the stand-ins. */
  readonly launchers: string;
  /** The engine in use: Pulumi ships its language hosts beside it. */
  readonly pulumi: string;
  /** Version of the Kubernetes provider that programs ask for. */
  readonly kubernetesVersion: string;
  readonly env: NodeJS.ProcessEnv;
}

/** What the engine will use. */
export interface FoundPlugins {
  /** Folders that go in front of PATH. */
  readonly folders: readonly string[];
  /** Those that are stand-ins. */
  readonly standIns: readonly string[];
}

/**
 * Finds each plug-in: on PATH, beside the engine, in the user's own Pulumi home; and where the real one is in none of
 * them, writes a launcher of its stand-in.
 */
export function findPlugins(search: PluginSearch): FoundPlugins {
  for (const plugin of PLUGINS) if (realFolder(plugin, search) === undefined) writeLauncher(plugin, search);
  return lookForPlugins(search);
}

/** Finds each plug-in, and writes nothing. */
export function lookForPlugins(search: PluginSearch): FoundPlugins {
  const found = PLUGINS.map((plugin) => ({ plugin, folder: realFolder(plugin, search) }));
  return {
    // a folder for each, so that the launcher of one never hides the real one of another
    folders: found.map(({ plugin, folder }) => folder ?? join(search.launchers, plugin.standIn)),
    standIns: found.filter(({ folder }) => folder === undefined).map(({ plugin }) => plugin.executable),
  };
}

function realFolder(plugin: Plugin, { pulumi, env, kubernetesVersion }: PluginSearch): string | undefined {
  const userHome = env.PULUMI_HOME ?? join(homedir(), '.pulumi');
  const installed = plugin.installed?.(kubernetesVersion);
  const onPath = findOnPath(plugin.executable, env.PATH);
  // the engine's own order
  const candidates = [
    ...(onPath === undefined ? [] : [dirname(onPath)]),
    dirname(pulumi),
    ...(installed === undefined ? [] : [join(userHome, 'plugins', installed)]),
  ];
  return candidates.find((folder) => isExecutable(join(folder, plugin.executable)));
}

function writeLauncher(plugin: Plugin, { root, launchers }: PluginSearch): void {
  const file = join(launchers, plugin.standIn, plugin.executable);
  const program = join(root, 'dist', 'sandbox', 'plugins', plugin.standIn, 'main.js');
  const script = `#!/bin/sh\nexec ${quoted(process.execPath)} ${quoted(program)} "$@"\n`;
  if (readFileIfAny(file) !== script) writeFileWhole(file, script, 0o755);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
