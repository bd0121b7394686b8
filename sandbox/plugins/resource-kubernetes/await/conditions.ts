import { objectsAt, textAt, type JsonObject } from '../../protocol/json';

/** One of `status.conditions`. */
export interface Condition {
  readonly status: string;
  readonly reason: string;
  readonly message: string;
}

/** The condition of a type, or nothing where no controller has written it yet. */
export function condition(object: JsonObject, type: string): Condition | undefined {
  const found = objectsAt(object, 'status', 'conditions').find((candidate) => candidate.type === type);
  if (found === undefined) return undefined;
  return {
    status: textAt(found, 'status') ?? '',
    reason: textAt(found, 'reason') ?? '',
    message: textAt(found, 'message') ?? '',
  };
}

export function conditionText({ reason, message }: Condition): string {
  return `[${reason}] ${message}`;
}
