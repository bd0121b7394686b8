import { hasToken } from '../core/token';
import type { Container } from './container';
import { dataAt, listAt, textAt, valueAt } from './data';
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
  const place = item === undefined ? field : `${field} ${textAt(item, 'name') ?? ''}`;
  return container === undefined ? place : `container ${container.name}, ${place}`;
}

/** Everything that the pods of an object refer to by name, but for what is marked optional. */
export function podReferences({ pod, containers, volumes }: PodOwner): PodReference[] {
  return [
    ...named('ServiceAccount', pod, 'serviceAccountName', { field: 'serviceAccountName' }),
    ...listAt(pod, 'imagePullSecrets').flatMap((secret) =>
      named('Secret', secret, 'name', { field: 'imagePullSecrets' }),
    ),
    ...volumes.flatMap(volumeReferences),
    ...containers.flatMap(containerReferences),
  ];
}

function containerReferences(container: Container): PodReference[] {
  const variables = container.env.flatMap((item) => {
    const source = dataAt(item, 'valueFrom');
    const from = { container, field: 'env', item };
    return [
      ...keyReference('ConfigMap', dataAt(source, 'configMapKeyRef'), from),
      ...keyReference('Secret', dataAt(source, 'secretKeyRef'), from),
    ];
  });
  const from = { container, field: 'envFrom' };
  const whole = listAt(container.spec, 'envFrom').flatMap((source) => [
    ...unlessOptional('ConfigMap', dataAt(source, 'configMapRef'), 'name', from),
    ...unlessOptional('Secret', dataAt(source, 'secretRef'), 'name', from),
  ]);
  return variables.concat(whole);
}

function volumeReferences(item: Data): PodReference[] {
  const from = { field: 'volume', item };
  return [
    ...sourceReferences('ConfigMap', dataAt(item, 'configMap'), 'name', from),
    ...sourceReferences('Secret', dataAt(item, 'secret'), 'secretName', from),
    ...listAt(item, 'projected', 'sources').flatMap((source) => [
      ...sourceReferences('ConfigMap', dataAt(source, 'configMap'), 'name', from),
      ...sourceReferences('Secret', dataAt(source, 'secret'), 'name', from),
    ]),
    ...named('PersistentVolumeClaim', dataAt(item, 'persistentVolumeClaim'), 'claimName', from),
  ];
}

function sourceReferences(kind: 'ConfigMap' | 'Secret', source: Data, nameField: string, from: Source): PodReference[] {
  return unlessOptional(kind, source, nameField, from).flatMap((whole) => {
    const keys = listAt(source, 'items').flatMap((item) => textAt(item, 'key') ?? []);
    return keys.length === 0 ? [whole] : keys.map((key) => ({ ...whole, key }));
  });
}

function keyReference(kind: 'ConfigMap' | 'Secret', reference: Data, from: Source): PodReference[] {
  return unlessOptional(kind, reference, 'name', from, textAt(reference, 'key'));
}

function unlessOptional(
  kind: 'ConfigMap' | 'Secret',
  reference: Data,
  nameField: string,
  from: Source,
  key?: string,
): PodReference[] {
  const optional = valueAt(reference, 'optional');
  return optional === true || hasToken(optional) ? [] : named(kind, reference, nameField, from, key);
}

function named(
  kind: PodReference['kind'],
  reference: Data,
  nameField: string,
  from: Source,
  key?: string,
): PodReference[] {
  const name = textAt(reference, nameField);
  return name === undefined || name === '' ? [] : [{ kind, name, key, from }];
}
