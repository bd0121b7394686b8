import { Size, type Chart } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { External, Percent, PostgresEndpoint, WebService } from 'seaworthy';

/** A service of a chart, which renders to what `serviceObjects` writes out. */
export function webService(chart: Chart, id: string): WebService {
  const service = new WebService(chart, id, {
    name: id,
    image: 'registry.example.com/shop/api:1.4.2',
    port: 8080,
    environment: { LOG_LEVEL: 'info' },
    resources: { cpu: Cpu.millis(10), memory: Size.mebibytes(16) },
    scale: { min: 2, max: 4, cpu: Percent.of(70) },
  });
  service.calls(PostgresEndpoint.of({ name: 'orders', host: 'orders.db.example.com', cidrs: ['10.30.64.0/20'] }));
  service.acceptsFrom(External.pods('gateway', { namespace: 'gateway', podLabels: { app: 'envoy' } }));
  return service;
}
