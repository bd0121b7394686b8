import { field, fromConfig, oneOfKnown, readSettings, readTogether, type SettingsOf } from 'seaworthy/settings';
import { ENVIRONMENT_NAMES, type EnvironmentName } from './environments';
import { SYSTEM_NAMES } from './systems';

/** The configuration of a Pulumi stack. The `config:` block of Pulumi.yaml is this schema. */
export const configSchema = field.group({
  environment: field
    .string({ example: 'dev' })
    .describe(`Environment whose settings are deployed: ${ENVIRONMENT_NAMES.join(', ')}`),
  systems: field
    .list(field.string({ example: SYSTEM_NAMES[0] }), { unique: true })
    .default([])
    .describe('Systems to deploy, as a JSON list; empty means all'),
  overrides: field
    .record(field.record(field.anything()))
    .default({})
    .describe('Settings over those of the environment, as JSON: { "<system>": { "<setting>": value } }'),
  kubeconfig: field
    .string({ example: '~/.kube/config' })
    .optional()
    .describe('Path of a kubeconfig, or its contents (set those with --secret); empty means the usual places'),
  kubeContext: field
    .string({ example: 'prod' })
    .optional()
    .describe('Context of the kubeconfig; empty means its current one'),
});

/** What a stack deploys, and where to. */
export interface StackConfig extends Omit<SettingsOf<typeof configSchema>, 'environment' | 'systems'> {
  readonly environment: EnvironmentName;
  readonly systems: readonly string[];
}

/** Key of the stack's configuration, without its namespace, and its text. */
export type ConfigTexts = Readonly<Record<string, string>>;

/**
 * Reads the configuration of a stack.
 * @throws SettingsError with everything that is wrong with it
 */
export function readConfig(texts: ConfigTexts, where: string): StackConfig {
  // names that the schema does not know are passed on, so that they are told with the nearest known one
  const written = Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''));
  const values = { ...written, ...fromConfig(configSchema, (key) => written[key]) };
  const config = readSettings(configSchema, [{ from: where, values }]);
  const names = config.systems.length > 0 ? config.systems : SYSTEM_NAMES;
  const known = readTogether({
    environment: () => oneOfKnown('environment', config.environment, ENVIRONMENT_NAMES),
    ...Object.fromEntries(names.map((name) => [`systems.${name}`, () => oneOfKnown('systems', name, SYSTEM_NAMES)])),
    ...Object.fromEntries(
      Object.keys(config.overrides).map((name) => [
        `overrides.${name}`,
        () => oneOfKnown('overrides', name, SYSTEM_NAMES),
      ]),
    ),
  });
  return { ...config, environment: known.environment, systems: names };
}
