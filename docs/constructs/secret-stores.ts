/**
 * # NamespacedSecretStore, SharedSecretStore and GeneratedPassword
 *
 * Where the External Secrets operator finds secrets: AWS Secrets Manager and Parameter Store (by the operator's EKS Pod Identity, or
 * an IAM role of a service account), Vault, and Secrets of another namespace. A shared store names the namespaces that it serves.
 * `GeneratedPassword` puts a password into a store once, and never over one that is there.
 */
import { Chart, type App } from 'cdk8s';
import { GeneratedPassword, NamespacedSecretStore, SecretProvider, SharedSecretStore } from 'seaworthy';

export class Stores extends Chart {
  constructor(app: App) {
    super(app, 'stores', { namespace: 'shop' });
    const team = new NamespacedSecretStore(this, 'Team', {
      name: 'team',
      namespace: 'shop',
      provider: SecretProvider.vault({
        server: 'https://vault.example.com:8200',
        role: 'shop',
        serviceAccount: { name: 'shop-secrets' },
      }),
    });
    new SharedSecretStore(this, 'Shared', {
      name: 'shared',
      namespaces: ['shop', 'till'],
      provider: SecretProvider.awsParameterStore({
        region: 'eu-west-1',
        serviceAccount: { name: 'external-secrets', namespace: 'external-secrets' },
      }),
    });
    new GeneratedPassword(this, 'Password', {
      name: 'orders-database',
      namespace: 'shop',
      store: team,
      remoteKey: 'prod/orders',
      property: 'password',
    });
  }
}
