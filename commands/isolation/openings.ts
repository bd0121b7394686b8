import { QUARANTINE_LABEL } from 'seaworthy';
import { reach, type CheckedObject, type Path } from 'seaworthy/checks';
import type { Cluster, LiveObject } from './cluster';

/** The ways that the policies of a namespace leave open to pods in quarantine: none where all policies leave them out. */
export async function openings(cluster: Cluster, namespace: string): Promise<Path[]> {
  const objects = await cluster.list(['Pod', 'NetworkPolicy'], namespace);
  const isolated = new Set(objects.filter(isIsolated).map(({ metadata }) => `${metadata.namespace}/${metadata.name}`));
  const { paths } = reach(objects.map((manifest): CheckedObject => ({ path: manifest.metadata.name, manifest })));
  return paths.filter(({ from, to }) => isolated.has(from) || isolated.has(to));
}

function isIsolated({ kind, metadata }: LiveObject): boolean {
  return kind === 'Pod' && metadata.labels?.[QUARANTINE_LABEL] !== undefined;
}
