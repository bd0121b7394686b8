import { identityKey, identityOf, showIdentity, type Identity } from '../identity';
import { headOf, type Manifest } from '../manifest';
import { Scopes } from '../scope';
import { concealed } from './concealed';
import { lossOf, reloadsPods, restartsPods, runsPods, watchedByReloader } from './effects';
import { dataChanges, type DataChange } from './field-changes';
import { showPath, type Step } from './field-path';
import { replacement } from './immutable-fields';

/** A change of one field, and what it does to the object. */
export interface FieldChange extends DataChange {
  /** The path in words: `spec.template.spec.containers[name=api].image`. */
  readonly field: string;
  /** Whether running pods are replaced by new ones: by the controller of the object, or by Reloader, which watches it. */
  readonly restartsPods: boolean;
  /**
   * Whether the object must be deleted and created again: `always`, because API servers refuse the change, or `with Pulumi`,
   * whose provider does so by itself. Undefined when it is changed in place.
   */
  readonly replaces: 'always' | 'with Pulumi' | undefined;
}

/** An object that one of two renderings lacks, or that differs between them. */
export interface ObjectChange {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly identity: Identity;
  /** The object in words: `apps Deployment shop/api`. */
  readonly object: string;
  /** Empty unless the object is `changed`. */
  readonly changes: readonly FieldChange[];
  readonly restartsPods: boolean;
  readonly replaces: 'always' | 'with Pulumi' | undefined;
  /** What is lost, when the object is deleted, or replaced, and holds data. */
  readonly loses: string | undefined;
}

/** Options of `compareManifests`. */
export interface CompareOptions {
  /**
   * Kinds as `group/Kind` that belong to the cluster, beside those that are known.
   * @default []
   */
  readonly clusterScoped?: readonly string[];
}

/**
 * What deploying `after` over `before` would change. Objects are matched by group, kind, namespace and name, items of lists by
 * their merge keys. Values of Secrets and other credentials are never in the result.
 *
 * @returns changes sorted by namespace, group, kind and name; objects without a change are left out
 * @throws {RangeError} when one side has two objects of one identity
 */
export function compareManifests(
  before: readonly Manifest[],
  after: readonly Manifest[],
  { clusterScoped = [] }: CompareOptions = {},
): ObjectChange[] {
  const scopes = new Scopes(clusterScoped);
  for (const manifest of [...before, ...after]) scopes.learn(manifest);
  const [old, now] = [byIdentity('before', before, scopes), byIdentity('after', after, scopes)];
  const keys = [...new Set([...old.keys(), ...now.keys()])];
  const watched = watchedByReloader(after);
  return keys
    .flatMap((key) => compared(old.get(key), now.get(key), watched))
    .sort((a, b) => (sortKey(a.identity) < sortKey(b.identity) ? -1 : 1));
}

interface Identified {
  readonly identity: Identity;
  readonly manifest: Manifest;
}

function byIdentity(side: string, manifests: readonly Manifest[], scopes: Scopes): Map<string, Identified> {
  const found = new Map<string, Identified>();
  const twins = new Set<string>();
  for (const manifest of manifests) {
    const identity = identityOf(headOf(manifest), scopes.of(manifest));
    if (found.has(identityKey(identity))) twins.add(showIdentity(identity));
    found.set(identityKey(identity), { identity, manifest });
  }
  if (twins.size > 0)
    throw new RangeError(`${side} has these objects twice: ${[...twins].join(', ')}; give one rendering at a time`);
  return found;
}

function compared(
  old: Identified | undefined,
  now: Identified | undefined,
  watched: ReadonlySet<string>,
): ObjectChange[] {
  if (old === undefined || now === undefined) {
    const given = old ?? now;
    if (given === undefined) return [];
    const { identity, manifest } = given;
    return [
      {
        kind: old === undefined ? 'added' : 'removed',
        identity,
        object: showIdentity(identity),
        changes: [],
        restartsPods: false,
        replaces: undefined,
        loses: old === undefined ? undefined : lossOf(manifest),
      },
    ];
  }
  const changes = dataChanges(old.manifest, now.manifest).map((change) =>
    fieldChange(change, old.manifest, now.manifest, watched),
  );
  if (changes.length === 0) return [];
  const replaces = ['always' as const, 'with Pulumi' as const].find((when) =>
    changes.some((change) => change.replaces === when),
  );
  return [
    {
      kind: 'changed',
      identity: now.identity,
      object: showIdentity(now.identity),
      changes,
      restartsPods: changes.some((change) => change.restartsPods) || (replaces === 'always' && runsPods(now.manifest)),
      replaces,
      loses: replaces === undefined ? undefined : lossOf(old.manifest),
    },
  ];
}

function fieldChange(change: DataChange, before: Manifest, after: Manifest, watched: ReadonlySet<string>): FieldChange {
  const path = change.path.map(stepName);
  const replaces = replacement(before, after, path, [change.before, change.after]);
  return {
    ...concealed(after, change),
    field: showPath(change.path),
    restartsPods: replaces === undefined && (restartsPods(after, path) || reloadsPods(after, path, watched)),
    replaces,
  };
}

function stepName(step: Step): string {
  return typeof step === 'object' ? Object.values(step).join(',') : String(step);
}

function sortKey({ namespace, group, kind, name }: Identity): string {
  return [namespace, group, kind, name].join('\0');
}
