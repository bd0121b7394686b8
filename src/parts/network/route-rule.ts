import { milliseconds } from '../../core/call-times';
import { entryHeaders, EXPOSURE_DEFAULTS, type Sticky } from '../../core/exposure';
import { gatewayDuration } from '../../core/gateway-duration';
import type { HttpRouteSpec } from '../../kinds/gateway-api';
import type { EntryPlan } from './entry-plan';

type RouteRule = NonNullable<NonNullable<HttpRouteSpec>['rules']>[number];

/** What a route does with the requests of its paths, in the fields of the Gateway API. */
export function routeRule({ exposure, backends }: EntryPlan): RouteRule {
  const { paths = EXPOSURE_DEFAULTS.paths, timeout = EXPOSURE_DEFAULTS.timeout, sticky } = exposure;
  const headers = [...entryHeaders(exposure)].map(([name, value]) => ({ name, value }));
  return {
    matches: paths.map((value) => ({ path: { type: 'PathPrefix' as const, value } })),
    ...(headers.length > 0 && {
      filters: [{ type: 'ResponseHeaderModifier' as const, responseHeaderModifier: { set: headers } }],
    }),
    backendRefs: backends.map(({ service, port, weight }) => ({
      kind: 'Service',
      name: service,
      port,
      ...(weight !== undefined && { weight }),
    })),
    timeouts: { request: gatewayDuration(milliseconds(timeout)) },
    ...(sticky && { sessionPersistence: sessionPersistence(sticky) }),
  };
}

/** Stickiness of the rule, not of a Service: a client stays at the version that it was given to. */
function sessionPersistence({ cookie = EXPOSURE_DEFAULTS.cookie, lifetime }: Sticky) {
  return {
    type: 'Cookie' as const,
    sessionName: cookie,
    absoluteTimeout: gatewayDuration(milliseconds(lifetime)),
    cookieConfig: { lifetimeType: 'Permanent' as const },
  };
}
