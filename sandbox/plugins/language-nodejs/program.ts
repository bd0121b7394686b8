/** What the engine says about a run of the program. */
export interface ProgramRun {
  readonly monitor: string;
  readonly engine: string;
  readonly project: string;
  readonly stack: string;
  readonly organization: string;
  readonly rootDirectory: string;
  readonly programDirectory: string;
  readonly entryPoint: string;
  readonly parallel: number;
  readonly dryRun: boolean;
  readonly args: readonly string[];
  readonly config: ReadonlyMap<string, string>;
  readonly secretKeys: readonly string[];
  readonly options: RuntimeOptions;
}

/** `runtime.options` of Pulumi.yaml, as far as they are known here. */
export interface RuntimeOptions {
  /**
   * Whether TypeScript is compiled while it runs.
   * @default true
   */
  readonly typescript?: boolean;
  /**
   * Options of node itself, as one text.
   * @default - none
   */
  readonly nodeargs?: string;
}

/** Arguments of node: its own options, Pulumi's runner, what the runner needs, and the program last. */
export function nodeArguments(runner: string, run: ProgramRun): string[] {
  const flags: [string, string][] = [
    ['--monitor', run.monitor],
    ['--engine', run.engine],
    ['--project', run.project],
    ['--stack', run.stack],
    ['--organization', run.organization],
    ['--root-directory', run.rootDirectory],
    ['--pwd', run.programDirectory],
    ['--parallel', String(run.parallel)],
  ];
  return [
    ...(run.options.nodeargs ?? '').split(' ').filter((option) => option !== ''),
    runner,
    ...flags.filter(([, value]) => value !== '').flat(),
    ...(run.dryRun ? ['--dry-run'] : []),
    run.entryPoint,
    ...run.args,
  ];
}

/** Environment of the program: the host's own, and the stack's configuration. */
export function programEnvironment(base: NodeJS.ProcessEnv, run: ProgramRun): NodeJS.ProcessEnv {
  return {
    ...base,
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(run.config)),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(run.secretKeys),
    // the runner reads the presence of the variable, not its value
    ...(run.options.typescript === false ? {} : { PULUMI_NODEJS_TYPESCRIPT: 'true' }),
  };
}

/** How a program ended. `bail`: it told the user itself what is wrong, and nothing is to be added. */
export type Ending =
  { readonly kind: 'success' } | { readonly kind: 'bail' } | { readonly kind: 'error'; readonly message: string };

/** The exit code of a program that has told the user what is wrong. Pulumi's runner and every language host agree on it. */
const EXIT_AFTER_MESSAGE = 32;

/** Reads how a program ended. */
export function ending(code: number | null, signal: string | null): Ending {
  if (signal !== null) return { kind: 'error', message: `Program was ended by signal ${signal}` };
  if (code === 0) return { kind: 'success' };
  if (code === EXIT_AFTER_MESSAGE) return { kind: 'bail' };
  return { kind: 'error', message: `Program exited with non-zero exit code: ${String(code)}` };
}
