import { textAt, valueAt } from '../data';
import type { Data } from '../data';
import type { Container } from '../container';
import type { PodOwner } from '../pod-owner';
import { hasToken } from '../token';

/** One control of the Pod Security Standards: what of a pod it refuses, each as the rest of a sentence about the pod. */
export type Control = (pod: PodOwner, kubernetesMinor: number) => readonly string[];

/** Nothing that is refused: nearly every control says so of nearly every pod. */
export const NOTHING_REFUSED: readonly string[] = Object.freeze([]);

/** A control that looks at each container on its own. */
export function perContainer(
  check: (container: Container, pod: PodOwner, kubernetesMinor: number) => string | undefined,
): Control {
  return (pod, minor) => {
    let found = NOTHING_REFUSED;
    for (const container of pod.containers) {
      const refused = check(container, pod, minor);
      if (refused !== undefined) found = [...found, refused];
    }
    return found;
  };
}

/**
 * A control that looks at both levels at which a security context stands: the pod's, which belongs to no container, and each
 * container's.
 */
export function perContext(check: (context: Data, container: Container | undefined) => readonly string[]): Control {
  return (pod) => {
    let found = check(pod.security, undefined);
    for (const container of pod.containers) {
      const refused = check(container.security, container);
      if (refused.length > 0) found = [...found, ...refused];
    }
    return found;
  };
}

/** A container in words: `container api`. What belongs to none belongs to `the pod`. */
export function called(container: Container | undefined): string {
  if (container === undefined) return 'the pod';
  const { name, role } = container;
  return `${role === 'main' ? '' : `${role} `}container ${name}`;
}

/** A field of the security context: the container's, or else the pod's. */
export function effective(container: Container, { pod }: PodOwner, field: string, inner?: string): unknown {
  return valueAt(container.spec, 'securityContext', field, inner) ?? valueAt(pod, 'securityContext', field, inner);
}

/** Whether the pod runs on Windows, where some controls do not exist. */
export function isWindows({ pod }: PodOwner): boolean {
  return textAt(pod, 'os', 'name') === 'windows';
}

/** Whether a pod has users of its own: root inside is nobody outside. Relaxes some controls from Kubernetes 1.35. */
export function hasOwnUsers({ pod }: PodOwner, kubernetesMinor: number): boolean {
  return kubernetesMinor >= 35 && pod['hostUsers'] === false;
}

/** A value that is written, and known now. */
export function isKnown(value: unknown): boolean {
  return value !== undefined && !hasToken(value);
}
