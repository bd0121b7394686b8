import { asText, isData, valueAt } from '../data';
import { deployment, shop } from '../examples';
import { ofPods } from '../look';
import type { PodOwner } from '../pod-owner';
import type { Rule } from '../rule';

const example = (emptyDir: Readonly<Record<string, unknown>>) =>
  shop([
    deployment({
      container: { volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }] },
      pod: { volumes: [{ name: 'tmp', emptyDir }] },
    }),
  ]);

/** Scratch space without an end. */
export const unboundedScratchVolume: Rule = {
  id: 'unbounded-scratch-volume',
  title: 'Every emptyDir has a sizeLimit, or its containers have a limit of ephemeral storage.',
  why: 'A runaway log or cache fills the disk of its node (or its memory), and the pods of others are evicted for it.',
  fix: 'set emptyDir.sizeLimit to what the container needs at most',
  severity: 'warning',
  bad: () => example({}),
  good: () => example({ sizeLimit: '64Mi' }),
  check: ofPods((owner) =>
    owner.volumes
      .filter((volume) => isUnbounded(volume['emptyDir'], owner))
      .map((volume) => ({ at: owner.object, message: `volume ${asText(volume['name']) ?? ''} has no sizeLimit` })),
  ),
};

function isUnbounded(emptyDir: unknown, { containers }: PodOwner): boolean {
  if (!isData(emptyDir) || emptyDir['sizeLimit'] !== undefined) return false;
  return (
    // memory is not what their limits are of
    emptyDir['medium'] === 'Memory' ||
    containers.some(({ spec }) => valueAt(spec, 'resources', 'limits', 'ephemeral-storage') === undefined)
  );
}
