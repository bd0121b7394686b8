import { hasToken } from './token';
import type { Container } from './container';
import { asList, asText, isData, listAt, textAt } from './data';
import type { Data } from './data';
import type { PodOwner } from './pod-owner';

/** Something that a pod needs by name: it does not start before it is there. */
export interface PodReference {
  readonly kind: 'ConfigMap' | 'Secret' | 'ServiceAccount' | 'PersistentVolumeClaim';
  readonly name: string;
  /** Key of a ConfigMap or Secret; nothing when the whole is meant. */
  readonly key: string | undefined;
  /** Where the pod refers to it: the container, where it is one, the field, and the name of the item in it. */
  readonly from: {
    readonly container?: Container;
    readonly field: string;
    readonly item?: Data;
  };
}

type Source = PodReference['from'];

/** Where a pod refers to something, in words: `container api, env JWT_SECRET`. */
export function placeOf({ from: { container, field, item } }: PodReference): string {
  const place = item === undefined ? field : `${field} ${asText(item['name']) ?? ''}`;
  return container === undefined ? place : `container ${container.name}, ${place}`;
}

/** Everything that the pods of an object refer to by name, but for what is marked optional. */
export function podReferences({ pod, containers, volumes }: PodOwner): PodReference[] {
  const found: PodReference[] = [];
  addNamed(found, 'ServiceAccount', pod, 'serviceAccountName', { field: 'serviceAccountName' });
  asList(pod['imagePullSecrets']).forEach((secret) => {
    addNamed(found, 'Secret', secret, 'name', { field: 'imagePullSecrets' });
  });
  volumes.forEach((volume) => {
    addVolume(found, volume);
  });
  containers.forEach((container) => {
    addContainer(found, container);
  });
  return found;
}

function addContainer(found: PodReference[], container: Container): void {
  container.env.forEach((item) => {
    const source = item['valueFrom'];
    if (!isData(source)) return;
    const from = { container, field: 'env', item };
    addKey(found, 'ConfigMap', source['configMapKeyRef'], from);
    addKey(found, 'Secret', source['secretKeyRef'], from);
  });
  asList(container.spec['envFrom']).forEach((source) => {
    const from = { container, field: 'envFrom' };
    addWhole(found, 'ConfigMap', source['configMapRef'], from);
    addWhole(found, 'Secret', source['secretRef'], from);
  });
}

function addVolume(found: PodReference[], item: Data): void {
  const from = { field: 'volume', item };
  addSource(found, 'ConfigMap', item['configMap'], 'name', from);
  addSource(found, 'Secret', item['secret'], 'secretName', from);
  listAt(item, 'projected', 'sources').forEach((source) => {
    addSource(found, 'ConfigMap', source['configMap'], 'name', from);
    addSource(found, 'Secret', source['secret'], 'name', from);
  });
  addNamed(found, 'PersistentVolumeClaim', item['persistentVolumeClaim'], 'claimName', from);
}

type KeyHolder = 'ConfigMap' | 'Secret';

/** A ConfigMap or Secret as files: the keys that are picked, or the whole of it. */
function addSource(found: PodReference[], kind: KeyHolder, source: unknown, nameField: string, from: Source): void {
  if (!isData(source) || isOptional(source)) return;
  const keys = asList(source['items']).flatMap((item) => asText(item['key']) ?? []);
  if (keys.length === 0) addNamed(found, kind, source, nameField, from);
  for (const key of keys) addNamed(found, kind, source, nameField, from, key);
}

function addKey(found: PodReference[], kind: KeyHolder, reference: unknown, from: Source): void {
  if (isData(reference) && !isOptional(reference))
    addNamed(found, kind, reference, 'name', from, asText(reference['key']));
}

function addWhole(found: PodReference[], kind: KeyHolder, reference: unknown, from: Source): void {
  if (isData(reference) && !isOptional(reference)) addNamed(found, kind, reference, 'name', from);
}

function isOptional(reference: Data): boolean {
  const optional = reference['optional'];
  return optional === true || hasToken(optional);
}

function addNamed(
  found: PodReference[],
  kind: PodReference['kind'],
  reference: unknown,
  nameField: string,
  from: Source,
  key?: string,
): void {
  const name = isData(reference) ? textAt(reference, nameField) : undefined;
  if (name !== undefined && name !== '') found.push({ kind, name, key, from });
}
