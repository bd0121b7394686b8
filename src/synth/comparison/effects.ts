import { RELOAD_ON_SECRET } from '../../core/conventions';
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

/** By group/Kind: the kind of what it makes, and its fields that say what is in it. */
const FILLS: Readonly<Record<string, { readonly kind: string; readonly fields: readonly string[] }>> = {
  '/ConfigMap': { kind: 'ConfigMap', fields: ['binaryData', 'data'] },
  '/Secret': { kind: 'Secret', fields: ['data', 'stringData'] },
  'external-secrets.io/ExternalSecret': {
    kind: 'Secret',
    fields: ['spec.data', 'spec.dataFrom', 'spec.secretStoreRef', 'spec.target.template'],
  },
};

/** Annotations by which Reloader starts the pods of a workload again, with the names that it watches. */
const RELOADS: Readonly<Record<string, string>> = {
  ConfigMap: 'configmap.reloader.stakater.com/reload',
  Secret: RELOAD_ON_SECRET,
};

/** What Reloader watches for the workloads among some objects. */
export function watchedByReloader(manifests: readonly Manifest[]): ReadonlySet<string> {
  const watched = manifests
    .filter(runsPods)
    .flatMap(({ metadata }) =>
      Object.entries(RELOADS).flatMap(([kind, annotation]) =>
        (textAt(metadata, 'annotations', annotation) ?? '')
          .split(',')
          .map((name) => watchedKey(kind, metadata.namespace, name.trim())),
      ),
    );
  return new Set(watched);
}

/** Whether a change at a path is one of what Reloader watches. */
export function reloadsPods(after: Manifest, path: readonly string[], watched: ReadonlySet<string>): boolean {
  const fills = FILLS[kindOf(after)];
  if (fills === undefined || watched.size === 0) return false;
  const { name, namespace } = after.metadata;
  const made = fills.kind === after.kind ? name : (textAt(after['spec'], 'target', 'name') ?? name);
  const changed = path.join('.');
  return (
    watched.has(watchedKey(fills.kind, namespace, made)) &&
    fills.fields.some(
      (field) => changed === field || changed.startsWith(`${field}.`) || field.startsWith(`${changed}.`),
    )
  );
}

function watchedKey(kind: string, namespace: string | undefined, name: string): string {
  return `${kind} ${namespace ?? ''}/${name}`;
}

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
