import { isFields, type Fields } from '../manifest';
import type { ItemKey } from './field-path';

/**
 * What tells the items of a list apart, by the name of the list: the merge keys of Kubernetes, and those of the kinds that the
 * library renders. The first choice that fits both lists is taken; a list that none fits is compared by position.
 */
const KEYS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  conditions: [['type']],
  data: [['secretKey']],
  endpoints: [['port', 'path']],
  hostAliases: [['ip']],
  items: [['key'], ['path']],
  matchExpressions: [['key', 'operator']],
  metrics: [
    ['name'],
    [
      'type',
      'resource.name',
      'containerResource.name',
      'pods.metric.name',
      'object.metric.name',
      'external.metric.name',
    ],
  ],
  parentRefs: [['kind', 'namespace', 'name', 'sectionName', 'port']],
  ports: [['containerPort', 'protocol'], ['port', 'protocol'], ['name']],
  rules: [['name'], ['record', 'alert'], ['record', 'alert', 'labels.severity'], ['host']],
  subjects: [['kind', 'namespace', 'name']],
  topologySpreadConstraints: [['topologyKey', 'whenUnsatisfiable']],
  triggers: [['name'], ['type']],
  volumeClaimTemplates: [['metadata.name']],
  volumeDevices: [['devicePath']],
  volumeMounts: [['mountPath']],
};

/** The convention of Kubernetes: containers, env, volumes, webhooks, versions, groups, listeners ... */
const BY_NAME: readonly (readonly string[])[] = [['name']];

/** What Kubernetes takes where a key is left out. */
const DEFAULTS: ItemKey = { protocol: 'TCP' };
/** Keys that say nothing alone. */
const NOT_ALONE = new Set(['protocol', 'kind', 'namespace', 'operator', 'type']);

/** Items of a list by their keys, in order. */
export type KeyedList = ReadonlyMap<string, { readonly key: ItemKey; readonly item: unknown }>;

/** Both lists by key; undefined when their items have none, or share one. */
export function keyed(
  list: string,
  before: readonly unknown[],
  after: readonly unknown[],
): readonly [KeyedList, KeyedList] | undefined {
  for (const names of (Object.hasOwn(KEYS, list) ? KEYS[list] : undefined) ?? BY_NAME) {
    const [first, second] = [index(before, names), index(after, names)];
    if (first !== undefined && second !== undefined) return [first, second];
  }
  return undefined;
}

function index(items: readonly unknown[], names: readonly string[]): KeyedList | undefined {
  const found = new Map<string, { readonly key: ItemKey; readonly item: unknown }>();
  for (const item of items) {
    const key = isFields(item) ? keyOf(item, names) : undefined;
    const text = JSON.stringify(key);
    if (key === undefined || found.has(text)) return undefined;
    found.set(text, { key, item });
  }
  return found;
}

function keyOf(item: Fields, names: readonly string[]): ItemKey | undefined {
  const key: Record<string, string | number> = {};
  let tells = false;
  for (const name of names) {
    const value = name.split('.').reduce<unknown>((at, step) => (isFields(at) ? at[step] : undefined), item);
    if (typeof value === 'string' || typeof value === 'number') {
      key[name] = value;
      tells ||= names.length === 1 || !NOT_ALONE.has(name);
    } else if (value !== undefined) return undefined;
    else if (DEFAULTS[name] !== undefined) key[name] = DEFAULTS[name];
  }
  return tells ? key : undefined;
}
