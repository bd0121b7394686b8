import { asData, asText, listAt, textsAt, valueAt } from '../data';
import { autoscaler, disruptionBudget, object, scaledDeployment, shop } from '../examples';
import { groupOf, shortName } from '../rendered-object';
import type { RenderedObject } from '../rendered-object';
import { ofKinds } from '../look';
import type { Rule } from '../rule';
import { scalers } from '../scaler';
import { hasToken } from '../token';

const example = (policy: Readonly<Record<string, unknown>>) =>
  shop([
    scaledDeployment(),
    autoscaler(),
    disruptionBudget(),
    object('autoscaling.k8s.io/v1 VerticalPodAutoscaler', 'api', {
      spec: {
        targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' },
        updatePolicy: { updateMode: 'Recreate' },
        resourcePolicy: { containerPolicies: [{ containerName: '*', ...policy }] },
      },
    }),
  ]);

/** Two autoscalers that move each other's ground. */
export const verticalAndHorizontalScaling: Rule = {
  id: 'vertical-and-horizontal-scaling',
  title: 'No resource is scaled both by the number of pods and by their size.',
  why: 'The one counts use in percent of what the other reserves: each changes what the other measures, and they never settle.',
  fix: 'let the VerticalPodAutoscaler recommend only (updateMode: Off), or control only what the other does not scale on',
  severity: 'error',
  bad: () => example({ controlledResources: ['cpu', 'memory'] }),
  good: () => example({ controlledResources: ['memory'] }),
  check: ofKinds(['autoscaling.k8s.io VerticalPodAutoscaler'], (vertical, rendering) => {
    const target = asData(vertical.spec['targetRef']);
    const rival = rendering
      .view(scalers)
      .find(
        ({ object, target: other }) =>
          object.namespace === vertical.namespace &&
          other.name === asText(target['name']) &&
          other.kind === asText(target['kind']) &&
          other.group === groupOf(asText(target['apiVersion']) ?? ''),
      );
    const both = (rival?.utilisation ?? []).filter(({ resource, container }) =>
      controls(vertical, resource, container),
    );
    if (rival === undefined || both.length === 0) return [];
    const resources = [...new Set(both.map(({ resource }) => resource))].join(' and ');
    return [{ at: vertical, message: `controls ${resources}, which ${shortName(rival.object)} scales on in percent` }];
  }),
};

/** Whether a VerticalPodAutoscaler changes how much of a resource a container reserves, or those of any container. */
function controls({ spec }: RenderedObject, resource: string, container: string | undefined): boolean {
  const mode = valueAt(spec, 'updatePolicy', 'updateMode');
  if (mode === 'Off' || hasToken(mode)) return false;
  const policies = listAt(spec, 'resourcePolicy', 'containerPolicies');
  if (policies.some((policy) => hasToken(asText(policy['containerName'])))) return false;
  const named = policies.find((policy) => asText(policy['containerName']) === container);
  const rest = policies.find((policy) => asText(policy['containerName']) === '*');
  // of a metric over all containers, one that is controlled is enough
  const applied = container === undefined ? [...policies, ...(rest === undefined ? [{}] : [])] : [named ?? rest ?? {}];
  return applied.some((policy) => {
    const resources = policy['controlledResources'];
    if (policy['mode'] === 'Off' || hasToken(resources)) return false;
    return resources === undefined || textsAt(policy, 'controlledResources').includes(resource);
  });
}
