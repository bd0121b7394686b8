import type { JsonObject } from '../../protocol/json';
import type { Objects } from '../objects';

/** Whether an object is what it should be. */
export type Readiness =
  | { readonly state: 'ready' }
  /** It may still become ready. */
  | { readonly state: 'waiting'; readonly reasons: readonly string[] }
  /** It will not. */
  | { readonly state: 'failed'; readonly reasons: readonly string[] };

/** Judges an object that was waited for as long. What it depends on (pods, endpoints) is read with `objects`. */
export type ReadinessCheck = (
  object: JsonObject,
  objects: Objects,
  waitedSeconds: number,
) => Promise<Readiness> | Readiness;

export const READY: Readiness = { state: 'ready' };

export function waiting(...reasons: readonly string[]): Readiness {
  return { state: 'waiting', reasons };
}

export function failed(...reasons: readonly string[]): Readiness {
  return { state: 'failed', reasons };
}
