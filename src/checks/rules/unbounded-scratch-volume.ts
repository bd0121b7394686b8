import { dataAt, isData, listAt, textAt, valueAt } from '../data';
import { deployment, shop } from '../examples';
import { ofPods } from '../look';
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
  check: ofPods(({ object, pod, containers }) => {
    const isLimited = containers.every(
      ({ spec }) => valueAt(spec, 'resources', 'limits', 'ephemeral-storage') !== undefined,
    );
    return listAt(pod, 'volumes')
      .filter((volume) => isData(volume['emptyDir']))
      .filter((volume) => {
        const { sizeLimit, medium } = dataAt(volume, 'emptyDir');
        return sizeLimit === undefined && (medium === 'Memory' || !isLimited);
      })
      .map((volume) => ({ at: object, message: `volume ${textAt(volume, 'name') ?? ''} has no sizeLimit` }));
  }),
};
