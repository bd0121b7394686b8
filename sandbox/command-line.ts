import { join, resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { clean } from './commands/clean';
import { onCurrentCluster } from './commands/current-cluster';
import { destroy } from './commands/destroy';
import { down } from './commands/down';
import type { Session } from './commands/session';
import { toolchain } from './commands/toolchain';
import { up } from './commands/up';
import { confirm } from './confirm';
import { parseFirstPort } from './control-plane/ports';
import { environmentsOf, requireEnvironment } from './environments';
import { reason } from './failure';

/** What the commands do, apart from how they are called. */
export const COMMANDS = { up, destroy, down, clean, toolchain, onCurrentCluster };

interface DeployFlags {
  readonly env: string;
  readonly cluster: 'sandbox' | 'current';
  readonly ports?: number;
  readonly yes?: true;
}

/** The command line behind the Makefile. */
export function commandLine(root: string, signal: AbortSignal, commands: typeof COMMANDS = COMMANDS): Command {
  const program = new Command('sandbox')
    .description('A control plane and a Pulumi engine on this machine')
    .option('--state <folder>', 'where all state lies', join(root, '.sandbox'));
  const print = (line: string): void => {
    console.log(line);
  };
  const session = (): Session => ({ root, signal, print, stateDir: resolve(program.opts<{ state: string }>().state) });
  for (const operation of ['up', 'destroy'] as const) {
    program
      .command(operation)
      .description(operation === 'up' ? 'bring up an environment' : "run 'pulumi destroy' on an environment's stack")
      .option('--env <name>', 'environment', 'dev')
      .option('--ports <first>', 'first port of the control plane', readPort)
      .addOption(new Option('--cluster <which>', 'where to').choices(['sandbox', 'current']).default('sandbox'))
      .option('--yes', 'do not ask before a cluster that is not ours is used')
      .action(({ env, cluster, ports, yes }: DeployFlags) => {
        const environment = requireEnvironment(env, environmentsOf(root));
        if (cluster === 'sandbox') return commands[operation](session(), { environment, ports });
        const ask = (question: string): Promise<boolean> => confirm(question, yes === true, signal);
        return commands.onCurrentCluster(session(), { environment, operation, confirm: ask });
      });
  }
  program
    .command('down')
    .description('stop control planes and keep their data')
    .option('--env <name>', 'environment (default: all)')
    .action(({ env }: { env?: string }) => commands.down(session(), env));
  program
    .command('clean')
    .description('stop everything and forget it')
    .action(() => commands.clean(session()));
  program
    .command('toolchain')
    .description('build what is missing of the tools')
    .action(() => commands.toolchain(session()));
  return program;
}

function readPort(text: string): number {
  try {
    return parseFirstPort(text);
  } catch (thrown) {
    throw new InvalidArgumentError(reason(thrown));
  }
}
