import { numberAt, textAt, type JsonObject } from '../protocol/json';

/** A refusal of the API server, in its own words. */
export class ApiError extends Error {
  constructor(
    /** HTTP status code. */
    public readonly code: number,
    /** Machine-readable reason, such as `AlreadyExists`. */
    public readonly reason: string,
    message: string,
    /** The Status object that the API server sent. */
    public readonly status: JsonObject = {},
  ) {
    super(message);
  }
}

/** Reads the API server's answer to a request that it refused. */
export function apiError(code: number, body: JsonObject | string): ApiError {
  if (typeof body === 'string') return new ApiError(code, '', `the API server answered ${code}: ${body.trim()}`);
  const message = textAt(body, 'message') ?? `the API server answered ${code}`;
  return new ApiError(numberAt(body, 'code') ?? code, textAt(body, 'reason') ?? '', message, body);
}

export function isNotFound(error: unknown): boolean {
  return error instanceof ApiError && error.code === 404;
}

export function isConflict(error: unknown): boolean {
  return error instanceof ApiError && error.code === 409;
}

/** Whether the object's namespace does not exist. */
export function isNamespaceMissing(error: unknown): boolean {
  return isNotFound(error) && error instanceof Error && error.message.startsWith('namespaces "');
}

/** Whether the user may not do it (RBAC). Admission refuses with the same code, but without naming the user. */
export function isUnauthorised(error: unknown): boolean {
  return (
    error instanceof ApiError && (error.code === 401 || (error.code === 403 && /User ".*" cannot /.test(error.message)))
  );
}

/** Whether the object cannot be changed in the way that was asked for: the API server would have to make a new one. */
export function isImmutable(error: unknown): boolean {
  return (
    error instanceof ApiError &&
    error.code === 422 &&
    /immutable|may not be changed|may not change|cannot change|may not be updated|are forbidden/i.test(error.message)
  );
}

/** The API server has no such kind. */
export class KindMissingError extends Error {
  constructor(apiVersion: string, kind: string) {
    super(`no matches for kind "${kind}" in version "${apiVersion}"`);
  }
}
