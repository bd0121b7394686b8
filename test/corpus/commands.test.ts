import type { Command } from 'commander';
import type { Cluster, LiveObject } from '../../commands/isolation/cluster';
import { isolateCommand } from '../../commands/isolation/isolate-command';
import { registersCommand } from '../../commands/registers/command';

const ENVIRONMENTS = "allowed: 'dev', 'staging', 'prod'";
const SYSTEMS = "allowed: 'feature-api'";
const WHERE = ['--system', 'feature-api', '--env', 'prod'];

/** Runs a command line: all that it was refused with, help included. */
async function refusedWith(command: Command, args: readonly string[]): Promise<string> {
  const lines: string[] = [];
  command.exitOverride().configureOutput({ writeErr: (text) => lines.push(text) });
  try {
    await command.parseAsync([...args], { from: 'user' });
  } catch (error) {
    return [...lines, error instanceof Error ? error.message : String(error)].join('\n');
  }
  return 'nothing was refused';
}

const DENY: LiveObject = {
  kind: 'NetworkPolicy',
  metadata: { name: 'default-deny', namespace: 'feature-api', uid: 'default-deny' },
  spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
};

/** A cluster that has the one Deployment without pods in a closed namespace, and notes what is asked of it. */
function emptyCluster() {
  const asked: string[] = [];
  const cluster: Cluster = {
    describe: () => Promise.resolve('prod'),
    get: (kind, namespace, name) => {
      asked.push(`${kind} ${namespace}/${name}`);
      return Promise.resolve({ kind, metadata: { name, namespace, uid: name } });
    },
    list: (kinds) => Promise.resolve(kinds.includes(DENY.kind) ? [DENY] : []),
    merge: () => Promise.resolve(),
  };
  return { cluster, asked };
}

describe('npm run isolate', () => {
  const run = async (args: readonly string[]) => {
    const { cluster, asked } = emptyCluster();
    const refused = await refusedWith(
      isolateCommand({ now: new Date(), tell: () => undefined, cluster: () => cluster }),
      args,
    );
    return { refused, asked };
  };

  test.each<[string, string[], string[]]>([
    ['nothing at all', [], ["required option '--system <name>' not specified", 'Options:']],
    ['an empty system', ['--system', '', '--env', 'prod'], ["--system ''", SYSTEMS]],
    ['an empty environment', ['--system', 'feature-api', '--env', ''], ["--env ''", ENVIRONMENTS]],
    ['two environments in one', ['--system', 'feature-api', '--env', 'dev,prod'], ["--env 'dev,prod'", ENVIRONMENTS]],
    ['both wrong at once', ['--system', 'x', '--env', 'y'], ["--system 'x'", "--env 'y'"]],
    ['an empty workload', [...WHERE, '--workload', ''], ["--workload ''", SYSTEMS]],
    ['a workload of every object', [...WHERE, '--workload', 'constructor'], ["--workload 'constructor'", SYSTEMS]],
    ['all workloads by a star', [...WHERE, '--workload', '*'], ["--workload '*'", SYSTEMS]],
    ['a value for what has none', [...WHERE, '--lift=yes'], ['--lift']],
    ['a misspelt option', [...WHERE, '--lfit'], ["unknown option '--lfit'", '(Did you mean --lift?)', 'Options:']],
    ['a word too many', [...WHERE, 'now'], ['too many arguments', 'Options:']],
    ['a context without a name', [...WHERE, '--context'], ["'--context <name>' argument missing", 'Options:']],
  ])('rejects %s, and asks nothing of a cluster', async (_title, args, parts) => {
    const { refused, asked } = await run(args);
    for (const part of parts) expect(refused).toContain(part);
    expect(asked).toEqual([]);
  });

  test.each([
    ['options with equals signs', ['--system=feature-api', '--env=prod']],
    ['the last of two environments', [...WHERE, '--env', 'dev']],
    ['the one workload by its name', [...WHERE, '--workload', 'feature-api']],
    ['lifting what was never isolated', [...WHERE, '--lift']],
  ])('takes %s', async (_title, args) => {
    const { refused, asked } = await run(args);
    expect(refused).toBe('nothing was refused');
    expect(asked).toEqual(['Deployment feature-api/feature-api']);
  });
});

describe('npm run registers', () => {
  const run = async (args: readonly string[]) => {
    const told: string[] = [];
    const command = registersCommand({ waivers: [], now: new Date(0), tell: (text) => told.push(text) });
    return { refused: await refusedWith(command, args), told };
  };

  test.each<[string, string[], string[]]>([
    ['an empty environment', ['--env', ''], ["--env ''", ENVIRONMENTS]],
    ['an environment in capitals', ['--env', 'PROD'], ["--env 'PROD'", "did you mean 'prod'?"]],
    ['systems with commas', ['--system', 'feature-api,other'], ["--system 'feature-api,other'", SYSTEMS]],
    ['both wrong at once', ['--system', 'x', '--env', 'y'], ["--system 'x'", "--env 'y'"]],
    ['a format in capitals', ['--format', 'JSON'], ['Allowed choices are markdown, json', 'Options:']],
    ['an empty format', ['--format', ''], ['Allowed choices are markdown, json', 'Options:']],
    ['a word too many', ['secrets'], ['too many arguments', 'Options:']],
  ])('rejects %s, and lists nothing', async (_title, args, parts) => {
    const { refused, told } = await run(args);
    for (const part of parts) expect(refused).toContain(part);
    expect(told).toEqual([]);
  });

  test.each([
    ['an environment twice', ['--env', 'dev', '--env', 'dev'], ['dev']],
    ['environments in any order', ['--env', 'prod', '--env', 'dev'], ['dev', 'prod']],
  ])('takes %s, and lists each once', async (_title, args, environments) => {
    const { refused, told } = await run([...args, '--format', 'json']);
    expect(refused).toBe('nothing was refused');
    const page = JSON.parse(told.join('')) as { environments: { environment: string }[] };
    expect(page.environments.map(({ environment }) => environment).sort()).toEqual(environments);
  });
});
