import { join } from 'node:path';
import { Sandbox, type Project } from '../../sandbox/sandbox';
import { turns, type Comparison, type Measurement, type Side, type Subject } from '../comparison';
import { NAMESPACES } from '../subjects/five-hundred';
import { measureUsage } from '../usage';

const UP: Subject = {
  title: '`pulumi up` of 500 objects',
  without: 'a program with the classes of `@pulumi/kubernetes`',
  with: 'the same objects with `WebService` and `deploy`',
  timeLimit: 1.1,
  memoryLimit: 1.2,
};
const UNCHANGED: Subject = { ...UP, title: '`pulumi up` of 500 objects, nothing changed' };

const PROGRAMS: Readonly<Record<Side, string>> = { without: 'plain-program', with: 'seaworthy-program' };
const OPERATE = ['--yes', '--skip-preview'];
/** Unchanged ups for each first one: they are short. */
const REPEATS = 3;

type Runs = { without: Measurement; with: Measurement }[];

/** What a deployment comparison needs besides its number of rounds. */
export interface DeploymentBench {
  readonly stateDir: string;
  /** Ends what runs, and removes the sandbox. */
  readonly signal: AbortSignal;
  /** Hears of each step: they take minutes. */
  readonly print: (line: string) => void;
}

/**
 * Deploys both programs to a sandbox of their own, in turns. Each first `up` finds a cluster in which nothing of either side is
 * left, and nothing still works. Time is that of the whole command; processor and memory are those of the program.
 */
export async function compareDeployment(bench: DeploymentBench, rounds: number): Promise<Comparison[]> {
  const { stateDir, signal, print } = bench;
  const sandbox = await Sandbox.create({ stateDir, environment: 'bench', ports: 'free' });
  try {
    await sandbox.start(signal);
    const projects = { without: await projectOf(sandbox, 'without'), with: await projectOf(sandbox, 'with') };
    const step = async (side: Side, ...args: readonly string[]): Promise<Measurement> => {
      const measured = await measurePulumi(projects[side], args, signal);
      print(
        `pulumi ${args[0] ?? ''} ${side}: ${(measured.wall / 1000).toFixed(1)} s, ${measured.memory.toFixed(0)} MiB`,
      );
      return measured;
    };
    // fills the caches of files as a deployment would, at a small part of its time
    await inTurns(0, (side) => step(side, 'preview'));
    const first: Runs = [];
    for (let round = 0; round < rounds; round += 1)
      first.push(
        await inTurns(round, async (side) => {
          const measured = await step(side, 'up', ...OPERATE);
          await settle(sandbox, side);
          // what one side leaves in the cluster would slow down the other
          await runPulumi(projects[side], ['destroy', ...OPERATE], signal);
          return measured;
        }),
      );
    for (const side of ['without', 'with'] as const) {
      await runPulumi(projects[side], ['up', ...OPERATE], signal);
      await settle(sandbox, side);
    }
    await requireSameObjects(sandbox);
    const unchanged: Runs = [];
    for (let repeat = 0; repeat < REPEATS * rounds; repeat += 1)
      unchanged.push(await inTurns(repeat, (side) => step(side, 'up', ...OPERATE, '--expect-no-changes')));
    return [
      { ...UP, runs: first },
      { ...UNCHANGED, runs: unchanged },
    ];
  } finally {
    await sandbox.remove();
  }
}

function projectOf(sandbox: Sandbox, side: Side): Promise<Project> {
  const name = `bench-${side}`;
  return sandbox.project({
    name,
    main: join(__dirname, '..', 'subjects', `${PROGRAMS[side]}.js`),
    config: { [`${name}:kubeconfig`]: sandbox.kubeconfig },
  });
}

async function inTurns<T>(round: number, work: (side: Side) => Promise<T>): Promise<Record<Side, T>> {
  const [first, second] = turns(round);
  const one = await work(first);
  const other = await work(second);
  return first === 'without' ? { without: one, with: other } : { without: other, with: one };
}

function measurePulumi(project: Project, args: readonly string[], signal: AbortSignal): Promise<Measurement> {
  return measureUsage(
    (env) => runPulumi(project, args, signal, env),
    (script) => /@pulumi[/\\]pulumi[/\\]cmd[/\\]run/.test(script),
  );
}

async function runPulumi(
  project: Project,
  args: readonly string[],
  signal: AbortSignal,
  env: NodeJS.ProcessEnv = {},
): Promise<void> {
  const { code, stdout, stderr } = await project.pulumi(args, { env, signal });
  signal.throwIfAborted();
  if (code !== 0)
    throw new Error(`pulumi ${args.join(' ')} of ${project.name} ended with ${code}:\n${stdout}\n${stderr}`);
}

/** Controllers still work when an `up` that waits for nothing is over; the next measurement waits for them. */
async function settle(sandbox: Sandbox, side: Side): Promise<void> {
  const namespace = NAMESPACES[side];
  const wait = ['wait', 'deployments', '--all', '--for=condition=Available', '--timeout=300s', '-n', namespace];
  const { code, stderr } = await sandbox.kubectl(wait);
  if (code !== 0) throw new Error(`the deployments in ${namespace} did not settle: ${stderr}`);
}

/** Both programs must have made the same: everything but the name of the namespace, and what the cluster adds by itself. */
async function requireSameObjects(sandbox: Sandbox): Promise<void> {
  const kinds = 'sa,configmaps,deployments,services,networkpolicies,hpa,pdb';
  const specs = await Promise.all(
    Object.values(NAMESPACES).map(async (namespace) => {
      const { stdout } = await sandbox.kubectl(['get', kinds, '-n', namespace, '-o', 'json']);
      const { items } = JSON.parse(stdout) as { items: LiveObject[] };
      return items
        .filter(({ metadata }) => !['default', 'kube-root-ca.crt'].includes(metadata.name))
        .map(({ kind, metadata, spec = {}, data }) => {
          // addresses are the cluster's
          const { clusterIP: _ip, clusterIPs: _ips, ...rest } = spec;
          return JSON.stringify([kind, metadata.name, metadata.labels, rest, data]);
        })
        .sort();
    }),
  );
  const [without = [], others = []] = specs;
  const different = without.findIndex((text, index) => text !== others[index]);
  // the namespace is the 500th
  if (without.length !== 499 || others.length !== 499 || different >= 0)
    throw new Error(
      `not the same work: ${without.length} and ${others.length} objects; ${without[different] ?? ''} / ${others[different] ?? ''}`,
    );
}

interface LiveObject {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly labels?: object };
  readonly spec?: Readonly<Record<string, unknown>>;
  readonly data?: object;
}
