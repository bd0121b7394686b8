import * as pulumi from '@pulumi/pulumi';
import type { LiveSlot } from './outputs';

/**
 * The value that a slot picks from a deployed object. What is not there yet is unknown in a preview and an error afterwards.
 * `place` says where the value is wanted.
 */
export function liveValue(
  live: pulumi.Output<unknown>,
  { owner, pick }: LiveSlot,
  place: string,
): pulumi.Output<unknown> {
  return live.apply((fields) => {
    const picked = attempt(() => pick(fields));
    if ('value' in picked && picked.value !== undefined) return picked.value;
    if (pulumi.runtime.isDryRun()) return pulumi.unknown;
    throw new Error(
      `${place} takes a value from the deployed [${owner.node.path}] that it does not have; correct the function given to Outputs.from, or wait for the value with the annotation pulumi.com/waitFor`,
      'error' in picked ? { cause: picked.error } : {},
    );
  });
}

function attempt(action: () => unknown): { readonly value: unknown } | { readonly error: unknown } {
  try {
    return { value: action() };
  } catch (error) {
    return { error };
  }
}
