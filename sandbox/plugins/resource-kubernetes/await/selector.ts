import { at, objectAt, objectsAt, textAt, textOf, type Json, type JsonObject } from '../../protocol/json';
import type { Objects } from '../objects';

/** A label selector (`matchLabels`, `matchExpressions`) in the API server's way to write it; empty where it selects nothing. */
export function selectorText(selector: JsonObject): string {
  const labels = Object.entries(objectAt(selector, 'matchLabels')).map(([key, value]) => `${key}=${textOf(value)}`);
  const expressions = objectsAt(selector, 'matchExpressions').map((expression) => {
    const key = textAt(expression, 'key') ?? '';
    const values = texts(at(expression, 'values')).join(',');
    switch (textAt(expression, 'operator')) {
      case 'In':
        return `${key} in (${values})`;
      case 'NotIn':
        return `${key} notin (${values})`;
      case 'DoesNotExist':
        return `!${key}`;
      default:
        return key;
    }
  });
  return [...labels, ...expressions].join(',');
}

function texts(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.map(textOf) : [];
}

/** The pods that a controller (Deployment, StatefulSet, DaemonSet ...) selects. */
export async function podsOf(controller: JsonObject, objects: Objects): Promise<JsonObject[]> {
  const selector = selectorText(objectAt(controller, 'spec', 'selector'));
  if (selector === '') return [];
  const namespace = textAt(controller, 'metadata', 'namespace') ?? 'default';
  return objects.list({ apiVersion: 'v1', kind: 'Pod' }, namespace, selector);
}
