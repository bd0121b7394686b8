/**
 * # OneOffJob
 *
 * Work that is done once: an import, a cache that is filled. It is tried again when it fails, ended at its deadline, and
 * forgotten some time after its end. It runs again when its image or its arguments change, and when it is deployed after it
 * was forgotten: it must be safe to run twice. A Job cannot be changed: Pulumi replaces it; with `kubectl apply` delete the
 * old one first.
 */
import { Chart, Duration, Size, type App } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { External, OneOffJob } from 'seaworthy';

export class Shop extends Chart {
  constructor(app: App) {
    super(app, 'shop', { namespace: 'shop' });

    const load = new OneOffJob(this, 'load-catalogue', {
      image: 'ghcr.io/acme/shop-catalogue:1.4.2',
      command: ['/app/catalogue', 'load'],
      resources: { cpu: Cpu.units(1), memory: Size.gibibytes(2) },
      writablePaths: [{ path: '/work', sizeLimit: Size.gibibytes(20), keptOn: 'volume' }],
      deadline: Duration.hours(2),
      retries: 1,
    });
    load.calls(External.pods('search', { namespace: 'search', podLabels: { app: 'search' }, ports: [{ port: 9200 }] }));
  }
}
