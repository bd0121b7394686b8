import { dataAt, textAt, textsAt } from '../data';
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

/** Whether each field is one that no control refuses, whatever it says, or says what every control accepts. */
function isHarmless(context: Data): boolean {
  for (const field in context)
    switch (field) {
      case 'allowPrivilegeEscalation':
      case 'readOnlyRootFilesystem':
      case 'runAsGroup':
      case 'fsGroup':
      case 'fsGroupChangePolicy':
      case 'supplementalGroups':
        break;
      case 'runAsNonRoot':
        if (context[field] !== true) return false;
        break;
      case 'runAsUser':
        if (context[field] === 0) return false;
        break;
      case 'seccompProfile':
        if (!hasDefaultSeccomp(context)) return false;
        break;
      case 'capabilities':
        if ('add' in dataAt(context, field)) return false;
        break;
      default:
        return false;
    }
  return true;
}

function hasDefaultSeccomp(context: Data): boolean {
  return textAt(dataAt(context, 'seccompProfile'), 'type') === 'RuntimeDefault';
}

function dropsAll(context: Data): boolean {
  return textsAt(dataAt(context, 'capabilities'), 'drop').includes('ALL');
}
