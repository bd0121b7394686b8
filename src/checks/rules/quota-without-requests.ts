import { parseAmount } from '../../core/amount';
import { hasToken } from '../../core/token';
import { dataAt, valueAt } from '../data';
import { deployment, object, shop } from '../examples';
import { isGiven } from '../limit-ranges';
import type { Container } from '../container';
import type { PodOwner } from '../pod-owner';
import type { Rendering } from '../rendering';
import { ofPods } from '../look';
import type { Rule } from '../rule';

const example = (limits: Readonly<Record<string, string>>) =>
  shop([
    object('v1 ResourceQuota', 'quota', { spec: { hard: { 'limits.cpu': '10' } } }),
    deployment({ container: { resources: { requests: { cpu: '250m', memory: '256Mi' }, limits } } }),
  ]);

/** A resource that a quota counts: `requests.cpu` is `['requests', 'cpu']`. */
type Counted = readonly [field: 'requests' | 'limits', resource: string];

const SIDES = ['requests', 'limits'] as const;

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
  check: ofPods((owner, rendering) =>
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

/** Whether the pods say how much of a resource they take, or somebody says it for them; yes where only a deployment knows. */
function isSaid(rendering: Rendering, { object, pod, containers }: PodOwner, [field, resource]: Counted): boolean {
  const starting = containers.filter(({ role }) => role !== 'ephemeral');
  const ofPod = valueAt(pod, 'resources', field, resource);
  return (
    (starting.length > 0 && starting.every((container) => says(container, field, resource))) ||
    isAmount(ofPod) ||
    hasToken(ofPod) ||
    containers.some(({ spec }) => SIDES.some((side) => hasToken(valueAt(spec, 'resources', side, resource)))) ||
    isGiven(rendering, object.namespace, field, resource)
  );
}

/** A limit without a request is the request too. */
function says({ requests, limits }: Container, field: Counted[0], resource: string): boolean {
  return isAmount(limits[resource]) || (field === 'requests' && isAmount(requests[resource]));
}

function isAmount(value: unknown): boolean {
  return parseAmount(value) !== undefined;
}
