import { Chart, Size } from 'cdk8s';
import { ConfigMap, Cpu } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { External, Percent, PostgresEndpoint, WebService } from 'seaworthy';
import { field } from 'seaworthy/settings';

/** What differs between environments, and what is allowed. */
export const schema = field.group({
  image: field.image().describe('Image of the service'),
  minReplicas: field.integer({ min: 2 }).describe('Fewest pods'),
});

export interface ShopProps {
  readonly image: string;
  readonly minReplicas: number;
}

/** The shop of one environment: a service with its database, beside a plain cdk8s-plus object. */
export class Shop extends Chart {
  constructor(scope: Construct, id: string, props: ShopProps) {
    super(scope, id, { namespace: 'shop' });

    new ConfigMap(this, 'banner', { metadata: { name: 'banner' }, data: { text: 'open' } });
    const api = new WebService(this, 'api', {
      image: props.image,
      port: 8080,
      resources: { cpu: Cpu.millis(500), memory: Size.mebibytes(512) },
      scale: { min: props.minReplicas, max: 10, cpu: Percent.of(70) },
    });
    api.calls(PostgresEndpoint.of({ name: 'orders', host: 'orders.db.example.com', cidrs: ['10.30.64.0/20'] }));
    api.acceptsFrom(External.pods('gateway', { namespace: 'gateway', podLabels: { app: 'envoy' } }));
  }
}
