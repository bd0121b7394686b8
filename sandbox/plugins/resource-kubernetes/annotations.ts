import { objectAt, textAt, type JsonObject } from '../protocol/json';

/** Annotations by which a manifest tells the provider how to treat it. */
const ANNOTATION = {
  autonamed: 'pulumi.com/autonamed',
  skipAwait: 'pulumi.com/skipAwait',
  waitFor: 'pulumi.com/waitFor',
  timeoutSeconds: 'pulumi.com/timeoutSeconds',
  replaceUnready: 'pulumi.com/replaceUnready',
  patchForce: 'pulumi.com/patchForce',
  fieldManager: 'pulumi.com/patchFieldManager',
  deletionPropagation: 'pulumi.com/deletionPropagationPolicy',
} as const;

/** Time that an object has to become ready, or to go, unless it says otherwise. */
const DEFAULT_TIMEOUT_SECONDS = 600;

function annotation(object: JsonObject, name: keyof typeof ANNOTATION): string | undefined {
  return textAt(objectAt(object, 'metadata', 'annotations'), ANNOTATION[name]);
}

/** Whether the object's name was made by the provider. */
export function isAutonamed(object: JsonObject): boolean {
  return annotation(object, 'autonamed') === 'true';
}

/** The object under a name that the provider made, marked as such. */
export function autonamed(object: JsonObject, name: string): JsonObject {
  const metadata = objectAt(object, 'metadata');
  const annotations = { ...objectAt(metadata, 'annotations'), [ANNOTATION.autonamed]: 'true' };
  return { ...object, metadata: { ...metadata, name, annotations } };
}

/** Whether nobody waits for the object to become ready. */
export function skipsReadiness(object: JsonObject): boolean {
  return ['true', 'ready'].includes(annotation(object, 'skipAwait') ?? '');
}

/** Kinds whose deletion `skipAwait` does not wait for either: those of the real provider, by an old mistake of its own. */
const UNAWAITED_DELETION = [
  'apps/v1/DaemonSet',
  'apps/v1/Deployment',
  'apps/v1/StatefulSet',
  'batch/v1/Job',
  'v1/Namespace',
  'v1/Pod',
  'v1/ReplicationController',
];

/** Whether nobody waits for the object to be gone. */
export function skipsDeletion(object: JsonObject): boolean {
  const type = `${textAt(object, 'apiVersion') ?? ''}/${textAt(object, 'kind') ?? ''}`;
  return annotation(object, 'skipAwait') === 'true' && UNAWAITED_DELETION.includes(type);
}

/** What the manifest waits for in place of what its kind says. */
export function waitedFor(object: JsonObject): string | undefined {
  const wanted = annotation(object, 'waitFor');
  return wanted === '' ? undefined : wanted;
}

/** Whether an object that did not become ready is made anew. */
export function replacesUnready(object: JsonObject): boolean {
  return annotation(object, 'replaceUnready') === 'true';
}

/** Seconds to wait: the resource's `customTimeouts` (0: none), then the annotation, then ten minutes. */
export function timeoutSeconds(object: JsonObject, customTimeout: number): number {
  const annotated = Number(annotation(object, 'timeoutSeconds'));
  if (customTimeout > 0) return customTimeout;
  return Number.isFinite(annotated) && annotated > 0 ? annotated : DEFAULT_TIMEOUT_SECONDS;
}

/** Whether the manifest takes fields from other managers. */
export function forcesPatch(object: JsonObject): boolean {
  return annotation(object, 'patchForce') === 'true';
}

/** The field manager that the manifest asks for. */
export function wantedFieldManager(object: JsonObject): string | undefined {
  return annotation(object, 'fieldManager');
}

/** What becomes of the objects that a deleted object owns. The default waits for them. */
export function deletionPropagation(object: JsonObject): string {
  const wanted = annotation(object, 'deletionPropagation')?.toLowerCase();
  if (wanted === 'orphan') return 'Orphan';
  return wanted === 'background' ? 'Background' : 'Foreground';
}
