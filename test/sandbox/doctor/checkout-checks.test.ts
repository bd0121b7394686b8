import { build, packages, plugins, toolchain } from '../../../sandbox/doctor/checkout-checks';

type Packages = Record<string, { version?: string; optional?: boolean }>;

const lock = (entries: Packages): string => JSON.stringify({ packages: { '': { version: '1.0.0' }, ...entries } });

describe('npm packages', () => {
  const wanted = lock({
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b': { version: '2.0.0', optional: true },
  });

  test('are fine as they are in the lock; optional ones of other platforms may be absent', () => {
    expect(packages(wanted, lock({ 'node_modules/a': { version: '1.0.0' } })).verdict).toBe('good');
  });

  test.each<[string, Packages, string]>([
    ['of another version', { 'node_modules/a': { version: '1.0.1' } }, 'node_modules/a'],
    ['that are missing', {}, 'node_modules/a'],
    [
      'that are too many',
      { 'node_modules/a': { version: '1.0.0' }, 'node_modules/c': { version: '1.0.0' } },
      'node_modules/c',
    ],
    [
      'that are optional and old',
      { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '1.0.0' } },
      'node_modules/b',
    ],
  ])('%s are a fault with the first of them', (_title, installed, first) => {
    expect(packages(wanted, lock(installed))).toMatchObject({
      verdict: 'bad',
      told: `1 differ from package-lock.json, the first is ${first}`,
      fix: "Run 'npm ci'.",
    });
  });

  test('that were never installed, or whose record is damaged, are a fault', () => {
    expect(packages(wanted, undefined)).toMatchObject({ verdict: 'bad', told: 'not installed' });
    expect(packages(wanted, '{ "pack').verdict).toBe('bad');
  });
});

test('a build is as good as the digest of its sources', () => {
  expect(build('abc\n', 'abc').verdict).toBe('good');
  expect(build('abd\n', 'abc')).toMatchObject({ verdict: 'bad', told: 'older than the sources' });
  expect(build(undefined, 'abc')).toMatchObject({ verdict: 'bad', fix: "Run 'npm run build'." });
});

test('tools that are not built are named, with the command that builds them', () => {
  expect(toolchain(['etcd', 'kwok'], undefined)).toMatchObject({
    verdict: 'bad',
    told: 'not built: etcd, kwok',
    fix: expect.stringContaining('make toolchain') as string,
  });
  expect(toolchain([], '/usr/bin/pulumi')).toMatchObject({
    verdict: 'good',
    told: 'all there; pulumi is /usr/bin/pulumi',
  });
});

test('stand-ins are told and are no fault', () => {
  expect(plugins(['pulumi-language-nodejs']).verdict).toBe('note');
  expect(plugins([]).verdict).toBe('good');
});
