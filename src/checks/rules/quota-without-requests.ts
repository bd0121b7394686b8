import { parseAmount } from '../../core/amount';
import { hasToken } from '../token';
import { asData, valueAt } from '../data';
import { deployment, object, shop } from '../examples';
import { isGiven } from '../limit-ranges';
import type { Container } from '../container';
import type { PodOwner } from '../pod-owner';
import type { Rendering } from '../rendering';
import { ofPods, type Found } from '../look';
import type { Rule } from '../rule';

const example = (limits: Readonly<Record<string, string>>) =>
  shop([
    object('v1 ResourceQuota', 'quota', { spec: { hard: { 'limits.cpu': '10' } } }),
    deployment({ container: { resources: { requests: { cpu: '250m', memory: '256Mi' }, limits } } }),
  ]);

/** A resource that a quota counts, under the name that it has there. */
interface Counted {
  readonly name: string;
  readonly field: 'requests' | 'limits';
  readonly resource: string;
}

const SIDES = ['requests', 'limits'] as const;

const COUNTED: readonly Counted[] = [
  { name: 'cpu', field: 'requests', resource: 'cpu' },
  { name: 'requests.cpu', field: 'requests', resource: 'cpu' },
  { name: 'limits.cpu', field: 'limits', resource: 'cpu' },
  { name: 'memory', field: 'requests', resource: 'memory' },
  { name: 'requests.memory', field: 'requests', resource: 'memory' },
  { name: 'limits.memory', field: 'limits', resource: 'memory' },
];

/** Pods that a quota cannot count. */
export const quotaWithoutRequests: Rule = {
  id: 'quota-without-requests',
  title: 'Where a ResourceQuota counts a resource, every container says how much of it it needs.',
  why: 'The API server refuses pods that do not say: the Deployment is accepted, and has none.',
  fix: 'set what the quota counts on every container, or a default in a LimitRange',
  severity: 'error',
  bad: () => example({ memory: '256Mi' }),
  good: () => example({ memory: '256Mi', cpu: '1' }),
  check: ofPods((owner, rendering) => {
    const { object: at, containers } = owner;
    const counted = rendering.view(countedByNamespace).get(at.namespace);
    if (counted === undefined || containers.length === 0) return [];
    const found: Found[] = [];
    counted.forEach((one) => {
      if (isSaidByEach(containers, one) || isSaidOtherwise(rendering, owner, one)) return;
      const message = `a container of its pods does not say what the ResourceQuota of namespace '${at.namespace}' counts (${one.name})`;
      found.push({ at, message });
    });
    return found;
  }),
};

/** What the quotas of each namespace count, by its name in them. */
function countedByNamespace(rendering: Rendering): ReadonlyMap<string, readonly Counted[]> {
  const byNamespace = new Map<string, Counted[]>();
  for (const { namespace, spec } of rendering.ofKind('', 'ResourceQuota')) {
    // a quota of some pods alone may not mean these
    if (spec['scopes'] !== undefined || spec['scopeSelector'] !== undefined) continue;
    const counted = byNamespace.get(namespace) ?? [];
    byNamespace.set(namespace, counted);
    for (const name of Object.keys(asData(spec['hard']))) {
      const what = COUNTED.find((one) => one.name === name);
      if (what !== undefined && !counted.includes(what)) counted.push(what);
    }
  }
  return byNamespace;
}

/** Whether each container that a pod starts with says it. */
function isSaidByEach(containers: readonly Container[], { field, resource }: Counted): boolean {
  return (
    containers.every((one) => one.role === 'ephemeral' || says(one, field, resource)) &&
    containers.some(({ role }) => role !== 'ephemeral')
  );
}

/** Whether the pod as a whole says how much it takes, or somebody says it for its containers; yes where only a deployment knows. */
function isSaidOtherwise(
  rendering: Rendering,
  { object, pod, containers }: PodOwner,
  { field, resource }: Counted,
): boolean {
  const ofPod = valueAt(pod, 'resources', field, resource);
  return (
    isAmount(ofPod) ||
    hasToken(ofPod) ||
    containers.some(({ spec }) => SIDES.some((side) => hasToken(valueAt(spec, 'resources', side, resource)))) ||
    isGiven(rendering, object.namespace, field, resource)
  );
}

/** A limit without a request is the request too. */
function says({ requests, limits }: Container, field: Counted['field'], resource: string): boolean {
  return isAmount(limits[resource]) || (field === 'requests' && isAmount(requests[resource]));
}

function isAmount(value: unknown): boolean {
  return parseAmount(value) !== undefined;
}
