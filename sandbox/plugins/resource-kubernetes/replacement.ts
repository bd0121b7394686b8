import { at, isObject, textOf, type Json } from '../protocol/json';
import type { Change } from './difference';
import { REPLACEMENT_RULES } from './replacement-rules';

/** An object is told from others by these. */
const IDENTITY = ['apiVersion', 'kind', 'metadata.name', 'metadata.namespace'];

const CONFIG_MAP_DATA = ['binaryData', 'data'];
const SECRET_DATA = ['data', 'stringData'];
const IMMUTABLE = ['immutable'];

/** What the provider was told about objects that hold configuration. */
export interface Mutability {
  readonly enableConfigMapMutable: boolean;
  readonly enableSecretMutable: boolean;
}

/** Paths whose change needs a new object. `old` is the object as it is now. */
export function replacementPaths(old: Json, mutability: Mutability): readonly string[] {
  const type = `${textOf(at(old, 'apiVersion'))}/${textOf(at(old, 'kind'))}`;
  const frozen = at(old, 'immutable') === true;
  if (type === 'v1/ConfigMap') {
    if (frozen) return [...IDENTITY, ...CONFIG_MAP_DATA, ...IMMUTABLE];
    return mutability.enableConfigMapMutable ? IDENTITY : [...IDENTITY, ...CONFIG_MAP_DATA];
  }
  if (type === 'v1/Secret') {
    if (frozen) return [...IDENTITY, 'type', ...SECRET_DATA, ...IMMUTABLE];
    return mutability.enableSecretMutable ? [...IDENTITY, 'type'] : [...IDENTITY, 'type', ...SECRET_DATA];
  }
  return [...IDENTITY, ...(REPLACEMENT_RULES[type] ?? [])];
}

/** Whether a change touches one of the paths: at it, below it, or by adding or removing what holds it. */
export function needsReplacement(change: Change, paths: readonly string[]): boolean {
  return paths.some((path) => touches(change, path.split('.')));
}

function touches(change: Change, rule: readonly string[]): boolean {
  const shared = Math.min(change.path.length, rule.length);
  const alike = rule.slice(0, shared).every((step, index) => step === '*' || step === String(change.path[index]));
  if (!alike) return false;
  if (change.path.length >= rule.length) return true;
  const rest = rule.slice(shared);
  return holds(change.value, rest) || holds(change.before, rest);
}

function holds(value: Json | undefined, [step, ...rest]: readonly string[]): boolean {
  if (value === undefined) return false;
  if (step === undefined) return true;
  if (step === '*') return Array.isArray(value) && value.some((item) => holds(item, rest));
  return isObject(value) && Object.hasOwn(value, step) && holds(value[step], rest);
}
