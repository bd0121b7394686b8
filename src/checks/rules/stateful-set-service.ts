import { hasToken } from '../token';
import { all, sameText } from '../certainty';
import { asData, asText } from '../data';
import { service, shop, statefulSet } from '../examples';
import { ofPods, type Found } from '../look';
import type { Rule } from '../rule';
import type { Rendering } from '../rendering';
import type { PodOwner } from '../pod-owner';
import { matchesLabels } from '../selector';

/** Pods that cannot be called by their own names. */
export const statefulSetService: Rule = {
  id: 'stateful-set-service',
  title: 'The Service that a StatefulSet names is there, is headless and selects its pods.',
  why: 'Each pod is called as pod.service; without such a Service these names do not resolve, and the members do not find each other.',
  fix: 'render a Service of that name with clusterIP: None and the selector of the StatefulSet',
  severity: 'error',
  bad: () => shop([statefulSet(), service()]),
  good: () => shop([statefulSet(), service({ clusterIP: 'None', ports: [{ name: 'http', port: 8080 }] })]),
  check: ofPods((owner, rendering) =>
    owner.object.group === 'apps' && owner.object.kind === 'StatefulSet' ? findings(rendering, owner) : [],
  ),
};

function findings(rendering: Rendering, { object, labels }: PodOwner): Found[] {
  const name = asText(object.spec['serviceName']);
  // one pod or several that never call each other need none
  if (name === undefined || name === '' || hasToken(name)) return [];
  const found = rendering.find('', 'Service', object.namespace, name);
  if (found === undefined)
    return rendering.has('', 'Service', object.namespace, name) === 'no'
      ? [{ at: object, message: `names Service '${name}', which is not in namespace '${object.namespace}'` }]
      : [];
  const clusterIp = found.spec['clusterIP'];
  const problems = [
    ...(clusterIp === 'None' || hasToken(clusterIp) ? [] : ['is not headless (clusterIP: None)']),
    ...(all([sameText(found.namespace, object.namespace), matchesLabels(asData(found.spec['selector']), labels)]) ===
    'no'
      ? ['does not select its pods']
      : []),
  ];
  return problems.map((problem) => ({ at: object, message: `names Service '${name}', which ${problem}` }));
}
