/**
 * # PushedSecret
 *
 * Brings a Secret that something in the cluster makes to a store, where others read it: here the password that an operator made
 * for a database. What is in the store stays when this goes. For a password that is only to be made and kept, see
 * GeneratedPassword (secret-stores).
 */
import { Chart, type App } from 'cdk8s';
import { NamespacedSecretStore, PushedSecret, SecretProvider } from 'seaworthy';

export class Orders extends Chart {
  constructor(app: App) {
    super(app, 'orders', { namespace: 'orders' });
    const store = new NamespacedSecretStore(this, 'SecretStore', {
      name: 'team',
      namespace: 'orders',
      provider: SecretProvider.awsSecretsManager({
        region: 'eu-west-1',
        role: 'arn:aws:iam::123456789012:role/orders-secrets',
      }),
    });
    new PushedSecret(this, 'Database', {
      name: 'orders-db-app',
      namespace: 'orders',
      store,
      values: [
        { key: 'username', remoteKey: 'prod/orders/database', property: 'username' },
        { key: 'password', remoteKey: 'prod/orders/database', property: 'password' },
      ],
    });
  }
}
