import { quantityThousandths } from '../../core/amount';
import { dataAt, shown } from '../data';
import type { Data } from '../data';
import { deployment, shop } from '../examples';
import { foundAt, foundIn, NOTHING_FOUND, ofContainers, ofPods } from '../look';
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
  check: [
    ofPods(({ object, pod }) =>
      pod['resources'] === undefined
        ? NOTHING_FOUND
        : foundAt(
            object,
            over(dataAt(pod, 'resources', 'requests'), dataAt(pod, 'resources', 'limits')).map(
              (what) => `the pod ${what}`,
            ),
          ),
    ),
    ofContainers((container, owner) => foundIn(container, owner, over(container.requests, container.limits))),
  ],
};

function over(requests: Data, limits: Data): string[] {
  const found: string[] = [];
  for (const resource in requests) {
    const request = requests[resource];
    const limit = limits[resource];
    // most limits are what is requested, and most resources have none
    if (limit === undefined || limit === request) continue;
    const least = quantityThousandths(request);
    const most = quantityThousandths(limit);
    if (least === undefined || most === undefined || least <= most) continue;
    found.push(`requests ${shown(request)} of ${resource}, and its limit is ${shown(limit)}`);
  }
  return found;
}
