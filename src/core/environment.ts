import type { App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Capabilities } from './capabilities';
import { instantRefusal } from './instant';
import { explain } from './refusal';
import { group, number, optional, requireShape, text, type Shapes } from './shape';

/** Where an App is deployed to. Environments differ by this data and by settings, never by branches in code. */
export interface Environment {
  /** Name of the environment: `dev`, `staging`, `prod`. */
  readonly name: string;
  /** Cloud region: `eu-west-1`. */
  readonly region: string;
  /** What its cluster offers. */
  readonly capabilities: Capabilities;
  /**
   * How many pods autoscaled workloads may have.
   * @default - any number
   */
  readonly pods?: PodBounds;
  /**
   * The moment that the App is built for, in UTC: `2026-11-21T12:00:00Z`. Only an entry point reads the clock.
   * @default - unknown; what ends at some moment, such as an access grant, has to be told
   */
  readonly now?: string;
}

/** How many pods an autoscaled workload may have in an environment. */
export interface PodBounds {
  /**
   * Fewest pods that a range may start at: 2 where a lost node must not be an outage. A range that starts at zero has
   * declared that it may be away, and is left alone.
   * @default - any number
   */
  readonly floor?: number;
  /**
   * Most pods that a range may end at: what the environment can pay for.
   * @default - any number
   */
  readonly ceiling?: number;
}

/** Capabilities are made by their own function, which judges them. */
const SHAPES: Shapes = {
  name: text,
  region: text,
  capabilities: { ...group({}), allowed: 'Capabilities', fix: 'make them with capabilities({ ... })' },
  pods: optional(group({ floor: optional(number), ceiling: optional(number) })),
  now: optional(text),
};

const CONTEXT = 'seaworthy:environment';

/**
 * Declares where an App goes. Call it on a new App, before anything is built in it.
 * @throws when the App has children already, a value is of another type, or `now` is no moment in time
 */
export function declareEnvironment(app: App, environment: Environment): void {
  requireShape('declareEnvironment', environment, SHAPES);
  const notNow = environment.now === undefined ? undefined : instantRefusal('now', environment.now);
  if (notNow) throw new Error(`declareEnvironment: ${explain(notNow)}`);
  const [first] = app.node.children;
  if (first !== undefined)
    throw new Error(
      `declareEnvironment: the App has '${first.node.id}' in it already; allowed: an App without children; call it before anything is built`,
    );
  app.node.setContext(CONTEXT, environment);
}

/**
 * The environment of the App that a construct is in, or nothing when none was declared: then nothing is known of the
 * cluster, and demands on it are not checked.
 */
export function environmentOf(scope: IConstruct): Environment | undefined {
  // the context of a construct is untyped; this key is written by declareEnvironment alone
  return scope.node.tryGetContext(CONTEXT) as Environment | undefined;
}
