import { milliseconds } from '../../core/call-times';
import type { Labels } from '../../core/labels';
import { localRateLimit, RATE_LIMIT_FILTER } from '../../core/local-rate-limit';
import type { RateLimit } from '../../core/traffic-limits';
import { CONNECTION_MANAGER, type EnvoyFilterSpec } from '../../kinds/istio';

const DEFAULT_SPAN = 1000;

/** A limit of what each pod answers, in its own proxy: Istio has no kind for it, so the proxy is told itself. */
export function rateLimitFilter(selector: Labels, { requests, per, burst }: RateLimit): EnvoyFilterSpec {
  const rate = { requests, per: per === undefined ? DEFAULT_SPAN : milliseconds(per), burst: burst ?? requests };
  return {
    workloadSelector: { labels: { ...selector } },
    configPatches: [
      {
        applyTo: 'HTTP_FILTER',
        match: { context: 'SIDECAR_INBOUND', listener: { filterChain: { filter: { name: CONNECTION_MANAGER } } } },
        patch: {
          operation: 'INSERT_BEFORE',
          value: { name: RATE_LIMIT_FILTER, typed_config: localRateLimit(rate) },
        },
      },
    ],
  };
}
