import { milliseconds } from '../../core/call-times';
import { WELL_KNOWN } from '../../core/conventions';
import { isHttp } from '../../core/application-protocol';
import type { MeshMode } from '../../core/mesh';
import type { Port } from '../../core/port';
import { trafficLimits, type TrafficLimits } from '../../core/traffic-limits';
import type { DestinationRuleSpec } from '../../kinds/istio';
import { span } from './call-routes';

type TrafficPolicy = NonNullable<NonNullable<DestinationRuleSpec>['trafficPolicy']>;

/** How often pods that fail are looked for. */
const EJECTION_INTERVAL = '10s';
/** Retries that a budget always lets through, so that a service with few requests can be repeated too. */
const FEWEST_RETRIES = 3;

/**
 * How callers' proxies treat the pods of a service: encrypted, with limits that hold a slow one from piling up requests, pods
 * that fail left alone, and the nearest zone first, which needs the former to find out that a zone is gone.
 */
export function trafficPolicy(mode: MeshMode, ports: readonly Port[], props: TrafficLimits): TrafficPolicy {
  const { connections, pendingRequests, requests, connectTimeout, retryBudget, ejection } = trafficLimits(props);
  return {
    // ambient pods are encrypted beneath what a waypoint is told here
    ...(mode === 'sidecar' && { tls: { mode: 'ISTIO_MUTUAL' } }),
    connectionPool: {
      tcp: { maxConnections: connections, connectTimeout: span(milliseconds(connectTimeout)) },
      ...(ports.some(isHttp) && { http: { http1MaxPendingRequests: pendingRequests, http2MaxRequests: requests } }),
    },
    ...(ports.some(isHttp) && {
      retryBudget: { percent: retryBudget.value, minRetryConcurrency: FEWEST_RETRIES },
    }),
    outlierDetection: {
      consecutive5xxErrors: ejection.after,
      interval: EJECTION_INTERVAL,
      baseEjectionTime: span(milliseconds(ejection.time)),
      maxEjectionPercent: ejection.most.value,
    },
    loadBalancer: {
      simple: 'LEAST_REQUEST',
      localityLbSetting: { enabled: true, failoverPriority: [WELL_KNOWN.region, WELL_KNOWN.zone] },
    },
  };
}
