import { objectsAt, textAt } from '../protocol/json';
import { ApiError, isConflict, KindMissingError } from './api-error';

/** The managers that own fields which we want, or nothing where the error is no such conflict. */
export function conflictingManagers(error: unknown): string[] | undefined {
  if (!(error instanceof ApiError) || !isConflict(error)) return undefined;
  const managers = objectsAt(error.status, 'details', 'causes').flatMap((cause) => {
    const manager = /conflict with "([^"]+)"/.exec(textAt(cause, 'message') ?? '')?.[1];
    return manager === undefined ? [] : [manager];
  });
  return managers.length === 0 ? undefined : managers;
}

/** An error in the API server's words, with what helps where the words alone do not. */
export function explained(error: unknown, fieldManager: string): string {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof KindMissingError)
    return `${message}; make sure that its CustomResourceDefinition is installed first`;
  if (conflictingManagers(error) === undefined) return message;
  return `Server-Side Apply field conflict detected: the resource managed by field manager "${fieldManager}" had an apply conflict: ${message}; leave the field to the other manager, or take it with the annotation pulumi.com/patchForce: "true"`;
}
