import { readFileSync } from 'node:fs';
import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment' with { 'resolution-mode': 'import' };
import { render, type Manifest } from 'seaworthy/synth';
import { compose } from '../../../systems/compose';
import { ENVIRONMENT_NAMES, type EnvironmentName } from '../../../systems/environments';

type PodSpec = NonNullable<NonNullable<IDeployment['spec']>['template']['spec']>;
type Container = PodSpec['containers'][number];

/** A rendered object, as far as these tests look. */
interface Rendered extends Manifest {
  readonly spec: {
    readonly template: { readonly spec: PodSpec };
    readonly data: { readonly remoteRef: { readonly key: string; readonly property: string } }[];
    readonly metrics: { readonly resource: { readonly name: string } }[];
    readonly target: { readonly template: { readonly data: Readonly<Record<string, string>> } };
  };
}

const objects = (environment: EnvironmentName, overrides: object = {}): Rendered[] =>
  render(
    compose({ environment, systems: ['youtube-rag'], now: new Date(), overrides: { 'youtube-rag': overrides } }),
  ) as Rendered[];
const found = (environment: EnvironmentName, id: string): Rendered => {
  const object = objects(environment).find(({ kind, metadata }) => `${kind}/${metadata.name}` === id);
  if (!object) throw new Error(`${environment} has no ${id}`);
  return object;
};
const podOf = (environment: EnvironmentName, id: string): PodSpec => found(environment, id).spec.template.spec;
const givenTo = ({ env, volumeMounts, image, securityContext }: Container) => ({
  env,
  volumeMounts,
  image,
  securityContext,
});
/** What is read from the store for a part: `key property`. */
const readBy = (part: string): string[] =>
  found('dev', `ExternalSecret/youtube-rag-${part}-secrets`).spec.data.map(
    ({ remoteRef }) => `${remoteRef.key} ${remoteRef.property}`,
  );

const LOGIN = ['dev/youtube-rag/mysql username', 'dev/youtube-rag/mysql password'];
const REDIS = 'dev/youtube-rag redis-password';

describe('test data', () => {
  const about = (environment: EnvironmentName) =>
    objects(environment)
      .filter(({ metadata }) => metadata.name.startsWith('youtube-rag-seed'))
      .map(({ kind }) => kind);

  test.each(['dev', 'staging'] as const)('is put into %s, where nobody has real data', (environment) => {
    expect(about(environment)).toContain('Job');
  });

  test('leaves no trace in prod', () => {
    expect(about('prod')).toEqual([]);
    expect(JSON.stringify(objects('prod'))).not.toContain('seed');
  });

  test('is refused in prod also when it is asked for', () => {
    expect(() => objects('prod', { seedsTestData: true })).toThrow(
      /youtube-rag\.seedsTestData true puts test users with known passwords into production; allowed: false/,
    );
  });
});

test('nothing that reads the schema comes before it was migrated', () => {
  const order = objects('dev').map(({ kind, metadata }) => `${kind}/${metadata.name}`);
  const migrated = order.indexOf('Job/youtube-rag-migration');
  expect(migrated).toBeGreaterThan(order.indexOf('NetworkPolicy/youtube-rag-migration'));
  for (const reader of ['Deployment/youtube-rag-api', 'Deployment/youtube-rag-worker', 'Job/youtube-rag-seed'])
    expect(order.indexOf(reader)).toBeGreaterThan(migrated);
});

describe('the check of the configuration', () => {
  const parts = ENVIRONMENT_NAMES.flatMap((environment) =>
    ['api', 'worker'].map((part) => [part, environment] as const),
  );

  test.each(parts)('of the %s in %s judges the program with all that it will be given', (part, environment) => {
    const { initContainers = [], containers } = podOf(environment, `Deployment/youtube-rag-${part}`);
    expect(initContainers.map(({ args }) => args)).toEqual([['check-configuration', part]]);
    expect(initContainers.map(givenTo)).toEqual(containers.map(givenTo));
    expect(containers[0]?.env?.length).toBeGreaterThan(0);
  });

  test('reserves nothing beside the program', () => {
    const { initContainers = [], containers } = podOf('prod', 'Deployment/youtube-rag-worker');
    expect(initContainers.map(({ resources }) => resources)).toEqual(containers.map(({ resources }) => resources));
  });
});

describe('secrets', () => {
  test('each part is given those that it needs: tokens to the API, a login for the schema to the migration', () => {
    expect(readBy('api')).toEqual([...LOGIN, REDIS, 'dev/youtube-rag jwt-secret']);
    expect(readBy('worker')).toEqual([...LOGIN, REDIS]);
    expect(readBy('seed')).toEqual(LOGIN);
    expect(readBy('migration')).toEqual([
      'dev/youtube-rag/mysql-migrations username',
      'dev/youtube-rag/mysql-migrations password',
    ]);
  });

  test('the connection string has the address of the database, is encrypted, and takes any password', () => {
    const { template } = found('prod', 'ExternalSecret/youtube-rag-api-secrets').spec.target;
    // ADO.NET: a value in double quotes may hold anything; double quotes in it are doubled
    expect((template.data['connectionstrings--defaultconnection'] ?? '').split(';')).toEqual([
      'Server=mysql.youtube-rag-data',
      'Port=3306',
      'Database=youtube_rag',
      'User ID={{ .username }}',
      String.raw`Password="{{ .password | replace "\"" "\"\"" }}"`,
      'SslMode=Required',
    ]);
  });

  test('a database elsewhere is called there, and written into the connection string', () => {
    const database = {
      location: 'managed',
      host: 'videos.db.example.com',
      cidrs: ['10.30.64.0/20'],
      port: 3307,
      namespace: null,
      podLabels: null,
    };
    const text = JSON.stringify(objects('prod', { database }));
    expect(text).toContain('Server=videos.db.example.com;Port=3307;');
    expect(text).toContain('{"port":3307,"protocol":"TCP"}],"to":[{"ipBlock":{"cidr":"10.30.64.0/20"}}]');
    expect(text).not.toContain('mysql.youtube-rag-data');
  });
});

describe('the worker', () => {
  test('is scaled by CPU alone: a model fills its memory whether there is work or not', () => {
    const { metrics } = found('prod', 'HorizontalPodAutoscaler/youtube-rag-worker').spec;
    expect(metrics.map(({ resource }) => resource.name)).toEqual(['cpu']);
  });

  test('has a volume of its own for videos, as large as a node may not have to spare', () => {
    const { volumes } = podOf('prod', 'Deployment/youtube-rag-worker');
    expect(volumes?.find(({ name }) => name === 'tmp')?.ephemeral?.volumeClaimTemplate?.spec.resources).toEqual({
      requests: { storage: '20Gi' },
    });
  });

  test('has 5 minutes to finish its jobs, and 5 seconds to end', () => {
    expect(podOf('prod', 'Deployment/youtube-rag-worker').terminationGracePeriodSeconds).toBe(5 * 60 + 5);
  });
});

test('the README tells every variable of every part', () => {
  const told = readFileSync('systems/youtube-rag/README.md', 'utf8').match(/(?<=^\| `)\w+(?=`)/gm);
  const rendered = objects('dev')
    .filter(({ kind }) => ['Deployment', 'Job'].includes(kind))
    .flatMap(({ spec }) => spec.template.spec.containers.flatMap(({ env = [] }) => env.map(({ name }) => name)));
  expect(new Set(told)).toEqual(new Set(rendered));
});
