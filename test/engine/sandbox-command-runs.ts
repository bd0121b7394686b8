import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ControlPlane } from '../../sandbox/control-plane/control-plane';
import { freeBlock } from '../../sandbox/control-plane/ports';
import type { ProcessRecord } from '../../sandbox/control-plane/process-table';
import { findRoot, layoutOf, type Layout } from '../../sandbox/layout';
import { run, type CommandResult } from '../../sandbox/machine/command';
import { identify, type ProcessIdentity } from '../../sandbox/machine/process-identity';

/** How a command is run. */
interface RunOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly onStart?: (pid: number) => void;
}

/** The command line behind the Makefile, on a state folder and ports of its own. */
export class SandboxCommands {
  public readonly root = findRoot(__dirname);
  public readonly stateDir = mkdtempSync(join(tmpdir(), 'seaworthy-commands-'));
  public readonly layout: Layout = layoutOf(this.root, this.stateDir, 'dev');

  private constructor(public readonly firstPort: number) {}

  public static async create(): Promise<SandboxCommands> {
    return new SandboxCommands(await freeBlock());
  }

  public run(args: readonly string[], options: RunOptions = {}): Promise<CommandResult> {
    const cli = join(this.root, 'dist', 'sandbox', 'cli.js');
    return run(process.execPath, [cli, '--state', this.stateDir, ...args], options);
  }

  public up(options: RunOptions = {}): Promise<CommandResult> {
    return this.run(['up', '--ports', String(this.firstPort)], options);
  }

  /** Processes of the control plane that are written down. */
  public records(): readonly ProcessRecord[] {
    return ControlPlane.records(this.layout.controlPlane);
  }

  /** The engine, as soon as it runs. */
  public async engine(): Promise<ProcessIdentity> {
    await appears(() => existsSync(this.layout.engineRecord));
    const { pid } = JSON.parse(readFileSync(this.layout.engineRecord, 'utf8')) as { pid: number };
    const identity = identify(pid);
    if (identity === undefined) throw new Error(`engine ${pid} has ended already`);
    return identity;
  }

  public async remove(): Promise<void> {
    await this.run(['clean']);
    rmSync(this.stateDir, { recursive: true, force: true });
  }
}

/** Waits for something that a process in the background does. */
export async function appears(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** Expects that a command succeeds; its words stand in the error when it does not. */
export async function succeeds(running: Promise<CommandResult>): Promise<string> {
  const { code, stdout, stderr } = await running;
  if (code !== 0 || stderr !== '') throw new Error(`ended with ${code}:\n${stdout}\n${stderr}`);
  return stdout;
}
