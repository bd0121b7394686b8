import { identityKey, type Identity } from './identity';
import { groupOf, isFields, textAt, type Fields, type Manifest } from './manifest';
import { NAME_FIELDS, OBJECT_FIELDS, type Target } from './reference-fields';

/** Fields of `metadata`, and of kinds that hold free data or schemas, say nothing about other objects. */
const FREE_FIELDS = new Set([
  'metadata',
  'data',
  'stringData',
  'binaryData',
  'status',
  'matchLabels',
  'labels',
  'annotations',
]);
const FREE_KINDS = new Set(['CustomResourceDefinition']);

const CORE = '';
const EXTERNAL_SECRETS = 'external-secrets.io';
const CERT_MANAGER = 'cert-manager.io';

/**
 * Keys of the identities that an object refers to by name, so that it is created after them: its namespace, its kind's
 * definition, and what its fields name. Never a Service of a pod: a Service waits for its pods, not the other way round.
 */
export function references(manifest: Manifest): string[] {
  const namespace = manifest.metadata.namespace ?? '';
  const found = new Set<string>([definitionKey(groupOf(manifest.apiVersion), manifest.kind)]);
  const add = (identity: Identity) => found.add(identityKey(identity));
  if (namespace !== '') add({ group: CORE, kind: 'Namespace', namespace: '', name: namespace });

  // every field of every object comes through here: no list of entries is made, and most fields are left at once
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) walk(item);
    else if (isFields(value)) for (const field of Object.keys(value)) visit(field, value[field]);
  };
  const visit = (field: string, value: unknown): void => {
    if (typeof value === 'string') {
      const target = NAME_FIELDS.get(field);
      if (target !== undefined && value !== '') for (const identity of named(target, value, namespace)) add(identity);
    } else if (typeof value === 'object' && !FREE_FIELDS.has(field)) {
      if (OBJECT_FIELDS.has(field))
        for (const one of Array.isArray(value) ? value : [value])
          if (isFields(one)) for (const identity of pointedAt(field, one, namespace)) add(identity);
      walk(value);
    }
  };
  if (!FREE_KINDS.has(manifest.kind)) walk(manifest);
  return [...found];
}

/** Keys that an object answers for besides its own identity: the kind that it defines, the Secret that its controller will write. */
export function provides(manifest: Manifest): string[] {
  const { kind, metadata, spec } = manifest;
  const { name, namespace = '' } = metadata;
  const group = groupOf(manifest.apiVersion);
  const secret = (secretName: string) => [identityKey({ group: CORE, kind: 'Secret', namespace, name: secretName })];
  if (kind === 'CustomResourceDefinition') {
    const [defined, definedKind] = [textAt(spec, 'group'), textAt(spec, 'names', 'kind')];
    return defined === undefined || definedKind === undefined ? [] : [definitionKey(defined, definedKind)];
  }
  if (group === EXTERNAL_SECRETS && kind === 'ExternalSecret') return secret(textAt(spec, 'target', 'name') ?? name);
  const secretName = group === CERT_MANAGER && kind === 'Certificate' ? textAt(spec, 'secretName') : undefined;
  return secretName === undefined ? [] : secret(secretName);
}

function definitionKey(group: string, kind: string): string {
  return `definition of ${group}/${kind}`;
}

/** An object that a field points at by `name`, with `kind`, `namespace` and group where the field allows them. */
function pointedAt(field: string, value: Fields, namespace: string): Identity[] {
  const target = OBJECT_FIELDS.get(field);
  const name = textAt(value, 'name');
  if (target === undefined || name === undefined) return [];
  const kind = textAt(value, 'kind') ?? target.kind;
  const apiVersion = textAt(value, 'apiVersion') ?? textAt(value, 'apiGroup') ?? textAt(value, 'group');
  if (kind === '') return [];
  const group = apiVersion === undefined ? target.group : apiVersion.includes('/') ? groupOf(apiVersion) : apiVersion;
  return named(
    { group: group === 'v1' ? CORE : group, kind, scope: target.scope },
    name,
    textAt(value, 'namespace') ?? namespace,
  );
}

/** A name may mean an object of the namespace or of the cluster; only those that are in the App make an edge. */
function named({ group, kind, scope }: Target, name: string, namespace: string): Identity[] {
  const inNamespace = { group, kind, namespace, name };
  const inCluster = { group, kind, namespace: '', name };
  if (scope === 'cluster') return [inCluster];
  return scope === 'namespaced' ? [inNamespace] : [inNamespace, inCluster];
}
