import type { LiveSlot } from './outputs';

/** What stands for a value that a preview cannot know. */
export const UNAVAILABLE = Symbol('not there yet');

/**
 * The value that a slot picks from the fields of a deployed object. What is not there is not available yet in a preview, and an
 * error afterwards. `place` says where the value is wanted.
 */
export function pickLive(fields: unknown, { owner, pick }: LiveSlot, place: string, preview: boolean): unknown {
  const picked = attempt(() => pick(fields));
  if ('value' in picked && picked.value !== undefined) return picked.value;
  if (preview) return UNAVAILABLE;
  throw new Error(
    `${place} takes a value from the deployed [${owner.node.path}] that it does not have; correct the function given to Outputs.from, or wait for the value with the annotation pulumi.com/waitFor`,
    'error' in picked ? { cause: picked.error } : {},
  );
}

function attempt(action: () => unknown): { readonly value: unknown } | { readonly error: unknown } {
  try {
    return { value: action() };
  } catch (error) {
    return { error };
  }
}
