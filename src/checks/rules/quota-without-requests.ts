import { podAmounts, type ContainerDefaults } from '../../core/pod-amounts';
import { hasToken } from '../../core/token';
import { dataAt, valueAt } from '../data';
import { deployment, object, shop } from '../examples';
import { isGiven } from '../limit-ranges';
import type { PodOwner } from '../pod-owner';
import type { Rendering } from '../rendering';
import type { Rule } from '../rule';

const example = (limits: Readonly<Record<string, string>>) =>
  shop([
    object('v1 ResourceQuota', 'quota', { spec: { hard: { 'limits.cpu': '10' } } }),
    deployment({ container: { resources: { requests: { cpu: '250m', memory: '256Mi' }, limits } } }),
  ]);

/** A resource that a quota counts: `requests.cpu` is `['requests', 'cpu']`. */
type Counted = readonly [field: 'requests' | 'limits', resource: string];

const NOTHING: ContainerDefaults = { requests: new Map(), limits: new Map() };

const COUNTED: Readonly<Record<string, Counted>> = {
  cpu: ['requests', 'cpu'],
  'requests.cpu': ['requests', 'cpu'],
  'limits.cpu': ['limits', 'cpu'],
  memory: ['requests', 'memory'],
  'requests.memory': ['requests', 'memory'],
  'limits.memory': ['limits', 'memory'],
};

/** Pods that a quota cannot count. */
export const quotaWithoutRequests: Rule = {
  id: 'quota-without-requests',
  title: 'Where a ResourceQuota counts a resource, every container says how much of it it needs.',
  why: 'The API server refuses pods that do not say: the Deployment is accepted, and has none.',
  fix: 'set what the quota counts on every container, or a default in a LimitRange',
  severity: 'error',
  bad: () => example({ memory: '256Mi' }),
  good: () => example({ memory: '256Mi', cpu: '1' }),
  check: (rendering) =>
    rendering.podOwners.flatMap((owner) =>
      [...(rendering.view(countedByNamespace).get(owner.object.namespace) ?? [])]
        .filter(([, counted]) => owner.containers.length > 0 && !isSaid(rendering, owner, counted))
        .map(([name]) => ({
          at: owner.object,
          message: `a container of its pods does not say what the ResourceQuota of namespace '${owner.object.namespace}' counts (${name})`,
        })),
    ),
};

/** What the quotas of each namespace count, by its name in them. */
function countedByNamespace(rendering: Rendering): ReadonlyMap<string, ReadonlyMap<string, Counted>> {
  const byNamespace = new Map<string, Map<string, Counted>>();
  for (const { namespace, spec } of rendering.ofKind('', 'ResourceQuota')) {
    // a quota of some pods alone may not mean these
    if (valueAt(spec, 'scopes') !== undefined || valueAt(spec, 'scopeSelector') !== undefined) continue;
    const counted = byNamespace.get(namespace) ?? new Map<string, Counted>();
    byNamespace.set(namespace, counted);
    for (const name of Object.keys(dataAt(spec, 'hard'))) {
      const what = COUNTED[name];
      if (what !== undefined) counted.set(name, what);
    }
  }
  return byNamespace;
}

function isSaid(rendering: Rendering, owner: PodOwner, counted: Counted): boolean {
  const [field, resource] = counted;
  const late = owner.containers.some(({ spec }) =>
    ['requests', 'limits'].some((one) => hasToken(valueAt(spec, 'resources', one, resource))),
  );
  return (
    late ||
    hasToken(valueAt(owner.pod, 'resources', field, resource)) ||
    podAmounts(owner.pod, NOTHING).everywhere[field].has(resource) ||
    isGiven(rendering, owner.object.namespace, field, resource)
  );
}
