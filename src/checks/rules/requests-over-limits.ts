import { quantityThousandths } from '../../core/amount';
import { dataAt, shown } from '../data';
import type { Data } from '../data';
import { deployment, shop } from '../examples';
import { ofPods } from '../look';
import type { Rule } from '../rule';

const example = (memory: string) =>
  shop([deployment({ container: { resources: { requests: { cpu: '250m', memory }, limits: { memory: '256Mi' } } } })]);

/** Containers that reserve more than they may use. */
export const requestsOverLimits: Rule = {
  id: 'requests-over-limits',
  title: 'No container reserves more of a resource than its limit.',
  why: 'The API server accepts the Deployment in some versions and refuses its pods in all.',
  fix: 'lower the request, or raise the limit',
  severity: 'error',
  bad: () => example('512Mi'),
  good: () => example('256Mi'),
  check: ofPods(({ object, pod, containers }) =>
    [{ name: 'the pod', spec: pod }, ...containers.map(({ name, spec }) => ({ name: `container ${name}`, spec }))]
      .flatMap(({ name, spec }) => over(spec).map((what) => `${name} ${what}`))
      .map((message) => ({ at: object, message })),
  ),
};

function over(spec: Data): string[] {
  if (!Object.hasOwn(spec, 'resources')) return [];
  const [requests, limits] = [dataAt(spec, 'resources', 'requests'), dataAt(spec, 'resources', 'limits')];
  return Object.keys(requests).flatMap((resource) => {
    const [request, limit] = [quantityThousandths(requests[resource]), quantityThousandths(limits[resource])];
    if (request === undefined || limit === undefined || request <= limit) return [];
    return [`requests ${shown(requests[resource])} of ${resource}, and its limit is ${shown(limits[resource])}`];
  });
}
