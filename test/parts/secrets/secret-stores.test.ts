import { NamespacedSecretStore, SecretProvider, SharedSecretStore } from 'seaworthy';
import { only, problems } from '../../rendering';

const account = { name: 'shop-secrets' };
const region = 'eu-west-1';

const store = (provider: SecretProvider) =>
  only(
    'SecretStore',
    (chart) => new NamespacedSecretStore(chart, 'Store', { name: 'team', namespace: 'shop', provider }),
  );

describe('NamespacedSecretStore', () => {
  test("AWS by default uses the operator's own identity: EKS Pod Identity", () => {
    expect(store(SecretProvider.awsSecretsManager({ region })).spec).toEqual({
      provider: { aws: { service: 'SecretsManager', region } },
    });
  });

  test('Parameter Store with an IAM role of a service account', () => {
    const role = 'arn:aws:iam::123456789012:role/shop';
    expect(store(SecretProvider.awsParameterStore({ region, role, serviceAccount: account })).spec).toEqual({
      provider: {
        aws: {
          service: 'ParameterStore',
          region,
          role,
          auth: { jwt: { serviceAccountRef: { name: 'shop-secrets' } } },
        },
      },
    });
  });

  test("Vault defaults: KV engine at 'secret', auth method at 'kubernetes'", () => {
    const vault = { server: 'https://vault.example.com:8200', role: 'shop', serviceAccount: account };
    const auth = { kubernetes: { mountPath: 'kubernetes', role: 'shop', serviceAccountRef: account } };
    expect(store(SecretProvider.vault(vault)).spec).toEqual({
      provider: { vault: { server: vault.server, path: 'secret', version: 'v2', auth } },
    });
    expect(store(SecretProvider.vault({ ...vault, path: 'kv', mountPath: 'eu' })).spec.provider?.vault).toMatchObject({
      path: 'kv',
      auth: { kubernetes: { mountPath: 'eu' } },
    });
  });

  test('Secrets of another namespace are read with the certificate that every namespace has', () => {
    const provider = SecretProvider.kubernetes({ namespace: 'databases', serviceAccount: account });
    expect(store(provider).spec.provider?.kubernetes).toEqual({
      remoteNamespace: 'databases',
      server: { caProvider: { type: 'ConfigMap', name: 'kube-root-ca.crt', key: 'ca.crt' } },
      auth: { serviceAccount: account },
    });
  });

  test('rejects what would never connect, all at once, and a cluster without the operator', () => {
    const provider = SecretProvider.vault({
      server: 'http://vault',
      role: ' ',
      serviceAccount: { name: 'A', namespace: 'x' },
    });
    const found = problems(
      (chart) => new NamespacedSecretStore(chart, 'Store', { name: 'My', namespace: '', provider }),
      {},
    );
    expect(found).toEqual([
      expect.stringContaining("name 'My' is not a valid DNS name"),
      expect.stringContaining("namespace '' is not a valid DNS name"),
      expect.stringContaining("provider.server 'http://vault' is no address to send a token to; allowed: https://"),
      expect.stringContaining('provider.role is empty'),
      expect.stringContaining("provider.serviceAccount.name 'A' is not a valid DNS name"),
      expect.stringContaining("provider.serviceAccount.namespace 'x' is not read"),
      expect.stringContaining('needs the custom resources of external-secrets.io/v1'),
    ]);
  });

  test('rejects a provider without its service account', () => {
    expect(() => SecretProvider.kubernetes({ namespace: 'a' } as never)).toThrow(
      'SecretProvider.kubernetes, serviceAccount',
    );
  });
});

describe('SharedSecretStore', () => {
  const provider = SecretProvider.kubernetes({
    namespace: 'databases',
    serviceAccount: { ...account, namespace: 'ops' },
  });

  test('serves the namespaces that are named, and is in none itself', () => {
    const shared = only(
      'ClusterSecretStore',
      (chart) => new SharedSecretStore(chart, 'Store', { name: 'shared', namespaces: ['shop', 'till'], provider }),
    );
    expect(shared.metadata).not.toHaveProperty('namespace');
    expect(shared.spec).toMatchObject({
      conditions: [
        {
          namespaceSelector: {
            matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['shop', 'till'] }],
          },
        },
      ],
      provider: { kubernetes: { auth: { serviceAccount: { name: 'shop-secrets', namespace: 'ops' } } } },
    });
  });

  test('rejects one for every namespace, and a service account that is nowhere', () => {
    const nowhere = SecretProvider.awsSecretsManager({ region: 'Ireland', role: 'me', serviceAccount: account });
    expect(
      problems((chart) => new SharedSecretStore(chart, 'Store', { name: 'a', namespaces: [], provider: nowhere })),
    ).toEqual([
      expect.stringContaining('namespaces is empty, which the operator reads as every namespace'),
      expect.stringContaining("provider.region 'Ireland' is not an AWS region"),
      expect.stringContaining("provider.role 'me' is not the ARN of an IAM role"),
      expect.stringContaining('provider.serviceAccount.namespace is missing'),
    ]);
  });
});
