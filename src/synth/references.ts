import type { Identity } from './identity';
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
const NONE: readonly Identity[] = [];

/**
 * What an object refers to by name, so that it is created after it: its namespace, its kind's definition, and what its fields
 * name, once or several times. Never a Service of a pod: a Service waits for its pods, not the other way round.
 */
export function references(manifest: Manifest): Identity[] {
  const namespace = manifest.metadata.namespace ?? '';
  const found: Identity[] = [definition(groupOf(manifest.apiVersion), manifest.kind)];
  if (namespace !== '') found.push({ group: CORE, kind: 'Namespace', namespace: '', name: namespace });

  // every field of every object comes through here: no list of entries is made, and most fields are left at once
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) walk(item);
    else if (isFields(value)) for (const field of Object.keys(value)) visit(field, value[field]);
  };
  const visit = (field: string, value: unknown): void => {
    if (typeof value === 'string') {
      const target = NAME_FIELDS.get(field);
      if (target !== undefined && value !== '') addNamed(found, target, value, namespace);
    } else if (typeof value === 'object' && !FREE_FIELDS.has(field)) {
      if (OBJECT_FIELDS.has(field))
        for (const one of Array.isArray(value) ? value : [value])
          if (isFields(one)) addPointedAt(found, field, one, namespace);
      walk(value);
    }
  };
  if (!FREE_KINDS.has(manifest.kind)) walk(manifest);
  return found;
}

/** What an object answers for besides itself: the kind that it defines, the Secret that its controller will write. */
export function provides(manifest: Manifest): readonly Identity[] {
  const { kind, metadata, spec } = manifest;
  const { name, namespace = '' } = metadata;
  const group = groupOf(manifest.apiVersion);
  const secret = (secretName: string) => [{ group: CORE, kind: 'Secret', namespace, name: secretName }];
  if (kind === 'CustomResourceDefinition') {
    const [defined, definedKind] = [textAt(spec, 'group'), textAt(spec, 'names', 'kind')];
    return defined === undefined || definedKind === undefined ? NONE : [definition(defined, definedKind)];
  }
  if (group === EXTERNAL_SECRETS && kind === 'ExternalSecret') return secret(textAt(spec, 'target', 'name') ?? name);
  const secretName = group === CERT_MANAGER && kind === 'Certificate' ? textAt(spec, 'secretName') : undefined;
  return secretName === undefined ? NONE : secret(secretName);
}

/** A kind itself: every object has a name. */
function definition(group: string, kind: string): Identity {
  return { group, kind, namespace: '', name: '' };
}

/** An object that a field points at by `name`, with `kind`, `namespace` and group where the field allows them. */
function addPointedAt(found: Identity[], field: string, value: Fields, namespace: string): void {
  const target = OBJECT_FIELDS.get(field);
  const name = textAt(value, 'name');
  if (target === undefined || name === undefined) return;
  const kind = textAt(value, 'kind') ?? target.kind;
  const apiVersion = textAt(value, 'apiVersion') ?? textAt(value, 'apiGroup') ?? textAt(value, 'group');
  if (kind === '') return;
  const group = apiVersion === undefined ? target.group : apiVersion.includes('/') ? groupOf(apiVersion) : apiVersion;
  addNamed(
    found,
    { group: group === 'v1' ? CORE : group, kind, scope: target.scope },
    name,
    textAt(value, 'namespace') ?? namespace,
  );
}

/** A name may mean an object of the namespace or of the cluster; only those that are in the App make an edge. */
function addNamed(found: Identity[], { group, kind, scope }: Target, name: string, namespace: string): void {
  if (scope !== 'cluster') found.push({ group, kind, namespace, name });
  if (scope !== 'namespaced') found.push({ group, kind, namespace: '', name });
}
