import { asData, asText, textsAt } from '../data';
import type { Data } from '../data';
import type { PodOwner } from '../pod-owner';

/**
 * Whether the security contexts of a pod and of its containers say what the restricted profile asks for, and nothing that a
 * control would look at more closely: then no control of security contexts refuses the pod. Nearly every pod is such, and is
 * told at a glance. `false` says nothing: the controls decide.
 */
export function isPlainlyConfined({ security, containers }: PodOwner): boolean {
  if (security['runAsNonRoot'] !== true || !hasDefaultSeccomp(security) || !isHarmless(security)) return false;
  for (const { security: own } of containers)
    if (own['allowPrivilegeEscalation'] !== false || !dropsAll(own) || !isHarmless(own)) return false;
  return true;
}

const anyValue = () => true;

/** The fields that no control refuses, whatever they say or as long as they say what every control accepts. */
const HARMLESS = new Map<string, (context: Data) => boolean>([
  ['allowPrivilegeEscalation', anyValue],
  ['readOnlyRootFilesystem', anyValue],
  ['runAsGroup', anyValue],
  ['fsGroup', anyValue],
  ['fsGroupChangePolicy', anyValue],
  ['supplementalGroups', anyValue],
  ['runAsNonRoot', (context) => context['runAsNonRoot'] === true],
  ['runAsUser', (context) => context['runAsUser'] !== 0],
  ['seccompProfile', hasDefaultSeccomp],
  ['capabilities', (context) => !('add' in asData(context['capabilities']))],
]);

function isHarmless(context: Data): boolean {
  for (const field in context) if (HARMLESS.get(field)?.(context) !== true) return false;
  return true;
}

function hasDefaultSeccomp(context: Data): boolean {
  return asText(asData(context['seccompProfile'])['type']) === 'RuntimeDefault';
}

function dropsAll(context: Data): boolean {
  return textsAt(asData(context['capabilities']), 'drop').includes('ALL');
}
