import { Failure } from '../failure';
import { mustRun, type CommandOptions } from '../machine/command';
import { requirePrograms } from '../machine/prerequisites';

/** Runs the Go toolchain: no C compiler, no newer Go fetched in secret, nothing taken from the user's own settings. */
export function go(args: readonly string[], options: CommandOptions = {}): Promise<string> {
  return mustRun('go', args, {
    ...options,
    env: {
      ...process.env,
      CGO_ENABLED: '0',
      GOFLAGS: '-buildvcs=false',
      GOWORK: 'off',
      GOTOOLCHAIN: 'local',
      ...options.env,
    },
  });
}

/**
 * Makes sure that Go can build the pins.
 *
 * @throws Failure when Go or git is missing, or Go is too old
 */
export async function requireGo(needed: { readonly major: number; readonly minor: number }): Promise<void> {
  requirePrograms(['go', 'git']);
  const version = (await go(['env', 'GOVERSION'])).trim();
  const [, major = '0', minor = '0'] = /^go(\d+)\.(\d+)/.exec(version) ?? [];
  const enough = Number(major) > needed.major || (Number(major) === needed.major && Number(minor) >= needed.minor);
  // 'devel' builds carry no number and are taken as new
  if (enough || version.startsWith('devel')) return;
  throw new Failure(
    `Go on PATH is ${version}; the control plane needs Go ${needed.major}.${needed.minor} or newer.`,
    'Install a newer Go: https://go.dev/doc/install',
  );
}

/** One module as `go mod download -json` tells it. */
export interface DownloadedModule {
  readonly Version: string;
  /** Folder with its files. */
  readonly Dir: string;
  /** Checksum of all its files. */
  readonly Sum: string;
}

/**
 * Fetches a module's files, checked against Go's checksum database.
 *
 * @param module path, with `@version` outside a module that pins it
 */
export async function downloadModule(module: string, cwd: string, signal?: AbortSignal): Promise<DownloadedModule> {
  const told: unknown = JSON.parse(await go(['mod', 'download', '-json', module], { cwd, ...(signal && { signal }) }));
  if (!isDownloaded(told))
    throw new Failure(`Go could not fetch ${module}.`, 'Look whether the Go proxy is reachable.');
  return told;
}

function isDownloaded(told: unknown): told is DownloadedModule {
  return (
    typeof told === 'object' &&
    told !== null &&
    ['Version', 'Dir', 'Sum'].every((key) => key in told && typeof Reflect.get(told, key) === 'string')
  );
}
