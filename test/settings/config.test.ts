import { configBlock, field, fromConfig, readSettings } from '../../src/settings';

const schema = field.group({
  environment: field.oneOf(['dev', 'staging', 'prod']).describe('Environment to deploy'),
  replicas: field.integer({ min: 1 }).default(2).describe('Number of pods'),
  share: field.percent().optional(),
  debug: field.boolean().default(false),
  cpu: field.cpu().optional(),
  systems: field.list(field.dnsLabel()).default(['feature-api']),
  overrides: field.group({ port: field.port() }).optional(),
  token: field.string().secret().optional().describe('Token of the registry'),
  key: field.secretKey().optional(),
});

const read = (config: Readonly<Record<string, string>>) =>
  readSettings(schema, [{ from: 'stack', values: fromConfig(schema, (key) => config[key]) }], { where: 'seaworthy' });

test('the config block has descriptions, defaults as they are written, and secrets; never a type', () => {
  expect(configBlock(schema)).toEqual({
    environment: { description: 'Environment to deploy', default: '' },
    replicas: { description: 'Number of pods', default: 2 },
    share: { default: '' },
    debug: { default: false },
    cpu: { default: '' },
    systems: { default: ['feature-api'] },
    overrides: { default: '' },
    token: { description: 'Token of the registry', default: '', secret: true },
    key: { default: '' },
  });
});

test('config text becomes what each setting takes', () => {
  const settings = read({
    environment: 'prod',
    replicas: '3',
    share: '70%',
    debug: 'true',
    cpu: '2',
    systems: '["a","b"]',
    overrides: '{"port":80}',
    token: '123',
  });
  expect(settings).toMatchObject({
    environment: 'prod',
    replicas: 3,
    debug: true,
    systems: ['a', 'b'],
    overrides: { port: 80 },
    token: '123',
  });
  expect(settings.share?.value).toBe(70);
  expect(settings.cpu?.amount).toBe('2');
});

test('an empty text is not set', () => {
  expect(read({ environment: 'dev', replicas: '', overrides: '', token: '' })).toMatchObject({
    environment: 'dev',
    replicas: 2,
  });
});

test('rejects text that cannot be read, all at once', () => {
  expect(() =>
    read({ environment: 'prdo', replicas: 'three', debug: 'yes', systems: 'a,b', overrides: '{"port":' }),
  ).toThrow(
    new RegExp(
      [
        '^5 problems in the settings:',
        "seaworthy\\.environment 'prdo' is not one of the choices; .*did you mean 'prod'\\? \\(in stack\\)",
        "seaworthy\\.replicas 'three' is text, not a whole number; .*",
        "seaworthy\\.debug 'yes' is text, not true or false; .*",
        'seaworthy\\.systems is text, not a list; .*',
        'seaworthy\\.overrides is text, not a group; .*$',
      ].join('\n *'),
    ),
  );
});

test('rejects a missing key', () => {
  expect(() => read({})).toThrow("seaworthy.environment is missing; allowed: 'dev', 'staging', 'prod'");
});

test.each(['1e3', '0x10', ' 3', '3 ', 'NaN', 'Infinity'])(
  'rejects %p as a number: only plain decimals are read',
  (text) => {
    expect(() => read({ environment: 'dev', replicas: text })).toThrow('is text, not a whole number');
  },
);
