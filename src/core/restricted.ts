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
