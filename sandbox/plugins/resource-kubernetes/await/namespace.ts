import { objectsAt, textAt, type JsonObject } from '../../protocol/json';

/** What keeps a namespace (or whatever else is being deleted) from going, as its controller says. */
export function remainingContent(object: JsonObject): string[] {
  const finalizers = [
    ...textsOf(object, 'metadata', 'finalizers'),
    ...textsOf(object, 'spec', 'finalizers').filter((finalizer) => finalizer !== 'kubernetes'),
  ];
  const conditions = objectsAt(object, 'status', 'conditions')
    .filter(({ status }) => status === 'True')
    .filter((found) => textAt(found, 'type')?.startsWith('Namespace') === true)
    .map((found) => `[${textAt(found, 'reason') ?? ''}] ${textAt(found, 'message') ?? ''}`);
  return [...conditions, ...finalizers.map((finalizer) => `it has the finalizer ${finalizer}`)];
}

function textsOf(object: JsonObject, parent: string, field: string): string[] {
  const holder = object[parent];
  const list = typeof holder === 'object' && holder !== null && !Array.isArray(holder) ? holder[field] : undefined;
  return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : [];
}
