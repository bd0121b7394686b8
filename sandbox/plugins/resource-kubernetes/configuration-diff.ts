import { equal, type JsonObject } from '../protocol/json';
import { configuration } from './configuration';
import { loadKubeConfig } from './connection';
import { changes, type Change } from './difference';

/** Settings that may lead to another cluster. */
const LEADS_TO_CLUSTER = ['kubeconfig', 'context', 'cluster'];

/**
 * What changed in a provider's settings. Only another cluster makes its objects new ones: a renewed token does not. Where
 * the user names the cluster, that name alone decides.
 */
export async function configurationDiff(
  olds: JsonObject,
  news: JsonObject,
  environment: NodeJS.ProcessEnv,
): Promise<{ readonly changes: readonly Change[]; readonly replaces: readonly string[] }> {
  const found = changes(olds, news);
  const identifier = configuration(news, environment).clusterIdentifier;
  if (identifier !== undefined) {
    const same = configuration(olds, environment).clusterIdentifier === identifier;
    return { changes: found, replaces: same ? [] : ['clusterIdentifier'] };
  }
  const leading = [...new Set(found.map(({ path }) => String(path[0])))].filter((key) =>
    LEADS_TO_CLUSTER.includes(key),
  );
  if (leading.length === 0) return { changes: found, replaces: [] };
  const before = await serverOf(olds, environment);
  const after = await serverOf(news, environment);
  // a kubeconfig that cannot be read (any more) says nothing: replacing everything would be the worst guess
  const moved = before !== undefined && after !== undefined && !equal(before, after);
  return { changes: found, replaces: moved ? leading : [] };
}

async function serverOf(args: JsonObject, environment: NodeJS.ProcessEnv): Promise<string | undefined> {
  const settings = configuration(args, environment);
  try {
    const config = await loadKubeConfig(settings);
    const cluster = settings.cluster === undefined ? config.getCurrentCluster() : config.getCluster(settings.cluster);
    return cluster?.server;
  } catch {
    return undefined;
  }
}
