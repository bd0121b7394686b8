import { createHash } from 'node:crypto';
import { Failure } from '../failure';
import { run } from '../machine/command';

/** The cluster that the user's kubectl talks to. */
export interface CurrentContext {
  readonly name: string;
  readonly server: string;
  /** A kubeconfig with this context alone and everything that it needs inside. */
  readonly kubeconfig: string;
}

/**
 * Reads the current context out of the user's kubeconfig.
 *
 * @throws Failure when there is none
 */
export async function currentContext(kubectl: string, signal?: AbortSignal): Promise<CurrentContext> {
  const view = ['config', 'view', '--minify', '--flatten', '--raw', '-o', 'json'];
  const { code, stdout, stderr } = await run(kubectl, view, signal === undefined ? {} : { signal });
  const told: unknown = code === 0 ? JSON.parse(stdout) : undefined;
  const found = isConfig(told)
    ? { name: told['current-context'], server: told.clusters[0]?.cluster.server }
    : undefined;
  if (found?.server === undefined) {
    throw new Failure(
      `CLUSTER=current: the kubeconfig has no current context${stderr === '' ? '' : ` (${stderr.trim()})`}.`,
      "Choose one: 'kubectl config use-context <name>', or set KUBECONFIG.",
    );
  }
  return { name: found.name, server: found.server, kubeconfig: stdout };
}

/** A folder name for a context: readable, and different for different contexts. */
export function contextFolder(context: string): string {
  const readable = context.replaceAll(/[^A-Za-z0-9.-]+/g, '-').slice(0, 60);
  return `${readable}-${createHash('sha256').update(context).digest('hex').slice(0, 8)}`;
}

function isConfig(told: unknown): told is {
  'current-context': string;
  clusters: readonly { readonly cluster: { readonly server?: string } }[];
} {
  return (
    typeof told === 'object' &&
    told !== null &&
    'current-context' in told &&
    typeof told['current-context'] === 'string' &&
    told['current-context'] !== '' &&
    'clusters' in told &&
    Array.isArray(told.clusters)
  );
}
