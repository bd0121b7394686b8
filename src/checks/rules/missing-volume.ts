import { hasToken } from '../../core/token';
import { listAt, textAt, valueAt } from '../data';
import { deployment, shop } from '../examples';
import { ofContainers } from '../look';
import type { PodOwner } from '../pod-owner';
import type { Rule } from '../rule';

const example = (name: string) =>
  shop([
    deployment({
      container: { volumeMounts: [{ name, mountPath: '/tmp' }] },
      pod: { volumes: [{ name: 'tmp', emptyDir: { sizeLimit: '64Mi' } }] },
    }),
  ]);

/** Mounts of volumes that there are not. */
export const missingVolume: Rule = {
  id: 'missing-volume',
  title: 'Every volume that a container mounts is one of its pod.',
  why: 'The API server refuses the pod, in the middle of a deployment.',
  fix: 'add the volume, or correct the name of the mount',
  severity: 'error',
  bad: () => example('temp'),
  good: () => example('tmp'),
  check: ofContainers(({ name, spec }, owner) => {
    const mounts = listAt(spec, 'volumeMounts').concat(listAt(spec, 'volumeDevices'));
    if (mounts.length === 0) return [];
    const volumes = volumeNames(owner);
    if (volumes === undefined) return [];
    return mounts
      .map((mount) => textAt(mount, 'name') ?? '')
      .filter((volume) => !volumes.includes(volume) && !hasToken(volume))
      .map((volume) => ({
        at: owner.object,
        message: `container ${name} mounts volume '${volume}', which its pod does not have`,
      }));
  }),
};

/** Names of the volumes of a pod, or nothing when only a deployment knows them all. */
function volumeNames({ object, pod, volumes }: PodOwner): readonly (string | undefined)[] | undefined {
  const claims = valueAt(object.spec, 'volumeClaimTemplates');
  if (hasToken(valueAt(pod, 'volumes')) || hasToken(claims)) return undefined;
  const names = volumes
    .map((volume) => textAt(volume, 'name'))
    .concat(listAt(object.spec, 'volumeClaimTemplates').map((one) => textAt(one, 'metadata', 'name')));
  return names.some(hasToken) ? undefined : names;
}
