import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Failure } from '../failure';
import { cacheDir, fillCache, moveIntoPlace } from './cache';
import { go, requireGo } from './go';
import { pinnedTools, type Tool } from './modules';

/** The tools of the control plane, in the order in which they are told. */
export const CONTROL_PLANE_TOOLS = [
  'etcd',
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
  'kubectl',
  'kwok',
] as const;

/** Tools that only tests use. */
export const TEST_TOOLS = ['metrics-server', 'kubeconform', 'kube-score', 'netpol-judge'] as const;

/** How a missing tool is made known and how the making is followed. */
export interface BuildOptions {
  /**
   * Ends the build; nothing half-made stays.
   * @default - runs to its end
   */
  readonly signal?: AbortSignal;
  /**
   * Hears what is being built.
   * @default - nobody
   */
  readonly onProgress?: (message: string) => void;
}

/** The pinned tools of a checkout and their places in the user's cache. */
export class Toolchain {
  private readonly tools: ReadonlyMap<string, Tool>;

  constructor(
    root: string,
    private readonly cache = cacheDir(),
  ) {
    this.tools = pinnedTools(root);
  }

  /** Where a tool lies once it is built. */
  public path(name: string): string {
    const tool = this.tool(name);
    return join(this.cache, tool.name, tool.key, tool.name);
  }

  /** Version of a tool's module and a digest of everything that it is built from. */
  public key(name: string): string {
    return this.tool(name).key;
  }

  /** Those of the tools that are not built yet. */
  public missing(names: readonly string[]): string[] {
    return names.filter((name) => !existsSync(this.path(name)));
  }

  /**
   * The place of a tool that must be there.
   *
   * @throws Failure when it was never built
   */
  public require(name: string): string {
    const path = this.path(name);
    if (existsSync(path)) return path;
    throw new Failure(`${name} is not built (looked for ${path}).`, "Run 'make toolchain'; it builds what is missing.");
  }

  /** Builds those of the tools that are missing, each module's tools in one go so that they share what they compile. */
  public async build(names: readonly string[], options: BuildOptions = {}): Promise<void> {
    const missing = this.missing(names).map((name) => this.tool(name));
    for (const moduleDir of new Set(missing.map((tool) => tool.moduleDir))) {
      const tools = missing.filter((tool) => tool.moduleDir === moduleDir);
      options.onProgress?.(`building ${tools.map((tool) => tool.name).join(', ')}`);
      await requireGo(goDirective(moduleDir));
      await this.buildModule(moduleDir, tools, options);
    }
  }

  private async buildModule(moduleDir: string, tools: readonly Tool[], options: BuildOptions): Promise<void> {
    await fillCache(this.cache, async (folder) => {
      const ldflags = tools[0]?.ldflags ?? '';
      await go(['build', '-mod=readonly', '-ldflags', ldflags, '-o', `${folder}/`, ...tools.map((it) => it.package)], {
        cwd: moduleDir,
        ...(options.signal && { signal: options.signal }),
        onLine: (line) => options.onProgress?.(line),
      });
      for (const tool of tools) moveIntoPlace(join(folder, binaryName(tool.package)), this.path(tool.name));
    });
  }

  private tool(name: string): Tool {
    const tool = this.tools.get(name);
    if (tool === undefined) throw new Error(`no tool '${name}' in the toolchain`);
    return tool;
  }
}

/** The file that `go build` makes of a package: the last part of its path that is not a major version. */
export function binaryName(path: string): string {
  return basename(path.replace(/\/v\d+$/, ''));
}

/** The Go version that a module demands. */
function goDirective(moduleDir: string): { major: number; minor: number } {
  const [, major, minor] = /^go (\d+)\.(\d+)/m.exec(readFileSync(join(moduleDir, 'go.mod'), 'utf8')) ?? [];
  return { major: Number(major ?? 1), minor: Number(minor ?? 0) };
}
