import type { Duration } from 'cdk8s';
import { closed, duration, list, number, oneOf, optional, text, textOrNumber, type Shapes } from './shape';

/** A method of HTTP (RFC 9110 and, for PATCH, RFC 5789). */
export type HttpMethod = 'GET' | 'HEAD' | 'OPTIONS' | 'PUT' | 'DELETE' | 'POST' | 'PATCH';

/** All methods that a call may name. */
export const HTTP_METHODS: readonly HttpMethod[] = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'POST', 'PATCH'];

/** Methods that do the same however often they are repeated (RFC 9110, 9.2.2): only they may be tried again. */
export const IDEMPOTENT_METHODS: readonly HttpMethod[] = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'];

/** What a failed try is repeated after. */
export type RetryCondition =
  'connect-failure' | 'refused-stream' | 'reset-before-request' | 'gateway-error' | 'unavailable' | '5xx';

const RETRY_CONDITIONS: readonly RetryCondition[] = [
  'connect-failure',
  'refused-stream',
  'reset-before-request',
  'gateway-error',
  'unavailable',
  '5xx',
];

/** How a call is repeated when it fails. */
export interface Retries {
  /** How often it is tried again after the first try: 1 to 10. */
  readonly attempts: number;
  /**
   * Longest that one try may take.
   * @default - what the timeout leaves for each, after the waits between them
   */
  readonly perTry?: Duration;
  /**
   * Wait before the second try. It grows with each try, to ten times as long at most.
   * @default Duration.millis(25)
   */
  readonly backoff?: Duration;
  /**
   * What a try is repeated after.
   * @default ['connect-failure', 'refused-stream', 'reset-before-request', 'gateway-error', 'unavailable']
   */
  readonly on?: readonly RetryCondition[];
  /**
   * Methods that are repeated. They must be idempotent.
   * @default - the methods of the call, all of which must be idempotent then; where it names none, the idempotent ones
   */
  readonly methods?: readonly HttpMethod[];
}

/**
 * What is known of a call beside its two ends. Times are held against each other along every chain of calls, in any environment.
 * In the cluster a mesh holds timeouts, retries, methods and paths; where the environment has none, the caller has to itself, and
 * methods and paths are held by nobody. Ports are held everywhere.
 */
export interface CallOptions {
  /**
   * Longest that the caller waits for an answer, all tries together.
   * @default - as long as the callee itself waits for others; with retries, as long as all tries take
   */
  readonly timeout?: Duration;
  /**
   * How it is repeated when it fails.
   * @default - not at all
   */
  readonly retries?: Retries;
  /**
   * Methods that the caller uses.
   * @default - any
   */
  readonly methods?: readonly HttpMethod[];
  /**
   * Paths that the caller asks for: one path (`/v1/orders`), or all below one (`/v1/*`).
   * @default - any
   */
  readonly paths?: readonly string[];
  /**
   * Ports of the callee that are called, by name or number.
   * @default - all that it serves
   */
  readonly ports?: readonly (string | number)[];
}

const METHODS = list(oneOf(...HTTP_METHODS));

const RETRIES: Shapes = {
  attempts: number,
  perTry: optional(duration),
  backoff: optional(duration),
  on: optional(list(oneOf(...RETRY_CONDITIONS))),
  methods: optional(METHODS),
};

/** What the options of a call must be before they are read. */
export const CALL_OPTIONS: Shapes = {
  timeout: optional(duration),
  retries: optional(closed(RETRIES)),
  methods: optional(METHODS),
  paths: optional(list(text)),
  ports: optional(list(textOrNumber)),
};
