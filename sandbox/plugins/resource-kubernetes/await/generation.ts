import { numberAt, type JsonObject } from '../../protocol/json';

/** Whether the status still speaks of an older version of the object: its controller has not seen the newest one. */
export function isOutdated(object: JsonObject): boolean {
  const observed = numberAt(object, 'status', 'observedGeneration') ?? 0;
  return observed < (numberAt(object, 'metadata', 'generation') ?? 0);
}
