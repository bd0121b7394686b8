import { Command } from 'commander';
import { oneOfKnown, readTogether } from 'seaworthy/settings';
import { ENVIRONMENT_NAMES } from '../../systems/environments';
import { SYSTEM_NAMES } from '../../systems/systems';
import type { Cluster } from './cluster';
import { openings, undenied } from './openings';
import { setQuarantine } from './quarantine';
import { renderedWorkloads, TEMPLATE_LABELS, type RenderedWorkload, type UnknownWorkload } from './rendered-workloads';

interface Options {
  readonly system: string;
  readonly env: string;
  readonly workload?: string;
  readonly lift?: boolean;
  readonly kubeconfig?: string;
  readonly context?: string;
}

/** Where the command's words go, which cluster it works on, and when. */
export interface Surroundings {
  readonly now: Date;
  readonly tell: (line: string) => void;
  readonly cluster: (options: Pick<Options, 'kubeconfig' | 'context'>) => Cluster;
}

/** The command line of `npm run isolate`. It throws when pods are left that can be reached. */
export function isolateCommand({ now, tell, cluster: clusterOf }: Surroundings): Command {
  return new Command('npm run isolate --')
    .description('Cuts the pods of a system off from the network, those to come too, until it is lifted.')
    .requiredOption('--system <name>', `system to isolate: ${SYSTEM_NAMES.join(', ')}`)
    .requiredOption('--env <name>', `environment that it is in: ${ENVIRONMENT_NAMES.join(', ')}`)
    .option('--workload <name>', 'the only workload to isolate')
    .option('--lift', 'ends the isolation')
    .option('--kubeconfig <file>', "kubeconfig of the cluster (kubectl's own unless given)")
    .option('--context <name>', 'context of the kubeconfig (its current one unless given)')
    .showHelpAfterError()
    .exitOverride()
    .action(async ({ workload, lift = false, ...given }: Options) => {
      const names = readTogether({
        system: () => oneOfKnown('--system', given.system, SYSTEM_NAMES),
        env: () => oneOfKnown('--env', given.env, ENVIRONMENT_NAMES),
      });
      const { known, unknown } = renderedWorkloads({ system: names.system, environment: names.env, workload, now });
      const cluster = clusterOf(given);
      tell(
        `${lift ? 'lifting the isolation of' : 'isolating'} ${names.system} (${names.env}) in ${await cluster.describe()}`,
      );
      const open = lift ? [] : await undeniedIn(cluster, known);
      if (open.length > 0) throw new Error(open.join('\n'));
      const missing = await label(cluster, known, !lift, tell);
      const reached = lift ? [] : await stillOpen(cluster, known);
      const problems = [...missing, ...unknown.map(byHand), ...reached];
      if (problems.length > 0) throw new Error(problems.join('\n'));
      if (!lift) tell('isolated: by the policies in the cluster nothing reaches these pods, and they reach nothing');
    });
}

/** Namespaces in which the label would open pods. */
async function undeniedIn(cluster: Cluster, workloads: readonly RenderedWorkload[]): Promise<string[]> {
  const namespaces = [...new Set(workloads.map(({ namespace }) => namespace))];
  const found = await Promise.all(
    namespaces.map(async (namespace) => ({ namespace, directions: await undenied(cluster, namespace) })),
  );
  return found
    .filter(({ directions }) => directions.length > 0)
    .map(
      ({ namespace, directions }) =>
        `NOTHING DONE: namespace '${namespace}' has no default deny (${directions.join(', ')}), and the label takes pods out of all other policies: it would open them; apply the one of the runbook, then run this again`,
    );
}

/** What isolation leaves alone, and what somebody has to do there. */
function byHand({ kind, namespace, name }: UnknownWorkload): string {
  const kinds = Object.keys(TEMPLATE_LABELS).join(', ');
  return `NOT DONE: ${kind} ${namespace}/${name} makes pods of a kind that is not known here (known: ${kinds}); label or unlabel its pods by hand, as the runbook says`;
}

async function label(
  cluster: Cluster,
  workloads: readonly RenderedWorkload[],
  isOn: boolean,
  tell: (line: string) => void,
): Promise<string[]> {
  const missing: string[] = [];
  for (const workload of workloads) {
    const { kind, namespace, name } = workload;
    const done = await setQuarantine(cluster, workload, isOn);
    if (done === undefined)
      missing.push(`${kind} ${namespace}/${name} is not in this cluster; look whether --context names the right one`);
    else
      tell(
        `${kind} ${namespace}/${name}: ${isOn ? 'labelled' : 'unlabelled'} ${done.pods} pods${kind === 'Job' ? '' : ', and those to come'}`,
      );
  }
  return missing;
}

/** Policies only add: one that somebody else wrote may still select these pods, or a default deny may be missing. */
async function stillOpen(cluster: Cluster, workloads: readonly RenderedWorkload[]): Promise<string[]> {
  const namespaces = [...new Set(workloads.map(({ namespace }) => namespace))];
  const paths = await Promise.all(namespaces.map((namespace) => openings(cluster, namespace)));
  return paths
    .flat()
    .map(
      ({ from, to, ports }) =>
        `STILL OPEN: ${from} -> ${to} (${ports}); a policy of that namespace selects pods in quarantine`,
    );
}
