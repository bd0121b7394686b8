import { hasToken } from '../../core/token';
import { listAt, textAt, valueAt } from '../data';
import { deployment, shop } from '../examples';
import { ofPods } from '../look';
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
  check: ofPods(({ object, pod, containers }) => {
    const claims = valueAt(object.spec, 'volumeClaimTemplates');
    const volumes = [
      ...listAt(pod, 'volumes').map((volume) => textAt(volume, 'name')),
      ...listAt(object.spec, 'volumeClaimTemplates').map((one) => textAt(one, 'metadata', 'name')),
    ];
    if (hasToken(valueAt(pod, 'volumes')) || hasToken(claims) || volumes.some(hasToken)) return [];
    return containers.flatMap(({ name, spec }) =>
      ['volumeMounts', 'volumeDevices']
        .flatMap((field) => listAt(spec, field))
        .map((mount) => textAt(mount, 'name') ?? '')
        .filter((volume) => !hasToken(volume) && !volumes.includes(volume))
        .map((volume) => ({
          at: object,
          message: `container ${name} mounts volume '${volume}', which its pod does not have`,
        })),
    );
  }),
};
