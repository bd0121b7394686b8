import { valueAt, type Data } from '../data';
import type { PodOwner } from '../pod-owner';
import { describeObject, type RenderedObject } from '../rendered-object';
import { ofEverything, type Found } from '../look';
import type { Rule } from '../rule';
import { scalers } from '../scaler';
import type { UtilisationMetric } from '../scaler';
import { autoscaler, disruptionBudget, scaledDeployment, shop } from '../examples';

const example = (requests: Readonly<Record<string, string>>) =>
  shop([
    scaledDeployment({ container: { resources: { requests, limits: { memory: '256Mi' } } } }),
    autoscaler(),
    disruptionBudget(),
  ]);

/** Autoscaling in percent of what is reserved. */
export const autoscalingWithoutRequests: Rule = {
  id: 'autoscaling-without-requests',
  title: 'Where an autoscaler holds the use of a resource in percent, every container reserves that resource.',
  why: 'The percentage is one of the reserved amount: without it the autoscaler reports an error and never scales.',
  fix: 'set resources.requests on the container, or scale on an average value',
  severity: 'error',
  bad: () => example({ memory: '256Mi' }),
  good: () => example({ cpu: '250m', memory: '256Mi' }),
  check: ofEverything((rendering) => {
    const found: Found[] = [];
    for (const { object, found: target, utilisation } of rendering.view(scalers)) {
      const owner = target && rendering.ownerOf(target);
      if (owner !== undefined) for (const metric of utilisation) addFindings(found, owner, metric, object);
    }
    return found;
  }),
};

function addFindings(found: Found[], owner: PodOwner, metric: UtilisationMetric, scaler: RenderedObject): void {
  if (valueAt(owner.pod, 'resources', 'requests', metric.resource) !== undefined) return;
  for (const { name, role, spec } of owner.longRunning) {
    const isMeant = metric.container === undefined || metric.container === name;
    if (!isMeant || reserves(spec, metric.resource)) continue;
    found.push({
      at: owner.object,
      message: `${role === 'sidecar' ? 'sidecar' : 'container'} ${name} reserves no ${metric.resource}, which ${describeObject(scaler)} scales on in percent`,
    });
  }
}

/** A limit alone reserves as much. */
function reserves(container: Data, resource: string): boolean {
  return (
    valueAt(container, 'resources', 'requests', resource) !== undefined ||
    valueAt(container, 'resources', 'limits', resource) !== undefined
  );
}
