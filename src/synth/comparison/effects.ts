import { groupOf, textAt, isFields, type Manifest } from '../manifest';

/** Kinds whose controllers replace pods when their template changes. */
const RUNS_PODS = new Set(['apps/DaemonSet', 'apps/Deployment', 'apps/StatefulSet', 'argoproj.io/Rollout']);

/** What is lost with an object, by `group/Kind`. */
const HOLDS_DATA: Readonly<Record<string, string>> = {
  '/Namespace': 'every object in the namespace is deleted with it, volumes included',
  '/PersistentVolume': 'its data is lost unless something else keeps the storage behind it',
  '/PersistentVolumeClaim': "its volume's data is deleted, unless the reclaim policy of the volume is Retain",
  'apiextensions.k8s.io/CustomResourceDefinition': 'every object of the kind is deleted with it, in all namespaces',
  'postgresql.cnpg.io/Cluster': 'its volumes are deleted with it: the data of the database',
};

export function runsPods(manifest: Manifest): boolean {
  return RUNS_PODS.has(kindOf(manifest));
}

/** Whether a change at a path starts new pods in place of running ones. */
export function restartsPods(after: Manifest, path: readonly string[]): boolean {
  if (!runsPods(after) || path[0] !== 'spec' || (path.length > 1 && path[1] !== 'template')) return false;
  const spec = isFields(after['spec']) ? after['spec'] : {};
  // such pods are replaced when somebody deletes them, or resumes the roll-out
  return textAt(spec, 'updateStrategy', 'type') !== 'OnDelete' && spec['paused'] !== true;
}

/** What is lost when an object is deleted, or undefined. */
export function lossOf(manifest: Manifest): string | undefined {
  if (kindOf(manifest) === 'apps/StatefulSet')
    return textAt(manifest['spec'], 'persistentVolumeClaimRetentionPolicy', 'whenDeleted') === 'Delete'
      ? 'its claims are deleted with it (persistentVolumeClaimRetentionPolicy.whenDeleted is Delete)'
      : undefined;
  return HOLDS_DATA[kindOf(manifest)];
}

function kindOf(manifest: Manifest): string {
  return `${groupOf(manifest.apiVersion)}/${manifest.kind}`;
}
