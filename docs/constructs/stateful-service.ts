/**
 * # StatefulService
 *
 * A service whose pods each keep data and have a name of their own: `shop-search-0.shop-search.shop`. Volumes outlive pods, and
 * the service itself unless `volumeRetention` says otherwise. For a database look for its operator first: it knows failover and
 * backup.
 */
import { Chart, Duration, Size, type App } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { StatefulService } from 'seaworthy';

export class Shop extends Chart {
  constructor(app: App) {
    super(app, 'shop', { namespace: 'shop' });

    const search = new StatefulService(this, 'search', {
      image: 'ghcr.io/acme/shop-search:2.1.0',
      port: 9200,
      replicas: 3,
      resources: { cpu: Cpu.units(1), memory: Size.gibibytes(4) },
      volumes: [{ path: '/var/lib/search', size: Size.gibibytes(50) }],
      health: { readyPath: '/ready', startsWithin: Duration.minutes(5) },
      publishNotReadyAddresses: true,
    });
    search.calls(search);
  }
}
