import type { CallOptions, RetryCondition } from '../../core/call-options';
import { repeatedMethods } from '../../core/call-refusals';
import { BACKOFF, milliseconds, timesOf } from '../../core/call-times';
import type { Edge } from '../../core/edge';
import { isEntryParty } from '../../core/entry';
import type { Labels } from '../../core/labels';
import { isPodPeer } from '../../core/party';
import type { VirtualServiceSpec } from '../../kinds/istio';

type HttpRoute = NonNullable<NonNullable<VirtualServiceSpec>['http']>[number];

/** What a try is repeated after, unless a call says otherwise: failures before the callee has done anything, and its own word. */
const CONDITIONS: readonly RetryCondition[] = [
  'connect-failure',
  'refused-stream',
  'reset-before-request',
  'gateway-error',
  'unavailable',
];

/** Istio repeats twice what nobody asked it to. */
const NO_RETRIES = { attempts: 0 };

/** The routes to a host, for each caller with its own timeout and retries, and one for everybody else, entries among them. */
export function callRoutes(host: string, calls: readonly Edge[]): HttpRoute[] {
  const route = [{ destination: { host } }];
  const own = calls.filter(({ caller }) => !isEntryParty(caller));
  return [...own.flatMap((edge) => routesOf(edge, route)), { name: 'others', route, retries: NO_RETRIES }];
}

function routesOf({ caller, options = {} }: Edge, route: NonNullable<HttpRoute['route']>): HttpRoute[] {
  const { timeout } = timesOf(options);
  const sources = caller.peers.filter(isPodPeer).map(({ namespace, labels }) => sourceOf(namespace, labels));
  if (sources.length === 0 || (!Number.isFinite(timeout) && options.retries === undefined)) return [];
  const limit = Number.isFinite(timeout) ? { timeout: span(timeout) } : {};
  const repeated = repeatedMethods(options);
  const methods = { method: { regex: repeated.join('|') } };
  return [
    ...(options.retries
      ? [
          {
            name: `${caller.name}-repeated`,
            match: sources.map((source) => ({ ...source, ...methods })),
            route,
            ...limit,
            retries: retriesOf(options, options.retries),
          },
        ]
      : []),
    { name: caller.name, match: sources, route, ...limit, retries: NO_RETRIES },
  ];
}

function sourceOf(sourceNamespace: string, labels: Labels) {
  return { sourceLabels: { ...labels }, sourceNamespace };
}

function retriesOf(options: CallOptions, { attempts, backoff, on }: NonNullable<CallOptions['retries']>) {
  return {
    attempts,
    perTryTimeout: span(timesOf(options).perTry),
    backoff: span(backoff === undefined ? BACKOFF : milliseconds(backoff)),
    retryOn: (on ?? CONDITIONS).join(','),
  };
}

/** A time span as Istio writes it. */
export function span(time: number): string {
  return time % 1000 === 0 ? `${time / 1000}s` : `${time}ms`;
}
