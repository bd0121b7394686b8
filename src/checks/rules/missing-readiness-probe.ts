import { asData, asText } from '../data';
import { deployment, service, shop } from '../examples';
import { ofEverything } from '../look';
import type { PodOwner } from '../pod-owner';
import type { Rule } from '../rule';

const example = (readinessProbe: unknown) => shop([deployment({ container: { readinessProbe } }), service()]);

/** Pods that are sent requests before they can answer. */
export const missingReadinessProbe: Rule = {
  id: 'missing-readiness-probe',
  title: 'Pods behind a Service have a readiness probe.',
  why: 'Without one a pod is sent requests as soon as its process starts, and every release answers some of them with errors.',
  fix: 'add a readinessProbe to the container that serves requests',
  severity: 'warning',
  bad: () => example(undefined),
  good: () => example({ httpGet: { path: '/readyz', port: 'http' } }),
  check: ofEverything((rendering) => {
    const unready = new Set(rendering.podOwners.filter(isUnready));
    if (unready.size === 0) return [];
    const behind = rendering.ofKind('', 'Service').flatMap(({ namespace, spec }) => {
      const matchLabels = asData(spec['selector']);
      // a Service that lists pods before they are ready does so on purpose
      return Object.keys(matchLabels).length === 0 ||
        asText(spec['type']) === 'ExternalName' ||
        spec['publishNotReadyAddresses'] === true
        ? []
        : rendering.selectedPods(namespace, { matchLabels });
    });
    const message = 'a Service selects its pods, and none of their containers has a readinessProbe';
    return [...new Set(behind)].filter((owner) => unready.has(owner)).map(({ object: at }) => ({ at, message }));
  }),
};

/** Whether pods with labels, which a Service may select, do not say when they can answer. */
function isUnready({ labels, longRunning, pod }: PodOwner): boolean {
  if (labels !== undefined && Object.keys(labels).length === 0) return false;
  const isProbed = longRunning.some(({ spec }) => spec['readinessProbe'] !== undefined);
  return longRunning.length > 0 && !isProbed && pod['readinessGates'] === undefined;
}
