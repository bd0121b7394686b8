import { Failure } from '../failure';
import { readFileIfAny } from '../machine/atomic-file';

/** What is read of a stack's state. */
export interface StackState {
  /** When the engine wrote it, in ISO 8601. */
  readonly manifest?: { readonly time?: string };
  /** How its secrets are encrypted. */
  readonly secrets_providers?: { readonly state?: { readonly salt?: string } };
  readonly resources?: readonly {
    readonly urn: string;
    readonly type: string;
    readonly id?: string;
    readonly custom?: boolean;
  }[];
  /** Operations that an interrupted engine left unfinished. */
  readonly pending_operations?: readonly unknown[];
}

/** A file as the engine writes it; a stack that was never deployed has no state in it. */
interface Checkpoint {
  readonly checkpoint: { readonly latest?: StackState };
}

/** Reads a state; nothing when the text is not a whole one, as after a crash in the middle of writing. */
export function parseState(text: string): Checkpoint | undefined {
  try {
    const told: unknown = JSON.parse(text);
    return isCheckpoint(told) ? told : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The state in a stack's file, or nothing where there is none.
 *
 * @throws Failure when the file is damaged
 */
export function readState(file: string): StackState | undefined {
  const text = readFileIfAny(file);
  if (text === undefined) return undefined;
  const told = parseState(text);
  if (told !== undefined) return told.checkpoint.latest;
  throw new Failure(
    `The state in ${file} is damaged: its ${text.length} characters are not a whole state.`,
    "'make up' and 'make destroy' restore it from the engine's own backup.",
  );
}

function isCheckpoint(told: unknown): told is Checkpoint {
  return (
    typeof told === 'object' &&
    told !== null &&
    'checkpoint' in told &&
    typeof told.checkpoint === 'object' &&
    told.checkpoint !== null
  );
}
