import { Duration } from 'cdk8s';
import { PushedSecret, type PushedSecretProps } from 'seaworthy';
import { only, problems } from '../../rendering';

const props: PushedSecretProps = {
  name: 'orders-db-app',
  namespace: 'shop',
  store: { kind: 'SecretStore', name: 'aws' },
  values: [{ key: 'password', remoteKey: 'prod/orders' }],
};
const pushed = (change: Partial<PushedSecretProps> = {}) =>
  only('PushSecret', (chart) => new PushedSecret(chart, 'Push', { ...props, ...change }));
const refused = (change: Partial<PushedSecretProps>, offers?: Parameters<typeof problems>[1]) =>
  problems((chart) => new PushedSecret(chart, 'Push', { ...props, ...change }), offers);

describe('PushedSecret', () => {
  test('defaults: every hour, over what is there, the whole secret; nothing in the store is ever deleted', () => {
    expect(pushed()).toEqual({
      apiVersion: 'external-secrets.io/v1alpha1',
      kind: 'PushSecret',
      metadata: {
        name: 'orders-db-app',
        namespace: 'shop',
        labels: { 'app.kubernetes.io/managed-by': 'seaworthy' },
      },
      spec: {
        refreshInterval: '3600s',
        secretStoreRefs: [{ kind: 'SecretStore', name: 'aws' }],
        updatePolicy: 'Replace',
        deletionPolicy: 'None',
        selector: { secret: { name: 'orders-db-app' } },
        data: [{ match: { secretKey: 'password', remoteRef: { remoteKey: 'prod/orders' } } }],
      },
    });
  });

  test('what is there can be kept, fields named, the interval set', () => {
    const values = [{ key: 'password', remoteKey: 'prod/orders', property: 'password' }];
    expect(pushed({ existing: 'keep', refreshInterval: Duration.minutes(10), values }).spec).toMatchObject({
      refreshInterval: '600s',
      updatePolicy: 'IfNotExists',
      data: [{ match: { remoteRef: { remoteKey: 'prod/orders', property: 'password' } } }],
    });
  });

  test('rejects names that are none, nothing to bring, and two values at one place', () => {
    expect(refused({ name: 'A', values: [] })).toEqual([
      expect.stringContaining("name 'A'"),
      expect.stringContaining('values is empty, so nothing is brought anywhere'),
    ]);
    const values = [
      { key: 'a', remoteKey: 'x', property: 'p' },
      { key: ' ', remoteKey: 'x' },
      { key: 'c', remoteKey: 'x', property: 'p' },
    ];
    expect(refused({ values })).toEqual([
      expect.stringContaining("values[1].key ' ' names nothing"),
      expect.stringContaining("values[2].remoteKey 'x' is the place of values[0] too"),
    ]);
  });

  test('rejects a cluster without the operator', () => {
    expect(refused({}, {})).toEqual([expect.stringContaining('external-secrets.io/v1alpha1')]);
  });
});
