import { field, readSettings, SettingsError } from '../../src/settings';
import type { SettingsLayer } from '../../src/settings';
import { resourceRefusals } from '../../src/core/resources';
import { scaleRefusals } from '../../src/core/scale';

const schema = field
  .group({
    name: field.dnsLabel(),
    namespace: field.dnsLabel(),
    image: field.image(),
    port: field.port(),
    tier: field.oneOf(['web', 'worker']),
    resources: field.group({
      cpu: field.cpu(),
      memory: field.memory(),
      cpuLimit: field.cpu().optional(),
      memoryLimit: field.memory().optional(),
    }),
    scale: field.group({
      min: field.integer({ min: 1, max: 1000 }),
      max: field.integer({ min: 1, max: 1000 }),
      cpu: field.percent().optional(),
      memory: field.percent().optional(),
    }),
    hosts: field.list(field.dnsName(), { unique: true }).default([]),
    secrets: field
      .list(field.group({ variable: field.string(), key: field.secretKey() }), { unique: 'variable' })
      .default([]),
    token: field.string().secret().optional(),
    debug: field.boolean().default(false),
    drain: field.duration().default('20s'),
  })
  .rule(({ scale }) => scaleRefusals('scale', scale))
  .rule(({ resources }) => resourceRefusals('resources', resources));

const GOOD = {
  name: 'feature-api',
  namespace: 'shop',
  image: 'ghcr.io/acme/feature-api:1.4.2',
  port: 3000,
  tier: 'web',
  resources: { cpu: 2, memory: '4Gi' },
  scale: { min: 3, max: 10, cpu: 70 },
};

function without(values: object, name: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([key]) => key !== name));
}

