import { hasToken } from '../token';
import { sameText } from '../certainty';
import { asList, asText } from '../data';
import { object, shop } from '../examples';
import type { RenderedObject } from '../rendered-object';
import type { Rendering } from '../rendering';
import { ofKinds } from '../look';
import type { Rule } from '../rule';
import { routeBackends, ROUTES, serviceNamespaces } from './route-backend';

const GATEWAY = 'gateway.networking.k8s.io';

const example = (from: string) =>
  shop([
    object(`${GATEWAY}/v1 HTTPRoute`, 'api', {
      spec: { rules: [{ backendRefs: [{ name: 'api', namespace: 'backend', port: 80 }] }] },
    }),
    object('v1 Service', 'api', { spec: { ports: [{ port: 80 }] } }, { namespace: 'backend' }),
    object(
      `${GATEWAY}/v1beta1 ReferenceGrant`,
      'api',
      {
        spec: { from: [{ group: GATEWAY, kind: 'HTTPRoute', namespace: from }], to: [{ group: '', kind: 'Service' }] },
      },
      { namespace: 'backend' },
    ),
  ]);

/** Routes into namespaces that do not let them in. */
export const routeWithoutGrant: Rule = {
  id: 'route-without-grant',
  title: 'A route into another namespace has a ReferenceGrant there.',
  why: 'The gateway answers its requests with errors: the other namespace has not agreed.',
  fix: 'render a ReferenceGrant in the namespace of the Service, from the namespace of the route',
  severity: 'error',
  bad: () => example('web'),
  good: () => example('shop'),
  check: ofKinds(ROUTES, (at, rendering) => {
    const foreign = routeBackends(at).filter(({ namespace }) => namespace !== at.namespace);
    if (foreign.length === 0 || hasToken(at.namespace)) return [];
    return (
      [...new Set(foreign.map(({ namespace }) => namespace))]
        .filter((namespace) => !hasToken(namespace))
        // who renders the Service answers for the grant; elsewhere there may well be one
        .filter((namespace) => rendering.view(serviceNamespaces).has(namespace))
        .filter((namespace) => !isGranted(rendering, at, namespace))
        .map((namespace) => ({
          at,
          message: `leads into namespace '${namespace}', which has no ReferenceGrant for ${at.kind} of namespace '${at.namespace}'`,
        }))
    );
  }),
};

function isGranted(rendering: Rendering, route: RenderedObject, namespace: string): boolean {
  return rendering
    .ofKind(GATEWAY, 'ReferenceGrant')
    .filter((grant) => grant.namespace === namespace || hasToken(grant.namespace))
    .some(
      ({ spec }) =>
        asList(spec['from']).some(
          (from) =>
            sameText(asText(from['kind']) ?? '', route.kind) !== 'no' &&
            sameText(asText(from['namespace']) ?? '', route.namespace) !== 'no',
        ) && asList(spec['to']).some((to) => sameText(asText(to['kind']) ?? '', 'Service') !== 'no'),
    );
}
