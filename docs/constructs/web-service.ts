/**
 * # WebService
 *
 * An HTTP service. From one declaration follow its ServiceAccount, Deployment, Service, NetworkPolicy, HorizontalPodAutoscaler and
 * PodDisruptionBudget. Pods run unprivileged with a read-only root, are spread over zones and nodes, and end without losing a
 * request. `calls` and `acceptsFrom` open the network at both ends; everything else stays closed. `exposedAt: { hosts: [...] }`
 * brings requests from outside, over HTTPS alone: see [HttpEntry](http-entry.md).
 */
import { Chart, Size, type App } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { External, Percent, PostgresEndpoint, WebService } from 'seaworthy';

export class Shop extends Chart {
  constructor(app: App) {
    super(app, 'shop', { namespace: 'shop' });

    const api = new WebService(this, 'api', {
      image: 'ghcr.io/acme/shop-api:1.4.2',
      port: 8080,
      resources: { cpu: Cpu.millis(500), memory: Size.mebibytes(512) },
      scale: { min: 3, max: 10, cpu: Percent.of(70) },
    });
    api.calls(PostgresEndpoint.of({ name: 'orders', host: 'orders.db.example.com', cidrs: ['10.30.64.0/20'] }));
    api.acceptsFrom(External.pods('gateway', { namespace: 'gateway', podLabels: { app: 'envoy' } }));
  }
}