function problems(values: unknown, ...more: SettingsLayer[]): readonly string[] {
  try {
    readSettings(schema, [{ from: 'base', values }, ...more], { where: 'featureApi' });
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
}

test('reads settings into values, with defaults where nothing is written', () => {
  const settings = readSettings(schema, [{ from: 'base', values: GOOD }]);
  expect(settings.resources.cpu.amount).toBe('2');
  expect(settings.resources.memory.toGibibytes()).toBe(4);
  expect(settings.scale.cpu?.value).toBe(70);
  expect(settings).toMatchObject({ port: 3000, hosts: [], secrets: [], debug: false });
  expect(settings.drain.toSeconds()).toBe(20);
  expect(settings.token).toBeUndefined();
});

test('reads the layers over each other', () => {
  const { scale } = readSettings(schema, [
    { from: 'base', values: GOOD },
    { from: 'prod', values: { scale: { max: 20 } } },
  ]);
  expect(scale).toMatchObject({ min: 3, max: 20 });
});

test('rejects a missing setting with its type and an example', () => {
  const rest = without(GOOD, 'image');
  expect(problems(rest)).toEqual([
    expect.stringMatching(
      /^featureApi\.image is missing; allowed: an image with a digest.*; add it, for example image: "ghcr\.io\/acme\/api:1\.4\.2"$/,
    ),
  ]);
});

test('rejects a missing group with an example of it', () => {
  const rest = without(GOOD, 'scale');
  expect(problems(rest)).toEqual([
    'featureApi.scale is missing; allowed: a group of min, max, cpu, memory; add it, for example scale: {"min":1,"max":1}',
  ]);
});

test('rejects an unknown name, with the nearest known one and the layer', () => {
  const rest = without(GOOD, 'port');
  const lines = problems({ ...rest, prot: 3000 });
  expect(lines).toHaveLength(2);
  expect(lines).toContainEqual(
    expect.stringMatching(/^featureApi\.prot is not a setting; allowed: name, .*; did you mean 'port'\? \(in base\)$/),
  );
});

test('rejects a wrong type with both types', () => {
  expect(problems({ ...GOOD, port: '3000' })).toEqual([
    "featureApi.port '3000' is text, not a whole number; allowed: a whole number from 1 to 65535; write it as in port: 8080 (in base)",
  ]);
  expect(problems({ ...GOOD, hosts: 'a.example.com' })[0]).toMatch(/^featureApi\.hosts is text, not a list;/);
  expect(problems({ ...GOOD, scale: 3 })[0]).toMatch(/^featureApi\.scale is a number, not a group;/);
  expect(problems({ ...GOOD, image: 5 })[0]).toMatch(/^featureApi\.image 5 is a number, not text;/);
  expect(problems({ ...GOOD, debug: 'yes' })[0]).toMatch(/^featureApi\.debug 'yes' is text, not true or false;/);
});

test.each([0, 65536, -1])('rejects port %p, which is out of range', (port) => {
  expect(problems({ ...GOOD, port })[0]).toMatch(
    new RegExp(`^featureApi\\.port ${port} is too (small|large); allowed: a whole number from 1 to 65535;`),
  );
});

test('rejects a number with a fraction where a whole one is needed', () => {
  expect(problems({ ...GOOD, port: 80.5 })[0]).toMatch(/^featureApi\.port 80\.5 is .*not a whole number/);
});

test('rejects a number out of range', () => {
  expect(problems({ ...GOOD, scale: { min: 0, max: 10, cpu: 70 } })).toEqual([
    'featureApi.scale.min 0 is too small; allowed: a whole number from 1 to 1000; correct it (in base)',
  ]);
  expect(problems({ ...GOOD, scale: { min: 1, max: 10, cpu: 170 } })[0]).toMatch(
    /^featureApi\.scale\.cpu 170 is out of range; allowed: 0 to 100/,
  );
});

test('rejects min over max', () => {
  expect(problems({ ...GOOD, scale: { min: 5, max: 3, cpu: 70 } })).toEqual([
    'featureApi.scale.min 5 is more than scale.max (3); allowed: at most 3; lower scale.min or raise scale.max (in base)',
  ]);
});

test.each([
  ['ghcr.io/acme/api:latest', /'latest'/],
  ['ghcr.io/acme/api', /neither tag nor digest/],
  ['Not an image', /is not an image reference/],
])('rejects the unpinned image %s', (image, reason) => {
  expect(problems({ ...GOOD, image })).toEqual([expect.stringMatching(reason)]);
});

test('rejects a name that is no DNS name', () => {
  expect(problems({ ...GOOD, namespace: 'My_Shop' })[0]).toMatch(
    /^featureApi\.namespace 'My_Shop' is not a valid DNS name; allowed: lower-case/,
  );
});

test('rejects a name that is too long, and shows what is allowed', () => {
  expect(problems({ ...GOOD, namespace: 'a'.repeat(64) })[0]).toMatch(
    /is 64 characters long; allowed: at most 63; shorten it/,
  );
});

test('rejects requests over limits', () => {
  expect(problems({ ...GOOD, resources: { cpu: 2, memory: '4Gi', cpuLimit: '500m', memoryLimit: '1Gi' } })).toEqual([
    expect.stringMatching(/^featureApi\.resources\.cpu '?2'? is over its limit \(500m\)/),
    expect.stringMatching(/^featureApi\.resources\.memory '4Gi' is over its limit \(1Gi\)/),
  ]);
});

test('rejects scaling on a resource that is not reserved', () => {
  const memoryOnly = without(GOOD.resources, 'cpu');
  expect(problems({ ...GOOD, resources: memoryOnly })).toEqual([
    expect.stringMatching(/^featureApi\.resources\.cpu is missing/),
  ]);
});

test('rejects duplicate names', () => {
  const secrets = [
    { variable: 'JWT', key: 'a/jwt' },
    { variable: 'OTHER', key: 'a/other' },
    { variable: 'JWT', key: 'b/jwt' },
  ];
  expect(problems({ ...GOOD, secrets, hosts: ['a.b', 'a.b'] })).toEqual([
    expect.stringMatching(/^featureApi\.hosts\[1\] 'a\.b' is there twice, first in entry 0; allowed: each once/),
    expect.stringMatching(/^featureApi\.secrets\[2\]\.variable 'JWT' is there twice, first in entry 0/),
  ]);
});

test('rejects a secret without a key', () => {
  expect(problems({ ...GOOD, secrets: [{ variable: 'JWT' }] })).toEqual([
    expect.stringMatching(/^featureApi\.secrets\[0\]\.key is missing; allowed: the key of a secret in the store/),
  ]);
  expect(problems({ ...GOOD, secrets: [{ variable: 'JWT', key: '' }] })[0]).toMatch(
    /^featureApi\.secrets\[0\]\.key is empty;/,
  );
});

test('rejects a secret value in the place of its key, without showing it', () => {
  const [line] = problems({ ...GOOD, secrets: [{ variable: 'DATABASE_URL', key: 'postgres://app:hunter2@db/app' }] });
  expect(line).toMatch(/^featureApi\.secrets\[0\]\.key is not the key of a secret/);
  expect(line).not.toContain('hunter2');
});

test('rejects the wrong type of a secret without showing its value', () => {
  const [line] = problems({ ...GOOD, token: 12345678 });
  expect(line).toMatch(/^featureApi\.token is a number, not text/);
  expect(line).not.toContain('12345678');
});

test('rejects text in the place of a group without showing it, because the group may hold secrets', () => {
  expect(problems({ ...GOOD, secrets: 'hunter2' }).join()).not.toContain('hunter2');
  expect(problems({ ...GOOD, secretz: 'hunter2' }).join()).not.toContain('hunter2');
});

test('rejects a URL with a password in the place of a host without showing it', () => {
  const [line] = problems({ ...GOOD, hosts: ['postgres://app:hunter2@db.example.com'] });
  expect(line).toMatch(/^featureApi\.hosts\[0\] is not a valid DNS name;/);
  expect(line).not.toContain('hunter2');
});

test('rejects a choice that does not exist, with the nearest one', () => {
  expect(problems({ ...GOOD, tier: 'wbe' })).toEqual([
    "featureApi.tier 'wbe' is not one of the choices; allowed: 'web', 'worker'; did you mean 'web'? (in base)",
  ]);
});

test('rejects everything at once', () => {
  const lines = problems({
    ...GOOD,
    name: 'Feature_API',
    image: 'api:latest',
    port: 70000,
    tier: 'batch',
    resources: { cpu: '2', memory: '4GB', cpuLimit: '1' },
    scale: { min: 5, max: 3, cpu: 70 },
    hosts: ['ok.example.com', 'ok.example.com'],
    colour: 'blue',
  });
  for (const path of ['name', 'image', 'port', 'tier', 'resources.memory', 'scale.min', 'hosts[1]', 'colour']) {
    expect(lines.filter((line) => line.startsWith(`featureApi.${path} `))).toHaveLength(1);
  }
  // requests over limits waits for resources.memory: a rule that reads a refused setting is skipped
  expect(lines).toHaveLength(8);
});

test('rejects with the layer that a wrong value came from', () => {
  const lines = problems(GOOD, { from: 'prod', values: { port: 0, scale: { max: 2 } } });
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(/^featureApi\.port 0 .*\(in prod\)$/);
  expect(lines[1]).toMatch(/^featureApi\.scale\.min 3 is more than scale\.max \(2\).*\(in base\)$/);
});

test('rejects reserved names that could change how objects behave', () => {
  const values: unknown = JSON.parse('{"__proto__": {"debug": true}, "scale": {"constructor": 1}}');
  expect(problems(GOOD, { from: 'stack file', values })).toEqual([
    'featureApi.__proto__ is a reserved name; allowed: names of settings; remove it (in stack file)',
    'featureApi.scale.constructor is a reserved name; allowed: names of settings; remove it (in stack file)',
  ]);
  expect(({} as Record<string, unknown>)['debug']).toBeUndefined();
});

test('a rule is skipped while a setting that it reads is refused', () => {
  expect(problems({ ...GOOD, scale: { min: 'five', max: 3, cpu: 70 } })).toHaveLength(1);
});

test('a rule is skipped while a name that it reads is probably misspelt', () => {
  const pair = field
    .group({ scales: field.boolean(), request: field.integer().optional() })
    .rule(({ scales, request }) =>
      scales && request === undefined ? { prop: 'request', problem: 'is missing', fix: 'add it' } : undefined,
    );
  const read = (values: unknown) => () => readSettings(pair, [{ from: 'base', values }]);
  expect(read({ scales: true })).toThrow('request is missing');
  expect(read({ scales: true, reqest: 1 })).toThrow(
    /^1 problem in the settings:\n {2}reqest is not a setting; .*did you mean 'request'/,
  );
});

test('an error of the program inside a rule is not taken for a refusal', () => {
  const broken = field.group({ a: field.integer() }).rule(() => {
    throw new Error('bug');
  });
  expect(() => readSettings(broken, [{ from: 'base', values: { a: 1 } }])).toThrow('bug');
});
