import { readFileSync } from 'node:fs';
import { configBlock, SettingsError } from 'seaworthy/settings';
import { parse } from 'yaml';
import { configSchema, readConfig } from '../../systems/config';
import { SYSTEM_NAMES } from '../../systems/systems';

const problemsOf = (texts: Record<string, string>): readonly string[] => {
  try {
    readConfig(texts, 'Pulumi.dev.yaml');
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  return [];
};

describe('the configuration of a stack', () => {
  test('the config block of Pulumi.yaml is its schema', () => {
    const project = parse(readFileSync('Pulumi.yaml', 'utf8')) as { config: unknown };
    expect(project.config).toEqual(configBlock(configSchema));
  });

  test.each(['dev', 'staging', 'prod'])('the committed stack file of %s deploys its own environment', (stack) => {
    const { config } = parse(readFileSync(`Pulumi.${stack}.yaml`, 'utf8')) as { config: Record<string, string> };
    const texts = Object.fromEntries(
      Object.entries(config).map(([key, text]) => [key.replace('seaworthy:', ''), text]),
    );
    expect(readConfig(texts, stack).environment).toBe(stack);
  });

  test('only the environment must be given: all systems are deployed, nothing is overridden', () => {
    expect(readConfig({ environment: 'prod', systems: '', kubeconfig: '' }, 'Pulumi.prod.yaml')).toEqual({
      environment: 'prod',
      systems: SYSTEM_NAMES,
      overrides: {},
    });
  });

  test('lists and overrides are read from JSON', () => {
    const texts = {
      environment: 'dev',
      systems: '["feature-api"]',
      overrides: '{"feature-api":{"port":3001}}',
      kubeContext: 'mine',
    };
    expect(readConfig(texts, 'Pulumi.dev.yaml')).toMatchObject({
      systems: ['feature-api'],
      overrides: { 'feature-api': { port: 3001 } },
      kubeContext: 'mine',
    });
  });

  test('rejects a missing environment and an unknown key at once, with the nearest key', () => {
    const found = problemsOf({ enviroment: 'dev' });
    expect(found).toHaveLength(2);
    expect(found).toContainEqual(expect.stringMatching(/^environment is missing/));
    expect(found).toContainEqual(expect.stringMatching(/^enviroment .*did you mean 'environment'\?/));
  });

  test('rejects every unknown name at once, with the nearest one', () => {
    expect(
      problemsOf({ environment: 'stagng', systems: '["feature-app","x"]', overrides: '{"featureapi":{}}' }),
    ).toEqual([
      expect.stringMatching(/^environment 'stagng' is not known; .*did you mean 'staging'\?/),
      expect.stringMatching(/^systems 'feature-app' is not known; .*did you mean 'feature-api'\?/),
      expect.stringMatching(/^systems 'x' is not known/),
      expect.stringMatching(/^overrides 'featureapi' is not known; .*did you mean 'feature-api'\?/),
    ]);
  });

  test('rejects text where a list belongs', () => {
    expect(problemsOf({ environment: 'dev', systems: 'feature-api' })).toEqual([
      expect.stringMatching(/^systems is text, not a list;/),
    ]);
  });
});
