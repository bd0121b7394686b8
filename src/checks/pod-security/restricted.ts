import { hasToken } from '../../core/token';
import { listAt, textAt, textsAt, valueAt } from '../data';
import { BASELINE } from './baseline';
import { called, contexts, effective, hasOwnUsers, isKnown, isWindows, perContainer } from './control';
import type { Control } from './control';

const VOLUMES: ReadonlySet<string> = new Set([
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
]);

const volumeTypes: Control = ({ pod }) =>
  listAt(pod, 'volumes').flatMap((volume) =>
    Object.keys(volume)
      .filter((field) => field !== 'name' && !VOLUMES.has(field))
      .map((type) => `mounts volume ${textAt(volume, 'name') ?? ''} of type ${type}`),
  );

const privilegeEscalation = perContainer((container, pod) => {
  const allowed = valueAt(container.spec, 'securityContext', 'allowPrivilegeEscalation');
  if (isWindows(pod) || allowed === false || hasToken(allowed)) return undefined;
  return `does not forbid privilege escalation in ${called(container)} (allowPrivilegeEscalation: false)`;
});

const runAsNonRoot: Control = (pod, minor) => {
  if (hasOwnUsers(pod, minor)) return [];
  const forbidden = contexts(pod).flatMap(({ where, context }) =>
    valueAt(context, 'runAsNonRoot') === false ? [`lets ${where} run as root (runAsNonRoot: false)`] : [],
  );
  if (forbidden.length > 0) return forbidden;
  return pod.containers
    .filter((container) => effective(container, pod, 'runAsNonRoot') === undefined)
    .map((container) => `does not set runAsNonRoot for ${called(container)}`);
};

const runAsUser: Control = (pod, minor) =>
  hasOwnUsers(pod, minor)
    ? []
    : contexts(pod).flatMap(({ where, context }) =>
        valueAt(context, 'runAsUser') === 0 ? [`runs ${where} as user 0`] : [],
      );

const seccomp = perContainer((container, pod) => {
  const type = effective(container, pod, 'seccompProfile', 'type');
  // a profile that is turned off is told by the baseline
  if (isWindows(pod) || type === 'RuntimeDefault' || type === 'Localhost' || type === 'Unconfined' || hasToken(type))
    return undefined;
  return `sets no seccompProfile for ${called(container)}`;
});

const droppedCapabilities = perContainer((container, pod) => {
  const dropped = textsAt(container.spec, 'securityContext', 'capabilities', 'drop');
  return isWindows(pod) || dropped.includes('ALL') || dropped.some(hasToken)
    ? undefined
    : `does not drop ALL capabilities in ${called(container)}`;
});

const keptCapabilities: Control = (pod) =>
  isWindows(pod)
    ? []
    : pod.containers.flatMap((container) => {
        const added = textsAt(container.spec, 'securityContext', 'capabilities', 'add');
        const refused = added.filter((capability) => isKnown(capability) && capability !== 'NET_BIND_SERVICE');
        return refused.length === 0 ? [] : [`keeps capabilities ${refused.join(', ')} in ${called(container)}`];
      });

/** The restricted profile with the baseline below it. */
export const RESTRICTED: readonly Control[] = [
  ...BASELINE,
  volumeTypes,
  privilegeEscalation,
  runAsNonRoot,
  runAsUser,
  seccomp,
  droppedCapabilities,
  keptCapabilities,
];
