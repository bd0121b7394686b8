import { objectAt, textAt, type JsonObject } from '../protocol/json';
import { ApiError, isImmutable, isInvalid, isNamespaceMissing, isUnauthorised, KindMissingError } from './api-error';
import type { ApplyOptions, Objects } from './objects';

/**
 * What the API server would answer to a new object, or nothing where it cannot know yet. What it refuses, it refuses now.
 * @throws ApiError when the object could not be made
 */
export async function previewCreate(
  objects: Objects,
  object: JsonObject,
  fieldManager: string,
): Promise<JsonObject | undefined> {
  const dryRun = { fieldManager, force: true, dryRun: true };
  try {
    return await objects.apply(object, dryRun);
  } catch (error) {
    if (isOpen(error)) return undefined;
    if (!isInvalid(error)) throw error;
    // where the object is about to be replaced, the old one is still there and may be what makes it invalid
    await previewElsewhere(objects, object, dryRun, error);
    return undefined;
  }
}

/** Asks under a name that nobody has. @throws what was refused before, or now where that was only about the old object */
async function previewElsewhere(
  objects: Objects,
  object: JsonObject,
  dryRun: ApplyOptions,
  refused: ApiError,
): Promise<void> {
  const metadata = objectAt(object, 'metadata');
  const name = `${(textAt(metadata, 'name') ?? '').slice(0, 45)}-preview`;
  try {
    await objects.apply({ ...object, metadata: { ...metadata, name } }, dryRun);
  } catch (error) {
    if (!isOpen(error)) throw isImmutable(refused) ? error : refused;
  }
}

/**
 * Whether the API server's refusal may be gone when the time comes: it asks for something that the same update may make
 * first (a namespace, a kind, a ServiceAccount), or this user may not ask for dry runs.
 */
export function isOpen(error: unknown): boolean {
  if (error instanceof KindMissingError || isNamespaceMissing(error) || isUnauthorised(error)) return true;
  return error instanceof ApiError && error.code === 403 && /not found|was found/.test(error.message);
}
