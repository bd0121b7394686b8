import { hasToken } from '../token';
import { asList, asText, textAt } from '../data';
import type { Data } from '../data';
import { autoscaler, disruptionBudget, scaledDeployment, shop } from '../examples';
import type { ServedApis } from '../check-input';
import { ofKinds } from '../look';
import type { Rule } from '../rule';

const example = (podMetrics: readonly string[]) => {
  const pods = { metric: { name: 'requests_per_second' }, target: { type: 'AverageValue', averageValue: '100' } };
  return shop([scaledDeployment(), autoscaler({ metrics: [{ type: 'Pods', pods }] }), disruptionBudget()], {
    capabilities: { kubernetes: { minor: 36 }, customResources: new Set(), podMetrics: new Set(podMetrics) },
  });
};

/** Autoscalers that see nothing. */
export const metricNotServed: Rule = {
  id: 'metric-not-served',
  title: 'Every metric that an autoscaler reads is one that the cluster serves, as its capabilities declare.',
  why: 'An autoscaler whose metric is missing never scales down, and with no other metric never up.',
  fix: 'have it served (metrics-server, a metrics adapter) and declare it in the capabilities, or scale on another',
  severity: 'error',
  bad: () => example([]),
  good: () => example(['requests_per_second']),
  check: ofKinds(['autoscaling HorizontalPodAutoscaler'], (at, { served }) =>
    served === undefined
      ? []
      : asList(at.spec['metrics'])
          .flatMap((metric) => missingMetric(metric, served) ?? [])
          .map((missing) => ({ at, message: `scales on ${missing}, which the cluster does not serve` })),
  ),
};

function missingMetric(metric: Data, { resourceMetrics, podMetrics }: ServedApis): string | undefined {
  const type = asText(metric['type']);
  if (type === 'Resource' || type === 'ContainerResource') {
    const name = textAt(metric, type === 'Resource' ? 'resource' : 'containerResource', 'name') ?? '';
    return resourceMetrics === false ? `the use of ${name} (metrics-server)` : undefined;
  }
  const name = textAt(metric, 'pods', 'metric', 'name');
  if (type !== 'Pods' || podMetrics === undefined || name === undefined || hasToken(name)) return undefined;
  return podMetrics.has(name) ? undefined : `the pods' metric '${name}'`;
}
