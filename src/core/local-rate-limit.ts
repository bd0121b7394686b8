/** Name of Envoy's filter that holds rates, where it is the only one. */
export const RATE_LIMIT_FILTER = 'envoy.filters.http.local_ratelimit';

const TYPE = 'type.googleapis.com/envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit';
const STATISTICS = { '@type': TYPE, stat_prefix: 'http_local_rate_limiter' };
/** Without both of these Envoy only counts. */
const ALWAYS = { default_value: { numerator: 100, denominator: 'HUNDRED' } };
/** Clients that are remembered at once. Of more, those that were quiet for longest begin anew. */
const CLIENTS = 10_000;
/** A client is one IPv4 address, or the network of IPv6 that one line is given: whoever has that has all its addresses. */
const CLIENT = { masked_remote_address: { v4_prefix_mask_len: 32, v6_prefix_mask_len: 64 } };

/** Requests that a bucket lets through. */
export interface Rate {
  readonly requests: number;
  /** Milliseconds in which as many come anew. */
  readonly per: number;
  /** Requests that may come at once after a quiet time. */
  readonly burst: number;
}

/** Envoy's filter where it holds nothing: what it holds is said of single routes. */
export const IDLE_RATE_LIMIT = STATISTICS;

/** Envoy's filter that holds a rate, whoever asks. */
export function localRateLimit(rate: Rate) {
  return {
    ...STATISTICS,
    token_bucket: bucket(rate),
    filter_enabled: { runtime_key: 'local_rate_limit_enabled', ...ALWAYS },
    filter_enforced: { runtime_key: 'local_rate_limit_enforced', ...ALWAYS },
  };
}

/** Envoy's filter that holds a rate for each client by itself. */
export function clientRateLimit(rate: Rate) {
  return {
    ...localRateLimit(rate),
    // the bucket of all is for requests of no client, which there are not
    always_consume_default_token_bucket: false,
    max_dynamic_descriptors: CLIENTS,
    rate_limits: [{ actions: [CLIENT] }],
    descriptors: [{ entries: [{ key: 'masked_remote_address' }], token_bucket: bucket(rate) }],
  };
}

function bucket({ requests, per, burst }: Rate) {
  return { max_tokens: burst, tokens_per_fill: requests, fill_interval: `${per / 1000}s` };
}
