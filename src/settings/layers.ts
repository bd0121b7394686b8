import { specOf } from './field-spec';
import type { FieldSpec } from './field-spec';
import { valueAt } from './setting-path';
import type { SettingPath } from './setting-path';

/** Settings from one source. Later layers win over earlier ones. */
export interface SettingsLayer {
  /** Where they come from, for errors: `feature-api/settings.ts (prod)`. */
  readonly from: string;
  /** Plain data. Values of unknown origin are welcome: they are checked. */
  readonly values: unknown;
}

/** Keys that could change an object's own behaviour. No setting has such a name. */
const FORBIDDEN = ['__proto__', 'constructor', 'prototype'] as const;

/**
 * Puts layers over each other. Groups are merged setting by setting; everything else, lists too, is replaced whole.
 * `undefined` says nothing, `null` takes back what lower layers wrote. A group whose discriminator changes is replaced
 * whole. The layers are left as they are.
 */
export function mergeLayers(layers: readonly unknown[], spec?: FieldSpec): unknown {
  return layers.reduce((lower, upper) => merge(lower, upper, spec), undefined);
}

/** The paths of keys that are never taken from data, because they could change an object's own behaviour. */
export function forbiddenPaths(values: unknown, path: SettingPath = []): SettingPath[] {
  if (Array.isArray(values)) return values.flatMap((value, index) => forbiddenPaths(value, [...path, index]));
  if (!isPlain(values)) return [];
  return Object.entries(values).flatMap(([key, value]) =>
    isForbidden(key) ? [[...path, key]] : forbiddenPaths(value, [...path, key]),
  );
}

/** Deepest nesting of settings. No schema comes near; a structure that holds itself has no end. */
const DEEPEST = 64;

/** The path at which values are nested too deeply to be settings, or nothing. Told before anything walks them to the end. */
export function bottomlessPath(values: unknown, path: SettingPath = []): SettingPath | undefined {
  if (!Array.isArray(values) && !isPlain(values)) return undefined;
  if (path.length >= DEEPEST) return path.slice(0, 3);
  for (const [key, value] of Object.entries(values)) {
    const found = bottomlessPath(value, [...path, Array.isArray(values) ? Number(key) : key]);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The last layer that says something about a path, or nothing when none does. */
export function layerOf(layers: readonly SettingsLayer[], path: SettingPath): SettingsLayer | undefined {
  return layers.findLast(({ values }) => {
    const written = valueAt(values, path);
    return written !== undefined && written !== null;
  });
}

/** Whether a value is an object of settings: no list, and no instance of a class. */
export function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function merge(lower: unknown, upper: unknown, spec: FieldSpec | undefined): unknown {
  if (upper === undefined) return lower;
  if (upper === null) return undefined;
  if (!isPlain(upper)) return upper;
  const base = isPlain(lower) && !namesAnotherShape(lower, upper, spec) ? lower : {};
  const merged: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(base), ...Object.keys(upper)])) {
    if (isForbidden(key)) continue;
    const child = spec?.structure?.child(key, { ...base, ...upper });
    const value = merge(own(base, key), own(upper, key), child && specOf(child));
    if (value !== undefined) merged[key] = value;
  }
  return merged;
}

function namesAnotherShape(
  lower: Readonly<Record<string, unknown>>,
  upper: Readonly<Record<string, unknown>>,
  spec: FieldSpec | undefined,
): boolean {
  const key = spec?.structure?.discriminator;
  if (key === undefined || own(upper, key) === undefined) return false;
  return own(upper, key) !== own(lower, key);
}

function own(values: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(values, key) ? values[key] : undefined;
}

function isForbidden(key: string): boolean {
  return FORBIDDEN.some((forbidden) => forbidden === key);
}
