/**
 * # ScheduledJob
 *
 * Work that is done at certain times. Runs do not overlap, each has a deadline, a start that was missed is made up for within
 * an hour, and what failed stays for three days. Pods that a drain ends are tried again without counting as failed;
 * `fatalExitCodes` name the failures that are not worth trying again.
 */
import { Chart, Duration, Size, type App } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { PostgresEndpoint, ScheduledJob } from 'seaworthy';

export class Shop extends Chart {
  constructor(app: App) {
    super(app, 'shop', { namespace: 'shop' });

    const report = new ScheduledJob(this, 'report', {
      image: 'ghcr.io/acme/shop-report:1.4.2',
      args: ['--yesterday'],
      resources: { cpu: Cpu.millis(500), memory: Size.gibibytes(1) },
      schedule: '30 3 * * *',
      timeZone: 'Europe/Berlin',
      deadline: Duration.minutes(30),
      fatalExitCodes: [2],
    });
    report.calls(PostgresEndpoint.of({ name: 'orders', host: 'orders.db.example.com', cidrs: ['10.30.64.0/20'] }));
  }
}
