import { QUARANTINE_LABEL } from 'seaworthy';
import { reach, type CheckedObject, type Path } from 'seaworthy/checks';
import type { Cluster, LabelSelector, LiveObject } from './cluster';

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

/**
 * The directions in which nothing holds pods in quarantine: the label takes them out of the policies of their workloads, so that
 * without a default deny it would open what it should close.
 */
export async function undenied(cluster: Cluster, namespace: string): Promise<string[]> {
  const policies = await cluster.list(['NetworkPolicy'], namespace);
  const denied = policies.flatMap(({ spec }) => (isEmpty(spec?.podSelector) ? typesOf(spec ?? {}) : []));
  return DIRECTIONS.filter((direction) => !denied.includes(direction));
}

const DIRECTIONS = ['Ingress', 'Egress'] as const;

/** A selector of all pods. */
function isEmpty(selector: LabelSelector | undefined): boolean {
  const { matchLabels = {}, matchExpressions = [] } = selector ?? {};
  return Object.keys(matchLabels).length === 0 && matchExpressions.length === 0;
}

/** The API server writes the types into every policy; where they are not, a policy is about what it has rules for. */
function typesOf({ policyTypes, egress }: NonNullable<LiveObject['spec']>): readonly string[] {
  return policyTypes ?? ['Ingress', ...(egress && egress.length > 0 ? ['Egress'] : [])];
}
