import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ControlPlane } from '../../sandbox/control-plane/control-plane';
import { freeBlock } from '../../sandbox/control-plane/ports';
import type { ProcessRecord } from '../../sandbox/control-plane/process-table';
import { stackName, type StackTarget } from '../../sandbox/engine/stack-target';
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
  public readonly layout: Layout;

  private constructor(
    private readonly target: StackTarget,
    public readonly firstPort: number,
  ) {
    this.layout = layoutOf(this.root, this.stateDir, target.environment);
  }

  /** @param target what is brought up; one system is quicker than all */
  public static async create(target: StackTarget): Promise<SandboxCommands> {
    return new SandboxCommands(target, await freeBlock());
  }

  /** Name of the stack that is brought up. */
  public get stack(): string {
    return stackName(this.target);
  }

  public run(args: readonly string[], options: RunOptions = {}): Promise<CommandResult> {
    const cli = join(this.root, 'dist', 'sandbox', 'cli.js');
    return run(process.execPath, [cli, '--state', this.stateDir, ...args], options);
  }

  public up(options: RunOptions = {}, target: StackTarget = this.target): Promise<CommandResult> {
    return this.run(['up', ...flagsOf(target), '--ports', String(this.firstPort)], options);
  }

  /** Arguments that bring up what this is for. */
  public get upArguments(): readonly string[] {
    return ['up', ...flagsOf(this.target)];
  }

  public destroy(options: RunOptions = {}): Promise<CommandResult> {
    return this.run(['destroy', ...flagsOf(this.target)], options);
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

function flagsOf({ environment, system }: StackTarget): readonly string[] {
  return ['--env', environment, ...(system === undefined ? [] : ['--system', system])];
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
