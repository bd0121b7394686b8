import { hasToken } from '../token';
import { asText, textsAt, valueAt } from '../data';
import { BASELINE, BASELINE_OUTSIDE_CONTEXTS } from './baseline';
import {
  called,
  effective,
  hasOwnUsers,
  isKnown,
  isWindows,
  NOTHING_REFUSED,
  perContainer,
  perContext,
} from './control';
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

const volumeTypes: Control = ({ volumes }) => {
  const found: string[] = [];
  volumes.forEach((volume) => {
    for (const type in volume)
      if (type !== 'name' && !VOLUMES.has(type))
        found.push(`mounts volume ${asText(volume['name']) ?? ''} of type ${type}`);
  });
  return found;
};

const privilegeEscalation = perContainer((container, pod) => {
  const allowed = valueAt(container.spec, 'securityContext', 'allowPrivilegeEscalation');
  if (allowed === false || hasToken(allowed) || isWindows(pod)) return undefined;
  return `does not forbid privilege escalation in ${called(container)} (allowPrivilegeEscalation: false)`;
});

const runAsNonRoot: Control = (pod, minor) => {
  if (hasOwnUsers(pod, minor)) return NOTHING_REFUSED;
  const forbidden = forbiddenNonRoot(pod, minor);
  return forbidden.length > 0 ? forbidden : missingNonRoot(pod, minor);
};

const forbiddenNonRoot = perContext((context, container) =>
  context['runAsNonRoot'] === false ? [`lets ${called(container)} run as root (runAsNonRoot: false)`] : NOTHING_REFUSED,
);

const missingNonRoot = perContainer((container, pod) =>
  effective(container, pod, 'runAsNonRoot') === undefined
    ? `does not set runAsNonRoot for ${called(container)}`
    : undefined,
);

const rootUser = perContext((context, container) =>
  context['runAsUser'] === 0 ? [`runs ${called(container)} as user 0`] : NOTHING_REFUSED,
);

const runAsUser: Control = (pod, minor) => (hasOwnUsers(pod, minor) ? NOTHING_REFUSED : rootUser(pod, minor));

const seccomp = perContainer((container, pod) => {
  const type = effective(container, pod, 'seccompProfile', 'type');
  // a profile that is turned off is told by the baseline
  if (type === 'RuntimeDefault' || type === 'Localhost' || type === 'Unconfined' || hasToken(type) || isWindows(pod))
    return undefined;
  return `sets no seccompProfile for ${called(container)}`;
});

const droppedCapabilities = perContainer((container, pod) => {
  const dropped = textsAt(container.spec, 'securityContext', 'capabilities', 'drop');
  return dropped.includes('ALL') || dropped.some(hasToken) || isWindows(pod)
    ? undefined
    : `does not drop ALL capabilities in ${called(container)}`;
});

const keptCapabilities = perContainer((container, pod) => {
  const added = textsAt(container.spec, 'securityContext', 'capabilities', 'add');
  if (added.length === 0 || isWindows(pod)) return undefined;
  const refused = added.filter((capability) => isKnown(capability) && capability !== 'NET_BIND_SERVICE');
  return refused.length === 0 ? undefined : `keeps capabilities ${refused.join(', ')} in ${called(container)}`;
});

/** The part of the profile that is not about security contexts: all that is left to ask of a plainly confined pod. */
export const OUTSIDE_CONTEXTS: readonly Control[] = [...BASELINE_OUTSIDE_CONTEXTS, volumeTypes];

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
