import { Duration, Size, type Chart } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { External, Percent, PostgresEndpoint, SecretRef, WebService } from 'seaworthy';

/** A service with all parts, which renders to what `bareObjects` writes out. */
export function fullWebService(chart: Chart, name: string): void {
  const service = new WebService(chart, 'api', {
    name,
    image: 'registry.example.com/shop/api:1.4.2',
    port: 8080,
    resources: { cpu: Cpu.millis(500), memory: Size.mebibytes(512) },
    scale: { min: 3, max: 10, cpu: Percent.of(70), memory: Percent.of(80), requestsPerSecond: 100 },
    environment: { LOG_LEVEL: 'info', REGION: 'eu-west-1' },
    secrets: [SecretRef.env('DATABASE_URL', 'prod/shop', 'url'), SecretRef.env('API_KEY', 'prod/partner')],
    secretStore: { kind: 'ClusterSecretStore', name: 'aws' },
    secretOwner: 'team-shop',
    configFiles: [{ directory: '/etc/shop', files: { 'shop.yaml': 'currency: EUR\n' } }],
    sidecars: [
      {
        name: 'proxy',
        image: 'registry.example.com/mesh/proxy:2.0.0',
        resources: { cpu: Cpu.millis(50), memory: Size.mebibytes(64) },
        port: 15021,
        health: { readyPath: '/healthz/ready' },
      },
    ],
    health: { readyPath: '/readyz', livePath: '/livez', startsWithin: Duration.seconds(60) },
    rollout: { minReady: Duration.seconds(10) },
    placement: { nodeLabels: { pool: 'general' }, priorityClass: 'shop' },
    writablePaths: [{ path: '/tmp' }, { path: '/var/cache', sizeLimit: Size.mebibytes(256) }],
  });
  service.calls(PostgresEndpoint.of({ name: 'orders', host: 'orders.db.example.com', cidrs: ['10.30.64.0/20'] }));
  service.acceptsFrom(External.pods('gateway', { namespace: 'gateway', podLabels: { app: 'envoy' } }));
}
