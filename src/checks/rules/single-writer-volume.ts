import { textAt, textsAt, valueAt } from '../data';
import { claim, deployment, shop } from '../examples';
import { podCount, podsOf } from '../pod-count';
import type { PodOwner } from '../pod-owner';
import type { Rendering } from '../rendering';
import { ofPods } from '../look';
import type { Rule } from '../rule';

const example = (strategy: Readonly<Record<string, unknown>>) =>
  shop([
    claim(),
    deployment({
      spec: { strategy },
      pod: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] },
    }),
  ]);

/** Disks that a second pod waits for. */
export const singleWriterVolume: Rule = {
  id: 'single-writer-volume',
  title: 'A volume that one node can mount is mounted by one pod at a time.',
  why: 'The second pod waits for the volume until the first one ends. A rolling update that starts the new pod first never ends.',
  fix: 'run one pod with strategy Recreate, use a StatefulSet with a claim for each pod, or a volume with ReadWriteMany',
  severity: 'error',
  bad: () => example({ type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } }),
  good: () => example({ type: 'Recreate' }),
  check: ofPods((owner, rendering) => {
    const volumes = singleWriters(rendering, owner);
    const together = volumes.length === 0 ? undefined : atOnce(rendering, owner);
    return together === undefined
      ? []
      : volumes.map((claimName) => ({
          at: owner.object,
          message: `mounts claim '${claimName}', which one node at a time can mount, and ${together}`,
        }));
  }),
};

function singleWriters(rendering: Rendering, { object, volumes }: PodOwner): string[] {
  const names: string[] = [];
  for (const volume of volumes) {
    const name = textAt(volume, 'persistentVolumeClaim', 'claimName');
    const claimed = name && rendering.find('', 'PersistentVolumeClaim', object.namespace, name);
    if (!claimed) continue;
    const modes = textsAt(claimed.spec, 'accessModes');
    if (modes.length > 0 && modes.every((mode) => mode === 'ReadWriteOnce' || mode === 'ReadWriteOncePod'))
      names.push(name);
  }
  return names;
}

/** Why there is more than one pod at a time, or nothing. */
function atOnce(rendering: Rendering, { object }: PodOwner): string | undefined {
  const { max } = podCount(rendering, object);
  if (object.kind === 'DaemonSet') return 'there is a pod on every node';
  if (max === undefined || max < 1) return undefined;
  if (max > 1) return `there are up to ${max} pods`;
  if (object.kind !== 'Deployment') return undefined;
  const type = valueAt(object.spec, 'strategy', 'type') ?? 'RollingUpdate';
  const surge = podsOf(valueAt(object.spec, 'strategy', 'rollingUpdate', 'maxSurge') ?? '25%', max, 'up');
  return type === 'RollingUpdate' && surge !== undefined && surge > 0
    ? 'a rolling update starts the new pod before the old one ends'
    : undefined;
}
