/**
 * # SyncedSecret and AwsSecretStore
 *
 * A Kubernetes Secret that the External Secrets operator fills from a store. No value passes through a manifest. A connection string
 * is put together by the operator (`SecretRef.template`); its parts reach no container. `rotation` declares how the source changes
 * the values: the old one must stay valid until the refresh has brought the new one and every pod has started again, and synthesis
 * refuses an overlap that is shorter. `restarts` lets Reloader start the pods again when the Secret changes. Workloads have all of it
 * as props, for variables: `secrets`, `secretStore`, `secretOwner`, `secretRotation`, `secretRefreshInterval`.
 *
 * `type` makes it a pull secret or a certificate, and holds it to the keys that Kubernetes asks for; `SecretRef.key` and `keyTemplate`
 * fill keys that no variable reads.
 */
import { Chart, Duration, Size, type App } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { AwsSecretStore, SecretRef, SyncedSecret, WebService } from 'seaworthy';

export class Orders extends Chart {
  constructor(app: App) {
    super(app, 'orders', { namespace: 'orders' });
    const secretStore = new AwsSecretStore(this, 'SecretStore', {
      namespace: 'orders',
      region: 'eu-west-1',
      role: 'arn:aws:iam::123456789012:role/orders-secrets',
    });
    const api = new WebService(this, 'api', {
      image: 'ghcr.io/acme/orders-api:1.4.2',
      port: 8080,
      resources: { cpu: Cpu.millis(500), memory: Size.mebibytes(512) },
      scale: { replicas: 2 },
      imagePullSecrets: ['ghcr'],
      projectedFiles: [
        {
          directory: '/etc/orders',
          files: [{ file: 'database-url', secret: 'orders-database', key: 'database-url' }],
        },
      ],
    });

    const orders = (property: string) => ({ remoteKey: 'prod/orders', property });
    const secret = new SyncedSecret(this, 'Secret', {
      name: 'orders-database',
      namespace: 'orders',
      store: secretStore,
      secrets: [
        SecretRef.template('DATABASE_URL', 'postgres://{{ .user }}:{{ .password | urlquery }}@db:5432/orders', {
          user: orders('user'),
          password: orders('password'),
        }),
      ],
      owner: 'team-orders',
      refreshInterval: Duration.minutes(15),
      rotation: { every: Duration.days(30), overlap: Duration.hours(1) },
    });
    secret.restarts(api.deployment);

    new SyncedSecret(this, 'Registry', {
      name: 'ghcr',
      namespace: 'orders',
      store: secretStore,
      type: 'kubernetes.io/dockerconfigjson',
      secrets: [
        SecretRef.keyTemplate(
          '.dockerconfigjson',
          '{"auths":{"ghcr.io":{"auth":"{{ printf "%s:%s" .user .password | b64enc }}"}}}',
          {
            user: { remoteKey: 'prod/ghcr', property: 'user' },
            password: { remoteKey: 'prod/ghcr', property: 'password' },
          },
        ),
      ],
    });
  }
}
