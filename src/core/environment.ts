import type { App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Capabilities } from './capabilities';
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
};

const CONTEXT = 'seaworthy:environment';

/**
 * Declares where an App goes. Call it on a new App, before anything is built in it.
 * @throws when the App has children already, or a value is of another type
 */
export function declareEnvironment(app: App, environment: Environment): void {
  requireShape('declareEnvironment', environment, SHAPES);
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
