import { hasToken } from '../token';
import { dataAt, textAt, valueAt } from '../data';
import { object, service, shop, template } from '../examples';
import type { RenderedObject } from '../rendered-object';
import type { Rendering } from '../rendering';
import { ofKinds, type Found } from '../look';
import type { Rule } from '../rule';

const example = (canaryService: string) =>
  shop([
    object('argoproj.io/v1alpha1 Rollout', 'api', {
      spec: {
        replicas: 1,
        selector: { matchLabels: { app: 'api' } },
        strategy: { canary: { stableService: 'api', canaryService, steps: [{ setWeight: 20 }, { pause: {} }] } },
        template: template({}),
      },
    }),
    service(),
    service({}, 'api-canary'),
  ]);

const FIELDS = {
  canary: ['stableService', 'canaryService'],
  blueGreen: ['activeService', 'previewService'],
} as const;

/** Rollouts that lead traffic to nothing. */
export const rolloutService: Rule = {
  id: 'rollout-service',
  title: 'The Services of a Rollout are rendered, and are two different ones.',
  why: 'The controller reports an invalid spec and stops: the release does not start, and nothing fails in the pipeline.',
  fix: 'render both Services with the selector of the Rollout, and name them',
  severity: 'error',
  bad: () => example('api'),
  good: () => example('api-canary'),
  check: ofKinds(['argoproj.io Rollout'], (at, rendering) => findings(rendering, at)),
};

function findings(rendering: Rendering, at: RenderedObject): Found[] {
  return (['canary', 'blueGreen'] as const).flatMap((strategy) => {
    const fields = dataAt(at.spec, 'strategy', strategy);
    const [first, second] = FIELDS[strategy].map((field) => textAt(fields, field));
    const missing = FIELDS[strategy].flatMap((field) => {
      const name = textAt(fields, field);
      return name === undefined || hasToken(name) || rendering.has('', 'Service', at.namespace, name) !== 'no'
        ? []
        : [`${field} '${name}' is not in namespace '${at.namespace}'`];
    });
    const routed = strategy === 'canary' && fields['trafficRouting'] !== undefined;
    const lacking = FIELDS[strategy].filter((field) => routed && valueAt(fields, field) === undefined);
    return [
      ...missing,
      ...lacking.map((field) => `routes traffic and has no ${field}`),
      ...(first !== undefined && first === second ? [`has one Service for both sides ('${first}')`] : []),
    ].map((message) => ({ at, message }));
  });
}
