import { configuration, configurationFailures } from '../../../sandbox/plugins/resource-kubernetes/configuration';
import { configurationDiff } from '../../../sandbox/plugins/resource-kubernetes/configuration-diff';

describe('the settings of the provider', () => {
  test('are the safe ones by default', () => {
    expect(configuration({}, {})).toEqual({
      kubeconfig: undefined,
      context: undefined,
      cluster: undefined,
      namespace: undefined,
      clusterIdentifier: undefined,
      enableConfigMapMutable: false,
      enableSecretMutable: false,
      upsertExistingObjects: false,
      enablePatchForce: false,
      deleteUnreachable: false,
      skipUpdateUnreachable: false,
    });
  });

  test.each([
    'enableConfigMapMutable',
    'enableSecretMutable',
    'upsertExistingObjects',
    'enablePatchForce',
    'deleteUnreachable',
    'skipUpdateUnreachable',
  ] as const)('%s is read as a text, which is how the SDK sends it, and as a boolean', (name) => {
    expect(configuration({ [name]: 'true' }, {})[name]).toBe(true);
    expect(configuration({ [name]: true }, {})[name]).toBe(true);
    expect(configuration({ [name]: 'false' }, {})[name]).toBe(false);
  });

  test('come from the environment where the program says nothing', () => {
    const environment = { PULUMI_K8S_UPSERT_EXISTING_OBJECTS: 'true' };
    expect(configuration({}, environment).upsertExistingObjects).toBe(true);
    expect(configuration({ upsertExistingObjects: 'false' }, environment).upsertExistingObjects).toBe(false);
  });

  test('take an empty text for none', () => {
    expect(configuration({ context: '' }, {}).context).toBeUndefined();
  });

  test('rejects all that is wrong at once, each with what is allowed', () => {
    const failures = configurationFailures({ kubeconfig: 3, enableSecretMutable: 'yes', context: 'ok' });
    expect(failures.map(({ property }) => property)).toEqual(['kubeconfig', 'enableSecretMutable']);
    expect(failures[1]?.reason).toBe('enableSecretMutable is neither true nor false; allowed: true, false');
  });

  test.each([
    ['enableServerSideApply', 'false'],
    ['renderYamlToDirectory', 'manifests'],
  ])('rejects %s=%s, which the stand-in cannot do', (property, value) => {
    expect(configurationFailures({ [property]: value })).toEqual([
      { property, reason: expect.stringContaining('stand-in') as string },
    ]);
  });

  test('accepts server-side apply, which is what it does', () => {
    expect(configurationFailures({ enableServerSideApply: 'true' })).toEqual([]);
  });

  test('rejects a kubeconfig of the wrong type without showing it', () => {
    const [failure] = configurationFailures({ kubeconfig: { token: 'canary-token' } });
    expect(failure?.reason).not.toContain('canary-token');
  });
});

describe('a change of settings', () => {
  test('that cannot lead to another cluster replaces nothing', async () => {
    const { changes, replaces } = await configurationDiff({ namespace: 'a' }, { namespace: 'b' }, {});
    expect(changes).toHaveLength(1);
    expect(replaces).toEqual([]);
  });

  test('that is none is none', async () => {
    expect((await configurationDiff({ kubeconfig: 'x' }, { kubeconfig: 'x' }, {})).changes).toEqual([]);
  });
});

describe('a cluster that the user names', () => {
  const at = (server: string): string =>
    JSON.stringify({
      'current-context': 'a',
      contexts: [{ name: 'a', context: { cluster: 'a', user: 'a' } }],
      clusters: [{ name: 'a', cluster: { server } }],
      users: [{ name: 'a', user: {} }],
    });

  test('is the same under another address', async () => {
    const olds = { clusterIdentifier: 'one', kubeconfig: at('https://a.example') };
    const news = { clusterIdentifier: 'one', kubeconfig: at('https://b.example') };
    expect((await configurationDiff(olds, news, {})).replaces).toEqual([]);
  });

  test('is another one under another name, at the same address', async () => {
    const kubeconfig = at('https://a.example');
    const olds = { clusterIdentifier: 'one', kubeconfig };
    expect((await configurationDiff(olds, { clusterIdentifier: 'two', kubeconfig }, {})).replaces).toEqual([
      'clusterIdentifier',
    ]);
  });
});
