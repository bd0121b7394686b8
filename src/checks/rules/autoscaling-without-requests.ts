import { valueAt } from '../data';
import type { PodOwner } from '../pod-owner';
import { describeObject } from '../rendered-object';
import { ofEverything, type Found } from '../look';
import type { Rule } from '../rule';
import { scalers, targetOf } from '../scaler';
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
  check: ofEverything((rendering) =>
    rendering.view(scalers).flatMap((scaler) => {
      const target = targetOf(rendering, scaler);
      const owner = target && rendering.ownerOf(target);
      return owner === undefined
        ? []
        : scaler.utilisation.flatMap((metric) => metricFindings(owner, metric, describeObject(scaler.object)));
    }),
  ),
};

function metricFindings(owner: PodOwner, metric: UtilisationMetric, scaler: string): Found[] {
  if (valueAt(owner.pod, 'resources', 'requests', metric.resource) !== undefined) return [];
  return owner.longRunning
    .filter(({ name }) => metric.container === undefined || metric.container === name)
    .filter(({ spec }) => !reserves(spec, metric.resource))
    .map(({ name, role }) => ({
      at: owner.object,
      message: `${role === 'sidecar' ? 'sidecar' : 'container'} ${name} reserves no ${metric.resource}, which ${scaler} scales on in percent`,
    }));
}

/** A limit alone reserves as much. */
function reserves(container: Parameters<typeof valueAt>[0], resource: string): boolean {
  return ['requests', 'limits'].some((field) => valueAt(container, 'resources', field, resource) !== undefined);
}
