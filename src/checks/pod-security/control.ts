import { dataAt, textAt, valueAt } from '../data';
import type { Data } from '../data';
import type { Container } from '../container';
import type { PodOwner } from '../pod-owner';
import { hasToken } from '../../core/token';

/** One control of the Pod Security Standards: what of a pod it refuses, each as the rest of a sentence about the pod. */
export type Control = (pod: PodOwner, kubernetesMinor: number) => readonly string[];

/** A control that looks at each container on its own. */
export function perContainer(check: (container: Container, pod: PodOwner) => string | undefined): Control {
  return (pod) => pod.containers.flatMap((container) => check(container, pod) ?? []);
}

/** A container in words: `container api`. */
export function called({ name, role }: Container): string {
  return `${role === 'main' ? '' : `${role} `}container ${name}`;
}

/** A field of the security context: the container's, or else the pod's. */
export function effective(container: Container, pod: PodOwner, ...path: readonly string[]): unknown {
  return valueAt(container.spec, 'securityContext', ...path) ?? valueAt(pod.pod, 'securityContext', ...path);
}

interface Context {
  readonly where: string;
  readonly context: Data;
}

const known = new WeakMap<PodOwner, readonly Context[]>();

/** Both levels at which a security context stands: the pod's and each container's. Every second control asks for them. */
export function contexts(pod: PodOwner): readonly Context[] {
  const before = known.get(pod);
  if (before !== undefined) return before;
  const of = (spec: Data, where: string) => ({ where, context: dataAt(spec, 'securityContext') });
  const found = [of(pod.pod, 'the pod'), ...pod.containers.map((container) => of(container.spec, called(container)))];
  known.set(pod, found);
  return found;
}

/** Whether the pod runs on Windows, where some controls do not exist. */
export function isWindows({ pod }: PodOwner): boolean {
  return textAt(pod, 'os', 'name') === 'windows';
}

/** Whether a pod has users of its own: root inside is nobody outside. Relaxes some controls from Kubernetes 1.35. */
export function hasOwnUsers({ pod }: PodOwner, kubernetesMinor: number): boolean {
  return kubernetesMinor >= 35 && valueAt(pod, 'hostUsers') === false;
}

/** A value that is written, and known now. */
export function isKnown(value: unknown): boolean {
  return value !== undefined && !hasToken(value);
}
