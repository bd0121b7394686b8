import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { Failure } from '../failure';
import { readFileIfAny, writeFileWhole } from '../machine/atomic-file';
import { mustRun, run, type CommandOptions, type CommandResult } from '../machine/command';
import type { Engine } from './engine';
import { engineLocks, type EngineLock } from './engine-locks';
import { projectFile, projectName, stackFile, stackFileName } from './project-files';
import { stackName, type StackTarget } from './stack-target';
import { lockFolder, removeCutAttributes, stateFile } from './state-folder';
import { readState, type StackState } from './stack-state';
import { restoreState } from './state-backup';

/** A program to deploy. */
export interface ProgramSettings {
  /** Name of the project. */
  readonly name: string;
  /** The compiled program, or its folder. */
  readonly main: string;
  /**
   * Configuration of the stack, with full keys (`project:key`).
   * @default - none
   */
  readonly config?: Readonly<Record<string, string>>;
  /**
   * Name of the stack.
   * @default - the environment's name
   */
  readonly stack?: string;
}

/** Where a project runs. */
export interface ProjectPlace {
  /** Generated folder: the engine writes into it. */
  readonly folder: string;
  readonly backend: string;
  readonly engine: Engine;
  readonly stack: string;
}

/** A Pulumi project in a generated folder, with one stack. */
export class Project {
  private selection: Promise<void> | undefined;

  private constructor(
    /** Name of the project. */
    public readonly name: string,
    private readonly place: ProjectPlace,
  ) {}

  /** A project for a program of its own. */
  public static ofProgram(program: ProgramSettings, place: ProjectPlace): Project {
    const text = stringify({
      name: program.name,
      runtime: { name: 'nodejs', options: { typescript: false } },
      main: program.main,
    });
    return Project.generate(text, join(dirname(program.main), 'Pulumi.yaml'), undefined, program.config ?? {}, place);
  }

  /**
   * The repository's own project, with the committed configuration of the environment.
   *
   * @param target what is deployed; it names the stack
   * @param config values that this cluster adds
   */
  public static ofRepository(
    root: string,
    target: StackTarget,
    config: Readonly<Record<string, string>>,
    place: Omit<ProjectPlace, 'stack'>,
  ): Project {
    const source = join(root, 'Pulumi.yaml');
    const text = readFileIfAny(source);
    if (text === undefined) throw new Failure(`There is no ${source}.`, 'Run from a whole checkout.');
    const { environment, system } = target;
    const chosen: Readonly<Record<string, string>> =
      system === undefined ? {} : { 'seaworthy:systems': JSON.stringify([system]) };
    return Project.generate(
      text,
      source,
      join(root, stackFileName(environment)),
      { ...chosen, ...config },
      { ...place, stack: stackName(target) },
    );
  }

  private static generate(
    text: string,
    source: string,
    committed: string | undefined,
    config: Readonly<Record<string, string>>,
    place: ProjectPlace,
  ): Project {
    mkdirSync(place.folder, { recursive: true });
    writeFileWhole(join(place.folder, 'Pulumi.yaml'), projectFile(text, source, place.folder));
    const target = join(place.folder, stackFileName(place.stack));
    const stackText = stackFile({
      committed: committed === undefined ? undefined : readFileIfAny(committed),
      previous: readFileIfAny(target),
      place: committed ?? target,
      config,
    });
    writeFileWhole(target, stackText);
    return new Project(projectName(text, source), place);
  }

  /** The stack's state, as the engine keeps it. */
  public get stateFile(): string {
    return stateFile(this.place.backend, this.name, this.place.stack);
  }

  /** Plug-ins of the engine that are stand-ins. */
  public get standIns(): readonly string[] {
    return this.place.engine.standIns;
  }

  /** Where the passphrase is kept. */
  public get passphraseFile(): string {
    return this.place.engine.passphraseFile;
  }

  /** The generated folder. */
  public get folder(): string {
    return this.place.folder;
  }

  /** Runs the engine in this project. A code other than 0 is a result, not an error. */
  public async pulumi(args: readonly string[], options: Omit<CommandOptions, 'cwd'> = {}): Promise<CommandResult> {
    await (this.selection ??= this.select());
    const { engine, folder, stack } = this.place;
    const env = { ...engine.env, PULUMI_STACK: stack, ...options.env };
    return run(engine.pulumi, [...args, '--non-interactive'], { ...options, cwd: folder, env });
  }

  /** Makes the stack where it is new. It reads the state, so it waits for the first run: a damaged one is mended before. */
  private async select(): Promise<void> {
    const { engine, folder, stack } = this.place;
    const args = ['stack', 'select', '--create', stack, '--non-interactive'];
    await mustRun(engine.pulumi, args, { cwd: folder, env: engine.env });
  }

  /** The stack's state as data, or nothing before the first run. @throws Failure when it is damaged */
  public state(): StackState | undefined {
    return readState(this.stateFile);
  }

  /** Puts a damaged state back from the engine's backup. Returns what was done, in words, where there was something to do. */
  public restoreState(): string | undefined {
    removeCutAttributes(this.place.backend);
    return restoreState({ backend: this.place.backend, project: this.name, stack: this.place.stack });
  }

  /** Whether the last change of the stack did not end well: what the state says may no longer be on the cluster. */
  public get isUnfinished(): boolean {
    return existsSync(this.unfinishedMark);
  }

  /** Notes that a change of the stack begins, until it has ended well. */
  public begin(): void {
    writeFileWhole(this.unfinishedMark, '');
  }

  /** Notes that a change of the stack has ended well. */
  public finish(): void {
    rmSync(this.unfinishedMark, { force: true });
  }

  private get unfinishedMark(): string {
    return join(this.place.backend, 'unfinished', this.name, this.place.stack);
  }

  /** Locks that engines hold, or left, on this stack. */
  public locks(): readonly EngineLock[] {
    return engineLocks(lockFolder(this.place.backend, this.name, this.place.stack));
  }
}
