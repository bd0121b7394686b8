import { milliseconds } from '../../core/call-times';
import type { Labels } from '../../core/labels';
import type { RateLimit } from '../../core/traffic-limits';
import type { EnvoyFilterSpec } from '../../kinds/istio';

const DEFAULT_SPAN = 1000;
const CONNECTION_MANAGER = 'envoy.filters.network.http_connection_manager';
const FILTER = 'envoy.filters.http.local_ratelimit';
const TYPE = 'type.googleapis.com/envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit';
/** Without both of these Envoy only counts. */
const ALWAYS = { default_value: { numerator: 100, denominator: 'HUNDRED' } };

/** A limit of what each pod answers, in its own proxy: Istio has no kind for it, so the proxy is told itself. */
export function rateLimitFilter(selector: Labels, { requests, per, burst }: RateLimit): EnvoyFilterSpec {
  const value = {
    stat_prefix: 'http_local_rate_limiter',
    token_bucket: {
      max_tokens: burst ?? requests,
      tokens_per_fill: requests,
      fill_interval: `${(per === undefined ? DEFAULT_SPAN : milliseconds(per)) / 1000}s`,
    },
    filter_enabled: { runtime_key: 'local_rate_limit_enabled', ...ALWAYS },
    filter_enforced: { runtime_key: 'local_rate_limit_enforced', ...ALWAYS },
  };
  return {
    workloadSelector: { labels: { ...selector } },
    configPatches: [
      {
        applyTo: 'HTTP_FILTER',
        match: { context: 'SIDECAR_INBOUND', listener: { filterChain: { filter: { name: CONNECTION_MANAGER } } } },
        patch: {
          operation: 'INSERT_BEFORE',
          value: { name: FILTER, typed_config: { '@type': TYPE, ...value } },
        },
      },
    ],
  };
}
