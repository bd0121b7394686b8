import { App, Chart, Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { SecretRef, SyncedSecret, WebService } from 'seaworthy';
import { secretRegister } from 'seaworthy/synth';

const store = { kind: 'ClusterSecretStore', name: 'vault' } as const;

test('the register tells every Secret: its sources, its owner, its ages, and what reads it', () => {
  const app = new App();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const api = new WebService(chart, 'Api', {
    name: 'api',
    image: 'ghcr.io/acme/api:1.4.2',
    port: 8080,
    resources: { cpu: Cpu.millis(100), memory: Size.mebibytes(64) },
    scale: { replicas: 2 },
    secretStore: store,
    secrets: [SecretRef.env('API_KEY', 'prod/partner', 'key')],
  });
  api.secret?.restarts(api.deployment);
  api.secret?.restarts(api.deployment);
  const rotation = { every: Duration.days(30), overlap: Duration.hours(2), ageLimit: Duration.days(45) };
  const secrets = [SecretRef.env('TOKEN', 'prod/token')];
  new SyncedSecret(chart, 'Spare', { name: 'a-spare', namespace: 'shop', store, secrets, owner: 'till', rotation });

  expect(api.deployment.toJson()).toMatchObject({
    metadata: { annotations: { 'secret.reloader.stakater.com/reload': 'api-secrets' } },
  });
  expect(secretRegister(app)).toEqual([
    {
      namespace: 'shop',
      name: 'a-spare',
      store: 'ClusterSecretStore vault',
      sources: [{ remoteKey: 'prod/token' }],
      owner: 'till',
      rotatedEverySeconds: 2_592_000,
      overlapSeconds: 7200,
      ageLimitSeconds: 3_888_000,
      consumers: [],
    },
    {
      namespace: 'shop',
      name: 'api-secrets',
      store: 'ClusterSecretStore vault',
      sources: [{ remoteKey: 'prod/partner', property: 'key' }],
      consumers: [{ workload: 'Deployment api', restarts: true }],
    },
  ]);
});
