import { objectsAt, textAt } from '../protocol/json';
import { ApiError, isConflict, KindMissingError } from './api-error';

/** Who owns a field that we want. */
export interface Owner {
  readonly manager: string;
  /** Part of the object through which it wrote, such as `scale`. */
  readonly subresource: string | undefined;
}

const OWNER = /conflict with "(?<manager>[^"]+)"(?: with subresource "(?<subresource>[^"]+)")?/;

/** The owners of fields which we want, or nothing where the error is no such conflict. */
export function conflictingOwners(error: unknown): Owner[] | undefined {
  if (!(error instanceof ApiError) || !isConflict(error)) return undefined;
  const owners = objectsAt(error.status, 'details', 'causes').flatMap((cause) => {
    const { manager, subresource } = OWNER.exec(textAt(cause, 'message') ?? '')?.groups ?? {};
    return manager === undefined ? [] : [{ manager, subresource }];
  });
  return owners.length === 0 ? undefined : owners;
}

/** An error in the API server's words, with what helps where the words alone do not. */
export function explained(error: unknown, fieldManager: string): string {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof KindMissingError)
    return `${message}; make sure that its CustomResourceDefinition is installed first`;
  if (conflictingOwners(error) === undefined) return message;
  return `Server-Side Apply field conflict detected: the resource managed by field manager "${fieldManager}" had an apply conflict: ${message}; leave the field to the other manager, or take it with the annotation pulumi.com/patchForce: "true"`;
}
