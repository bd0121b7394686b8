import { amountsAt, type ContainerDefaults } from '../core/pod-amounts';
import { asList, asText, valueAt } from './data';
import type { Data } from './data';
import { byNamespace, type RenderedObject } from './rendered-object';
import type { Rendering } from './rendering';
import { hasToken } from './token';

/** The rules of LimitRanges in a namespace, for containers or for pods. */
export function limitRules(rendering: Rendering, namespace: string, type: 'Container' | 'Pod'): readonly Data[] {
  const ranges = rendering.view(rangesByNamespace).get(namespace) ?? [];
  return ranges.flatMap(({ spec }) => asList(spec['limits']).filter((rule) => asText(rule['type']) === type));
}

function rangesByNamespace(rendering: Rendering): ReadonlyMap<string, readonly RenderedObject[]> {
  return byNamespace(rendering.ofKind('', 'LimitRange'));
}

/** Whether a container that says nothing of a resource is given some of it in a namespace, or may be. */
export function isGiven(
  rendering: Rendering,
  namespace: string,
  field: 'requests' | 'limits',
  resource: string,
): boolean {
  const given = field === 'limits' ? ['default', 'max'] : ['defaultRequest', 'default', 'max'];
  return (
    rendering.ofKind('', 'LimitRange').some((range) => hasToken(range.namespace)) ||
    limitRules(rendering, namespace, 'Container').some((rule) =>
      given.some((name) => valueAt(rule, name, resource) !== undefined),
    )
  );
}

/** What the LimitRanges of a namespace give containers that say nothing. */
export function containerDefaults(rendering: Rendering, namespace: string): ContainerDefaults {
  const rules = limitRules(rendering, namespace, 'Container');
  const given = (...fields: readonly string[]) =>
    new Map(rules.flatMap((rule) => fields.flatMap((field) => [...amountsAt(rule, field)])));
  // what is not given itself is what is given next: a request by the limit, a limit by the most
  return { requests: given('max', 'default', 'defaultRequest'), limits: given('max', 'default') };
}
