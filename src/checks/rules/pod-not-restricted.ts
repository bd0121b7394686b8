import { POD_SECURITY } from '../../core/conventions';
import { KUBERNETES_MINOR } from '../../core/versions';
import { textAt } from '../data';
import { NOTHING_REFUSED, type Control } from '../pod-security/control';
import { isPlainlyConfined } from '../pod-security/confined';
import { OUTSIDE_CONTEXTS, RESTRICTED } from '../pod-security/restricted';
import type { PodOwner } from '../pod-owner';
import type { Rendering } from '../rendering';
import { NOTHING_FOUND, ofPods } from '../look';
import type { Rule } from '../rule';
import { deployment, shop } from '../examples';

const example = (hostNetwork?: boolean) => shop([deployment({ pod: { hostNetwork } })]);

/** Pods that Pod Security admission refuses. */
export const podNotRestricted: Rule = {
  id: 'pod-not-restricted',
  title: 'Every pod meets the restricted Pod Security Standard.',
  why: 'A namespace that enforces it accepts the Deployment and then refuses its pods; elsewhere such a pod can reach its node.',
  fix: 'set what is missing in securityContext, and take away what is refused',
  severity: 'warning',
  bad: () => example(true),
  good: () => example(),
  check: ofPods((owner, rendering) => {
    const { object } = owner;
    const enforced = enforces(rendering, object.namespace);
    const minor = enforced?.minor ?? rendering.served?.kubernetes.minor ?? KUBERNETES_MINOR;
    const violations = refusedBy(isPlainlyConfined(owner) ? OUTSIDE_CONTEXTS : RESTRICTED, owner, minor);
    if (violations.length === 0) return NOTHING_FOUND;
    return [...new Set(violations)].map((violation) => ({
      at: object,
      message: `its pod ${violation}${enforced ? `, which namespace '${object.namespace}' refuses` : ''}`,
      ...(enforced && { severity: 'error' as const }),
    }));
  }),
};

function refusedBy(controls: readonly Control[], owner: PodOwner, minor: number): readonly string[] {
  let violations = NOTHING_REFUSED;
  controls.forEach((control) => {
    const refused = control(owner, minor);
    if (refused.length > 0) violations = [...violations, ...refused];
  });
  return violations;
}

/** Whether a namespace enforces the restricted profile, and as of which Kubernetes minor version. */
function enforces(rendering: Rendering, name: string): { readonly minor: number | undefined } | undefined {
  const labels = rendering.find('', 'Namespace', '', name)?.labels;
  if (labels === undefined || textAt(labels, POD_SECURITY.enforce) !== 'restricted') return undefined;
  const minor = /^v1\.(\d+)$/.exec(textAt(labels, POD_SECURITY.enforceVersion) ?? '')?.[1];
  return { minor: minor === undefined ? undefined : Number(minor) };
}
