import { AwsSecretStore } from 'seaworthy';
import { only, problems } from '../../rendering';

describe('AwsSecretStore', () => {
  test("defaults: named aws-secrets-manager, read with the operator's own identity", () => {
    const store = only(
      'SecretStore',
      (chart) => new AwsSecretStore(chart, 'Store', { namespace: 'shop', region: 'eu-west-1' }),
    );
    expect(store.apiVersion).toBe('external-secrets.io/v1');
    expect(store.metadata).toMatchObject({ name: 'aws-secrets-manager', namespace: 'shop' });
    expect(store.spec).toEqual({ provider: { aws: { service: 'SecretsManager', region: 'eu-west-1' } } });
  });

  test('a role of its own keeps a team from reading another team’s secrets', () => {
    const role = 'arn:aws:iam::123456789012:role/shop-secrets';
    const store = only(
      'SecretStore',
      (chart) => new AwsSecretStore(chart, 'Store', { namespace: 'shop', region: 'eu-west-1', name: 'mine', role }),
    );
    expect(store.metadata.name).toBe('mine');
    expect(store.spec.provider?.aws?.role).toBe(role);
  });

  test('rejects a name that is none, and a cluster without the operator', () => {
    const found = problems(
      (chart) => new AwsSecretStore(chart, 'Store', { namespace: 'shop', region: 'eu-west-1', name: 'My store' }),
      {},
    );
    expect(found).toEqual([
      expect.stringContaining("name 'My store' is not a valid DNS name"),
      expect.stringContaining('needs the custom resources of external-secrets.io/v1'),
    ]);
  });
});
