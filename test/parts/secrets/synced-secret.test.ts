import { Duration } from 'cdk8s';
import { SecretRef, SyncedSecret, type SyncedSecretProps } from 'seaworthy';
import { only, problems } from '../../rendering';

const props: SyncedSecretProps = {
  name: 'cart-secrets',
  namespace: 'shop',
  store: { kind: 'ClusterSecretStore', name: 'vault' },
  secrets: [SecretRef.env('DATABASE_URL', 'prod/cart', 'database-url'), SecretRef.env('API_KEY', 'prod/partner')],
};

const synced = (change: Partial<SyncedSecretProps> = {}) =>
  only('ExternalSecret', (chart) => new SyncedSecret(chart, 'Secret', { ...props, ...change }));

describe('SyncedSecret', () => {
  test('each secret is a key that is filled from the store; no value is in the manifest', () => {
    expect(synced().spec).toMatchObject({
      secretStoreRef: { kind: 'ClusterSecretStore', name: 'vault' },
      target: { name: 'cart-secrets', creationPolicy: 'Owner', deletionPolicy: 'Retain' },
      data: [
        { secretKey: 'database-url', remoteRef: { key: 'prod/cart', property: 'database-url' } },
        { secretKey: 'api-key', remoteRef: { key: 'prod/partner' } },
      ],
    });
  });

  test('defaults: read again every hour, no labels', () => {
    expect(synced().spec.refreshInterval).toBe('3600s');
    expect(synced().metadata).toEqual({ name: 'cart-secrets', namespace: 'shop' });
    expect(synced({ refreshInterval: Duration.minutes(5), labels: { team: 'till' } })).toMatchObject({
      spec: { refreshInterval: '300s' },
      metadata: { labels: { team: 'till' } },
    });
  });

  test('containers read each key into its variable', () => {
    let variables: unknown;
    only('ExternalSecret', (chart) => {
      variables = new SyncedSecret(chart, 'Secret', props).variables;
    });
    expect(variables).toEqual([
      { name: 'DATABASE_URL', valueFrom: { secretKeyRef: { name: 'cart-secrets', key: 'database-url' } } },
      { name: 'API_KEY', valueFrom: { secretKeyRef: { name: 'cart-secrets', key: 'api-key' } } },
    ]);
  });

  test('rejects a secret without a key in the store', () => {
    const found = problems(
      (chart) => new SyncedSecret(chart, 'Secret', { ...props, secrets: [SecretRef.env('API_KEY', '')] }),
    );
    expect(found).toEqual([expect.stringContaining("secrets[0].remoteKey '' names no secret for API_KEY")]);
  });
});
