import { App, type IResolver } from 'cdk8s';
import { capabilities, declareEnvironment } from 'seaworthy';
import { readTogether } from 'seaworthy/settings';
import { ENVIRONMENTS, type EnvironmentName } from './environments';
import { SYSTEMS } from './systems';

/** What to build. */
export interface Composition {
  readonly environment: EnvironmentName;
  /** Names of the systems to build. */
  readonly systems: readonly string[];
  /** The moment that it is built for: access that was granted for a time ends by it. Entry points read the clock. */
  readonly now: Date;
  /**
   * Settings over those of the environment, by name of the system.
   * @default - none
   */
  readonly overrides?: Readonly<Record<string, unknown>>;
  /**
   * Resolvers of the App: the deployment's, which carries values that only a deployment knows.
   * @default - none
   */
  readonly resolvers?: IResolver[];
}

/**
 * Builds systems for one environment in one App, so that calls between them are known at both ends.
 * @throws SettingsError with everything that is wrong with the settings of all of them
 */
export function compose({ environment: name, systems, now, overrides = {}, resolvers }: Composition): App {
  const wanted = SYSTEMS.filter((system) => systems.includes(system.name));
  const builders = readTogether(
    Object.fromEntries(wanted.map((system) => [system.name, () => system.read(name, overrides[system.name])])),
  );

  const environment = {
    name,
    region: ENVIRONMENTS[name].region,
    capabilities: capabilities(ENVIRONMENTS[name].capabilities),
    now: now.toISOString(),
  };
  const app = new App({ resolvers });
  declareEnvironment(app, environment);
  for (const build of Object.values(builders)) build(app, environment);
  return app;
}
