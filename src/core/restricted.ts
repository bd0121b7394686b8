import type { Refusal } from './refusal';

/**
 * The restricted Pod Security profile as data, with what hardening guides ask beyond it (a read-only root file system, no
 * privileged flag, no service account token). Source: Kubernetes Pod Security Standards, `restricted`.
 */

/** User and group of every container, unless a workload names others: not root, and no user of the node. */
export const UNPRIVILEGED_ID = 10001;

/** `securityContext` of a pod. */
export const RESTRICTED_POD = {
  runAsNonRoot: true,
  runAsUser: UNPRIVILEGED_ID,
  runAsGroup: UNPRIVILEGED_ID,
  fsGroup: UNPRIVILEGED_ID,
  fsGroupChangePolicy: 'OnRootMismatch',
  seccompProfile: { type: 'RuntimeDefault' },
} as const;

/** `securityContext` of each container. Pod Security wants these on every container, not on the pod. */
export const RESTRICTED_CONTAINER = {
  allowPrivilegeEscalation: false,
  privileged: false,
  readOnlyRootFilesystem: true,
} as const;

/** Capabilities that every container gives up. */
export const DROPPED_CAPABILITIES = ['ALL'] as const;

/** `securityContext` of a pod whose containers run as a user. */
export function restrictedPod(user: number = UNPRIVILEGED_ID) {
  const { runAsNonRoot, fsGroupChangePolicy, seccompProfile } = RESTRICTED_POD;
  return { runAsNonRoot, runAsUser: user, runAsGroup: user, fsGroup: user, fsGroupChangePolicy, seccompProfile };
}

/** `securityContext` of a container. */
export function restrictedContainer() {
  const { allowPrivilegeEscalation, privileged, readOnlyRootFilesystem } = RESTRICTED_CONTAINER;
  const capabilities = { drop: [...DROPPED_CAPABILITIES] };
  return { capabilities, allowPrivilegeEscalation, privileged, readOnlyRootFilesystem };
}

/** What is wrong with a user, or nothing. */
export function userRefusal(prop: string, user: number): Refusal | undefined {
  if (Number.isInteger(user) && user >= 1 && user <= LAST_USER) return undefined;
  return {
    prop,
    value: user,
    problem: user === 0 ? 'is root, which the restricted profile forbids' : 'is not the number of a user',
    allowed: `a whole number from 1 to ${LAST_USER}`,
    fix: 'name the user that the image was built for',
  };
}

/** Kubernetes keeps users in 32 bits with a sign. */
const LAST_USER = 2 ** 31 - 1;
