import { shown, valueAt } from '../data';
import { deployment, disruptionBudget, shop, SPREAD } from '../examples';
import { podCount, podsOf } from '../pod-count';
import type { RenderedObject } from '../rendered-object';
import type { Rendering } from '../rendering';
import { ofKinds, type Found } from '../look';
import type { Rule } from '../rule';

const example = (maxUnavailable: number) =>
  shop([
    deployment({
      spec: { replicas: 2, strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable } } },
      pod: { topologySpreadConstraints: [SPREAD] },
    }),
    disruptionBudget(),
  ]);

/** Rolling updates that cannot roll, or that leave nothing running. */
export const rollingUpdateBounds: Rule = {
  id: 'rolling-update-bounds',
  title: 'A rolling update of several pods keeps one of them at least, and may replace one at least.',
  why: 'With maxUnavailable as high as the number of pods every release takes the service down; with nothing to move the API server refuses it.',
  fix: 'set maxUnavailable: 0 and maxSurge: 25%, or make maxUnavailable less than the fewest number of pods',
  severity: 'error',
  bad: () => example(2),
  good: () => example(0),
  check: ofKinds(['apps Deployment'], (object, rendering) => findings(rendering, object)),
};

function findings(rendering: Rendering, object: RenderedObject): Found[] {
  if ((valueAt(object.spec, 'strategy', 'type') ?? 'RollingUpdate') !== 'RollingUpdate') return [];
  const unavailable = valueAt(object.spec, 'strategy', 'rollingUpdate', 'maxUnavailable') ?? '25%';
  if (isNothing(unavailable)) {
    const surge = valueAt(object.spec, 'strategy', 'rollingUpdate', 'maxSurge') ?? '25%';
    if (!isNothing(surge)) return [];
    return [{ at: object, message: 'has both maxSurge and maxUnavailable 0, so no pod can be replaced' }];
  }
  const { min } = podCount(rendering, object);
  const away = min === undefined ? undefined : podsOf(unavailable, min, 'down');
  if (min === undefined || min < 2 || away === undefined || away < min) return [];
  const message = `maxUnavailable ${shown(unavailable)} lets all of its ${min} pod(s) be away in a rolling update`;
  return [{ at: object, message }];
}

function isNothing(value: unknown): boolean {
  return value === 0 || value === '0%';
}
