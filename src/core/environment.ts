import type { App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Capabilities } from './capabilities';

/** Where an App is deployed to. Environments differ by this data and by settings, never by branches in code. */
export interface Environment {
  /** Name of the environment: `dev`, `staging`, `prod`. */
  readonly name: string;
  /** Cloud region: `eu-west-1`. */
  readonly region: string;
  /** What its cluster offers. */
  readonly capabilities: Capabilities;
}

const CONTEXT = 'seaworthy:environment';

/**
 * Declares where an App goes. Call it on a new App, before anything is built in it.
 * @throws when the App has children already
 */
export function declareEnvironment(app: App, environment: Environment): void {
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
