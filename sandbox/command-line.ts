import { join, resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { clean } from './commands/clean';
import { conformance, type ConformanceOptions } from './commands/conformance';
import { onCurrentCluster } from './commands/current-cluster';
import { destroy } from './commands/destroy';
import { down, sandboxesIn } from './commands/down';
import type { Session } from './commands/session';
import { toolchain, type ToolchainOptions } from './commands/toolchain';
import { up } from './commands/up';
import { confirm } from './confirm';
import { parseFirstPort } from './control-plane/ports';
import { environmentsOf, requireEnvironment } from './environments';
import { Failure, reason } from './failure';
import { requireSystem, systemsOf } from './systems';

/** What the commands do, apart from how they are called. */
export const COMMANDS = { up, destroy, down, clean, toolchain, conformance, onCurrentCluster };

interface DeployFlags {
  readonly env: string;
  readonly system?: string;
  readonly cluster: 'sandbox' | 'current';
  readonly ports?: number;
  readonly yes?: true;
}

/** The command line behind the Makefile. */
export function commandLine(root: string, signal: AbortSignal, commands: typeof COMMANDS = COMMANDS): Command {
  const program = new Command('sandbox')
    .description('A control plane and a Pulumi engine on this machine')
    .option('--state <folder>', 'where all state lies', readFolder, join(root, '.sandbox'))
    .showHelpAfterError();
  const print = (line: string): void => {
    console.log(line);
  };
  const session = (): Session => ({ root, signal, print, stateDir: stateDirOf(program) });
  for (const operation of ['up', 'destroy'] as const) {
    program
      .command(operation)
      .description(operation === 'up' ? 'bring up an environment' : "run 'pulumi destroy' on an environment's stack")
      .option('--env <name>', 'environment', 'dev')
      .option('--system <name>', 'one system alone, on a stack of its own (default: all)')
      .option('--ports <first>', 'first port of the control plane', readPort)
      .addOption(new Option('--cluster <which>', 'where to').choices(['sandbox', 'current']).default('sandbox'))
      .option('--yes [answer]', 'do not ask before a cluster that is not ours is used', readYes)
      .action(({ env, system: name, cluster, ports, yes }: DeployFlags) => {
        const environment = requireEnvironment(env, environmentsOf(root));
        const system = name === undefined ? undefined : requireSystem(name, systemsOf(root));
        if (cluster === 'sandbox') return commands[operation](session(), { environment, system, ports });
        const ask = (question: string): Promise<boolean> => confirm(question, yes === true, signal);
        return commands.onCurrentCluster(session(), { environment, system, operation, confirm: ask });
      });
  }
  program
    .command('down')
    .description('stop control planes and keep their data')
    .option('--env <name>', 'environment (default: all)')
    .addOption(new Option('--system <name>').hideHelp())
    .action(({ env, system }: { env?: string; system?: string }) => {
      if (system !== undefined) throw noControlPlane(system, env);
      const { stateDir } = session();
      // a sandbox may outlive the environment that it was made for
      const known = [...new Set([...environmentsOf(root), ...sandboxesIn(stateDir)])];
      return commands.down(session(), env === undefined ? undefined : requireEnvironment(env, known));
    });
  program
    .command('clean')
    .description('stop everything and forget it')
    .action(() => commands.clean(session()));
  program
    .command('toolchain')
    .description('build what is missing of the tools')
    .option('--tests', 'also those that only tests use')
    .action((options: ToolchainOptions) => commands.toolchain(session(), options));
  program
    .command('conformance')
    .description('hold a Kubernetes provider against its documentation')
    .option('--provider <path>', 'the provider (default: the one that the sandbox uses)')
    .option('--only <words>', 'only the behaviours whose sentences match')
    .action((options: ConformanceOptions) => commands.conformance(session(), options));
  return program;
}

/** Where all state lies, once the command line is read. */
export function stateDirOf(program: Command): string {
  return resolve(program.opts<{ state: string }>().state);
}

function readPort(text: string): number {
  try {
    return parseFirstPort(text);
  } catch (thrown) {
    throw new InvalidArgumentError(reason(thrown));
  }
}

/** `down` of one system would stop the others of its environment, too. */
function noControlPlane(system: string, env: string | undefined): Failure {
  const environment = env === undefined ? '' : ` ENV=${env}`;
  return new Failure(
    `SYSTEM '${system}' has no control plane of its own: it runs on that of its environment.`,
    `Run 'make down${environment}' to stop that, or 'make destroy${environment} SYSTEM=${system}' to take the system away.`,
  );
}

/** An empty name would mean the working directory, and `clean` removes the folder. */
function readFolder(text: string): string {
  if (text.trim() !== '') return text;
  throw new InvalidArgumentError('It names no folder; allowed: a path. Name one, or leave --state out.');
}

/** YES=no must not mean yes. */
function readYes(text: string): true {
  if (/^(1|y|yes|true)$/i.test(text)) return true;
  throw new InvalidArgumentError('Allowed: 1, y, yes, true. Leave YES out to be asked.');
}
