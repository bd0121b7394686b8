import { hasToken } from '../token';
import { asList, asText, textAt } from '../data';
import type { Data } from '../data';
import { deployment, shop } from '../examples';
import { NOTHING_FOUND, ofContainers } from '../look';
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
    const missing: string[] = [];
    addMissing(missing, asList(spec['volumeMounts']), owner.volumes);
    addMissing(missing, asList(spec['volumeDevices']), owner.volumes);
    if (missing.length === 0 || mayHaveMore(owner)) return NOTHING_FOUND;
    const claims = claimNames(owner);
    return missing
      .filter((volume) => !claims.includes(volume) && !hasToken(volume))
      .map((volume) => ({
        at: owner.object,
        message: `container ${name} mounts volume '${volume}', which its pod does not have`,
      }));
  }),
};

function addMissing(missing: string[], mounts: readonly Data[], volumes: readonly Data[]): void {
  mounts.forEach((mount) => {
    const name = asText(mount['name']) ?? '';
    if (!volumes.some((volume) => volume['name'] === name)) missing.push(name);
  });
}

/** Whether only a deployment knows the names of all volumes. */
function mayHaveMore(owner: PodOwner): boolean {
  const { object, pod, volumes } = owner;
  return (
    hasToken(pod['volumes']) ||
    hasToken(object.spec['volumeClaimTemplates']) ||
    volumes.some((volume) => hasToken(volume['name'])) ||
    claimNames(owner).some(hasToken)
  );
}

/** Names of the volumes that a StatefulSet makes for each of its pods. */
function claimNames({ object }: PodOwner): readonly (string | undefined)[] {
  return asList(object.spec['volumeClaimTemplates']).map((claim) => textAt(claim, 'metadata', 'name'));
}
