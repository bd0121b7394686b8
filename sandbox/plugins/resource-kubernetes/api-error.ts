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
    /** Seconds after which the API server wants to be asked again; nothing where it does not say. */
    public readonly retryAfterSeconds?: number,
  ) {
    super(message);
  }
}

/** The API server did not answer. */
export class UnreachableError extends Error {
  constructor(
    server: string,
    /** Code of the system, such as `ECONNREFUSED`; empty where it has none. */
    public readonly code: string,
    cause: Error,
  ) {
    super(`the API server at ${server} cannot be reached: ${cause.message}`, { cause });
  }
}

/** Reads the API server's answer to a request that it refused. */
export function apiError(code: number, body: JsonObject | string, retryAfterSeconds?: number): ApiError {
  if (typeof body === 'string') {
    return new ApiError(code, '', `the API server answered ${code}: ${body.trim()}`, {}, retryAfterSeconds);
  }
  const message = textAt(body, 'message') ?? `the API server answered ${code}`;
  return new ApiError(numberAt(body, 'code') ?? code, textAt(body, 'reason') ?? '', message, body, retryAfterSeconds);
}

/** Whether the API server cannot answer just now: it starts anew, its etcd has no leader, or it has too much to do. */
export function isPassing(error: unknown): error is ApiError | UnreachableError {
  return error instanceof UnreachableError || (error instanceof ApiError && (error.code === 429 || error.code >= 500));
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

/** Whether the object is not as the API server's rules for its kind want it. */
export function isInvalid(error: unknown): error is ApiError {
  return error instanceof ApiError && error.code === 422;
}

/** Whether the object cannot be changed in the way that was asked for: the API server would have to make a new one. */
export function isImmutable(error: unknown): boolean {
  return (
    isInvalid(error) &&
    /immutable|may not be changed|may not change|cannot change|may not be updated|are forbidden/i.test(error.message)
  );
}

/** The API server has no such kind. */
export class KindMissingError extends Error {
  constructor(apiVersion: string, kind: string) {
    super(`no matches for kind "${kind}" in version "${apiVersion}"`);
  }
}
