import type { App } from 'cdk8s';
import type { Environment } from 'seaworthy';
import { readSettings, type LayerFor, type Group, type GroupValue, type Shape } from 'seaworthy/settings';
import type { EnvironmentName } from './environments';
import type { RequirementsDocument } from './requirement';

/** A system that can be rendered and deployed. */
export interface System {
  readonly name: string;
  /** What its document asks for, and where that is met. */
  readonly requirements: RequirementsDocument;
  /**
   * Reads its settings for an environment, and gives what builds it.
   * @throws SettingsError with everything that is wrong with them
   */
  readonly read: (environment: EnvironmentName, overrides: unknown) => (app: App, environment: Environment) => void;
}

/** What a system is made of. */
export interface SystemParts<S extends Shape> {
  readonly name: string;
  readonly schema: Group<S>;
  readonly settings: {
    readonly base: LayerFor<Group<S>>;
    readonly environments: Readonly<Record<EnvironmentName, LayerFor<Group<S>>>>;
  };
  readonly requirements: RequirementsDocument;
  readonly build: (app: App, settings: GroupValue<S>, environment: Environment) => void;
}

/** Joins the settings of a system with what is built from them. */
export function system<S extends Shape>({ name, schema, settings, requirements, build }: SystemParts<S>): System {
  const file = `systems/${name}/settings.ts`;
  return {
    name,
    requirements,
    read: (environment, overrides) => {
      const layers = [
        { from: `${file}, base`, values: settings.base },
        { from: `${file}, ${environment}`, values: settings.environments[environment] },
        { from: 'overrides', values: overrides },
      ];
      const values = readSettings(schema, layers, { where: name });
      return (app, where) => {
        build(app, values, where);
      };
    },
  };
}
