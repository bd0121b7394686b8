import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ControlPlane } from './control-plane/control-plane';
import { applyCustomResources } from './control-plane/custom-resource-definitions';
import { contextOf } from './control-plane/kubeconfig';
import { blockOf, freeBlock } from './control-plane/ports';
import type { ProcessRecord } from './control-plane/process-table';
import { recordedPort } from './control-plane/recorded-port';
import { prepareEngine, type Engine } from './engine/engine';
import { Project, type ProgramSettings } from './engine/project';
import { findRoot, layoutOf, type Layout } from './layout';
import { run, type CommandOptions, type CommandResult } from './machine/command';
import { isAlive } from './machine/process-identity';
import { Toolchain } from './toolchain/toolchain';

export type { CommandResult } from './machine/command';
export type { Project, ProgramSettings } from './engine/project';

/** What a sandbox is made of. */
export interface SandboxOptions {
  /**
   * Folder that holds everything of this sandbox; tests give one of their own.
   * @default - `.sandbox` of the checkout
   */
  readonly stateDir?: string;
  /**
   * Name of the environment: its folder, its context and its stack.
   * @default 'dev'
   */
  readonly environment?: string;
  /**
   * The first of its ports, or `free` for ports that nobody uses.
   * @default - the ports it had before, or else the fixed ones of its environment
   */
  readonly ports?: number | 'free';
  /**
   * Whether it has a metrics server, so that autoscalers see what pods use: what their annotations
   * `kwok.x-k8s.io/usage-cpu` and `kwok.x-k8s.io/usage-memory` say. Its first numbers take about half a minute.
   * @default false
   */
  readonly metrics?: boolean;
}

/**
 * A real API server and a real Pulumi engine on this machine, apart from everything else. Tools must have been built
 * (`make toolchain`), and the project too (`npm run build`): the stand-in plug-ins run from `dist`.
 *
 * ```ts
 * const sandbox = await Sandbox.create({ stateDir, ports: 'free' });
 * await sandbox.start();
 * const project = await sandbox.project({ name: 'probe', main: join(__dirname, 'programs/probe.js') });
 * const { code, stdout } = await project.pulumi(['up', '--yes', '--skip-preview']);
 * await sandbox.kubectl(['get', 'pods', '-A', '-o', 'json']);
 * await sandbox.remove();
 * ```
 */
export class Sandbox {
  private engine: Promise<Engine> | undefined;
  private readonly controlPlane: ControlPlane;

  private constructor(
    /** Its folders. */
    public readonly layout: Layout,
    /** Its environment's name. */
    public readonly environment: string,
    /** The first of its ports. */
    public readonly firstPort: number,
    private readonly toolchain: Toolchain,
    metrics: boolean,
  ) {
    this.controlPlane = new ControlPlane({
      environment,
      folder: layout.controlPlane,
      kubeconfig: layout.kubeconfig,
      firstPort,
      toolchain,
      metrics,
    });
  }

  /** A sandbox that is not running yet. Nothing is started or written. */
  public static async create(options: SandboxOptions = {}): Promise<Sandbox> {
    const root = findRoot(__dirname);
    const environment = options.environment ?? 'dev';
    const layout = layoutOf(root, resolve(options.stateDir ?? join(root, '.sandbox')), environment);
    const firstPort =
      options.ports === 'free'
        ? (recordedPort(layout.controlPlane) ?? (await freeBlock()))
        : (options.ports ?? recordedPort(layout.controlPlane) ?? blockOf(environment));
    return new Sandbox(layout, environment, firstPort, new Toolchain(root), options.metrics ?? false);
  }

  /** The administrator's kubeconfig: a path. */
  public get kubeconfig(): string {
    return this.layout.kubeconfig;
  }

  /** Name of the context in the kubeconfig. */
  public get context(): string {
    return contextOf(this.environment);
  }

  /**
   * Boots the control plane and applies the custom resource definitions; both only where needed.
   *
   * @throws Failure when it cannot come up; nothing that was started here runs on
   */
  public async start(signal?: AbortSignal): Promise<'started' | 'already running'> {
    const outcome = await this.startControlPlane(signal);
    await this.applyCustomResources(signal);
    return outcome;
  }

  /** Boots the control plane alone. */
  public startControlPlane(signal?: AbortSignal): Promise<'started' | 'already running'> {
    mkdirSync(this.layout.home, { recursive: true, mode: 0o700 });
    return this.controlPlane.start(signal);
  }

  /** Applies the custom resource definitions to the running control plane. */
  public applyCustomResources(signal?: AbortSignal): Promise<'applied' | 'already there'> {
    const { controlPlane: folder, kubeconfig } = this.layout;
    return applyCustomResources({ kubectl: this.toolchain.require('kubectl'), kubeconfig, folder }, signal);
  }

  /**
   * A Pulumi project on this sandbox: the repository's own with the environment's stack, or any compiled program.
   * KUBECONFIG points at the sandbox while it runs.
   */
  public async project(program?: ProgramSettings): Promise<Project> {
    const engine = await this.prepared();
    const { home, backend } = this.layout;
    if (program !== undefined) {
      const folder = join(home, 'projects', program.name);
      return Project.ofProgram(program, { folder, backend, engine, stack: program.stack ?? this.environment });
    }
    return this.repositoryProject(engine, undefined);
  }

  /** The repository's own project with one system alone, on a stack of its own: `<environment>-<system>`. */
  public async systemProject(system: string): Promise<Project> {
    return this.repositoryProject(await this.prepared(), system);
  }

  private repositoryProject(engine: Engine, system: string | undefined): Project {
    const { root, home, backend, kubeconfig } = this.layout;
    const config = { 'seaworthy:kubeconfig': kubeconfig, 'seaworthy:kubeContext': this.context };
    const place = { folder: join(home, 'project'), backend, engine };
    return Project.ofRepository(root, { environment: this.environment, system }, config, place);
  }

  /** The engine, prepared once, also for projects that are asked for side by side: it makes the passphrase. */
  private prepared(): Promise<Engine> {
    return (this.engine ??= prepareEngine(this.layout, this.toolchain));
  }

  /** Runs kubectl as the administrator. A code other than 0 is a result, not an error. */
  public kubectl(args: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
    return run(this.toolchain.require('kubectl'), [`--kubeconfig=${this.kubeconfig}`, ...args], options);
  }

  /** Processes of the control plane that were started and have ended since. */
  public deadProcesses(): readonly ProcessRecord[] {
    return ControlPlane.records(this.layout.controlPlane).filter((record) => !isAlive(record));
  }

  /** Ends the control plane's processes. Its data stay, and the next start serves them again. */
  public stop(): Promise<void> {
    return ControlPlane.stop(this.layout.controlPlane);
  }

  /** Ends the processes and forgets everything of this environment. */
  public async remove(): Promise<void> {
    await this.stop();
    rmSync(this.layout.home, { recursive: true, force: true });
  }
}
