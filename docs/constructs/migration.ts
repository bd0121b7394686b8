/**
 * # Migration
 *
 * One phase of a change of a database's schema. `expand` adds what the new code needs, `backfill` fills it for the data that is
 * there, `enforce` takes away what only the old code needed. What is named in `before` waits until the migration has succeeded:
 * with Pulumi by itself, with Argo CD by hook and sync waves (`argoCd`). Only one pod of it runs at a time. A backfill that needs
 * the new pods waits for them instead: `backfill.node.addDependency(api)`.
 *
 * An enforce in the release of its expand is refused: while a release rolls out, pods of the old code still run.
 */
import { Chart, Size, type App } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { Migration, PostgresEndpoint, WebService } from 'seaworthy';

export class Shop extends Chart {
  constructor(app: App) {
    super(app, 'shop', { namespace: 'shop' });

    const image = 'ghcr.io/acme/shop-orders:1.5.0';
    const database = PostgresEndpoint.of({ name: 'orders', host: 'orders.db.example.com', cidrs: ['10.30.64.0/20'] });
    const orders = new WebService(this, 'orders', {
      image,
      port: 8080,
      resources: { cpu: Cpu.millis(500), memory: Size.mebibytes(512) },
      scale: { replicas: 3 },
    });
    orders.calls(database);
    const expand = new Migration(this, 'expand', {
      image,
      command: ['alembic', 'upgrade', 'orders_total_expand'],
      resources: { cpu: Cpu.millis(100), memory: Size.mebibytes(256) },
      change: 'orders-total',
      phase: 'expand',
      release: '1.5.0',
      before: [orders],
      argoCd: { wave: 1 },
    });
    expand.calls(database);
  }
}
