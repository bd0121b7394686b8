/**
 * # Worker
 *
 * A process that takes its work from somewhere, such as a queue. It has no Service; others reach it for its metrics at most.
 * Health is asked by a command, or over HTTP or gRPC on a port of its own. When a pod ends, it has the time to finish what it
 * works on: name the longest message in `shutdown`, and the grace period follows. `sidecars`, `configFiles`, `placement` and
 * the other props of pods are the same for all workloads.
 */
import { Chart, Duration, Size, type App } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { External, Percent, RedisEndpoint, Worker } from 'seaworthy';

export class Shop extends Chart {
  constructor(app: App) {
    super(app, 'shop', { namespace: 'shop' });

    const mailer = new Worker(this, 'mailer', {
      image: 'ghcr.io/acme/shop-mailer:1.4.2',
      resources: { cpu: Cpu.millis(250), memory: Size.mebibytes(256) },
      scale: { min: 2, max: 6, cpu: Percent.of(70) },
      health: { probe: 'exec', readyCommand: ['/app/mailer', 'ready'], liveCommand: ['/app/mailer', 'heartbeat'] },
      metricsPort: 9090,
      shutdown: { longestRequest: Duration.minutes(2) },
      configFiles: [{ directory: '/etc/mailer', files: { 'mailer.yaml': 'concurrency: 8\n' } }],
      placement: { architectures: ['amd64', 'arm64'], overZones: 'hard' },
    });
    mailer.calls(RedisEndpoint.of({ name: 'queue', host: 'queue.example.com', cidrs: ['10.30.80.0/24'] }));
    mailer.acceptsFrom(External.pods('prometheus', { namespace: 'monitoring', podLabels: { app: 'prometheus' } }));
  }
}
