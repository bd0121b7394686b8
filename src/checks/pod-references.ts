import { hasToken } from '../core/token';
import { dataAt, listAt, textAt, valueAt } from './data';
import type { Data } from './data';
import type { PodOwner } from './pod-owner';

/** Something that a pod needs by name: it does not start before it is there. */
export interface PodReference {
  readonly kind: 'ConfigMap' | 'Secret' | 'ServiceAccount' | 'PersistentVolumeClaim';
  readonly name: string;
  /** Key of a ConfigMap or Secret; nothing when the whole is meant. */
  readonly key?: string;
  /** Where the pod refers to it, in words: `container api, env JWT_SECRET`. */
  readonly from: string;
}

/** Everything that the pods of an object refer to by name, but for what is marked optional. */
export function podReferences(owner: PodOwner): PodReference[] {
  const { pod, containers } = owner;
  return [
    ...named('ServiceAccount', textAt(pod, 'serviceAccountName'), 'serviceAccountName'),
    ...listAt(pod, 'imagePullSecrets').flatMap((secret) => named('Secret', textAt(secret, 'name'), 'imagePullSecrets')),
    ...listAt(pod, 'volumes').flatMap(volumeReferences),
    ...containers.flatMap(({ name, spec }) => containerReferences(`container ${name}`, spec)),
  ];
}

function containerReferences(from: string, container: Data): PodReference[] {
  const variables = listAt(container, 'env').flatMap((variable) => {
    const place = `${from}, env ${textAt(variable, 'name') ?? ''}`;
    const source = dataAt(variable, 'valueFrom');
    return [
      ...keyReference('ConfigMap', dataAt(source, 'configMapKeyRef'), place),
      ...keyReference('Secret', dataAt(source, 'secretKeyRef'), place),
    ];
  });
  const whole = listAt(container, 'envFrom').flatMap((source) => [
    ...unlessOptional('ConfigMap', dataAt(source, 'configMapRef'), 'name', `${from}, envFrom`),
    ...unlessOptional('Secret', dataAt(source, 'secretRef'), 'name', `${from}, envFrom`),
  ]);
  return [...variables, ...whole];
}

function volumeReferences(volume: Data): PodReference[] {
  const from = `volume ${textAt(volume, 'name') ?? ''}`;
  return [
    ...sourceReferences('ConfigMap', dataAt(volume, 'configMap'), 'name', from),
    ...sourceReferences('Secret', dataAt(volume, 'secret'), 'secretName', from),
    ...listAt(volume, 'projected', 'sources').flatMap((source) => [
      ...sourceReferences('ConfigMap', dataAt(source, 'configMap'), 'name', from),
      ...sourceReferences('Secret', dataAt(source, 'secret'), 'name', from),
    ]),
    ...named('PersistentVolumeClaim', textAt(volume, 'persistentVolumeClaim', 'claimName'), from),
  ];
}

function sourceReferences(kind: 'ConfigMap' | 'Secret', source: Data, nameField: string, from: string): PodReference[] {
  return unlessOptional(kind, source, nameField, from).flatMap((whole) => {
    const keys = listAt(source, 'items').flatMap((item) => textAt(item, 'key') ?? []);
    return keys.length === 0 ? [whole] : keys.map((key) => ({ ...whole, key }));
  });
}

function keyReference(kind: 'ConfigMap' | 'Secret', reference: Data, from: string): PodReference[] {
  const key = textAt(reference, 'key');
  return unlessOptional(kind, reference, 'name', from).map((whole) => (key === undefined ? whole : { ...whole, key }));
}

function unlessOptional(
  kind: 'ConfigMap' | 'Secret',
  reference: Data,
  nameField: string,
  from: string,
): PodReference[] {
  const optional = valueAt(reference, 'optional');
  return optional === true || hasToken(optional) ? [] : named(kind, textAt(reference, nameField), from);
}

function named(kind: PodReference['kind'], name: string | undefined, from: string): PodReference[] {
  return name === undefined || name === '' ? [] : [{ kind, name, from }];
}
