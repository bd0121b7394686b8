import type { Manifest } from 'seaworthy/synth';
import { emit } from '../../src/synth/emit';
import { everyReader, readByAll } from '../synth/readers';

const UNSOUND = /\[object \w+\]|^undefined$|\bNaN\b|Infinity|Calling \[to(String|JSON)\] on an \[Output<T>\]/;

/** Nothing in a manifest is the remains of a value that was no text, and its YAML reads back as the same data. */
export function expectSound(manifests: readonly Manifest[]): void {
  const found: string[] = [];
  walk(manifests, 'manifests', found);
  expect(found).toEqual([]);
  expect(readByAll(emit(manifests))).toEqual(everyReader(manifests));
}

function walk(value: unknown, path: string, found: string[]): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) walk(item, `${path}[${index}]`, found);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) walk(item, `${path}.${key}`, found);
  } else if (typeof value === 'string' ? UNSOUND.test(value) : typeof value === 'number' && !Number.isFinite(value)) {
    found.push(`${path}: ${String(value)}`);
  }
}
