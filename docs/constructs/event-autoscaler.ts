/**
 * # EventAutoscaler and TriggerAuthentication
 *
 * Lets the number of a workload's pods follow events, through KEDA: messages in a queue (SQS, Redis, BullMQ, Kafka, RabbitMQ), a
 * time of the day, a value of Prometheus. Of several triggers the one that asks for most pods wins. It goes down to no pods only
 * where `acceptableColdStart` says how long the first event may wait, and pods that still work are counted, so that they are kept.
 * KEDA makes a HorizontalPodAutoscaler for it: there must be no other one.
 */
import { ApiObject, Chart, Duration, JsonPatch, Size, type App } from 'cdk8s';
import { Cpu, Deployment, LabelSelector } from 'cdk8s-plus-27';
import { EventAutoscaler, RedisEndpoint, Trigger, TriggerAuthentication, workloadOf } from 'seaworthy';

export class Mail extends Chart {
  constructor(app: App) {
    super(app, 'mail', { namespace: 'mail' });

    const mailer = new Deployment(this, 'mailer', {
      metadata: { name: 'mailer' },
      podMetadata: { labels: { app: 'mailer' } },
      select: false,
    });
    mailer.select(LabelSelector.of({ labels: { app: 'mailer' } }));
    mailer.markHasAutoscaler();
    mailer.addContainer({
      name: 'mailer',
      image: 'ghcr.io/acme/mailer:5.0.3',
      resources: {
        cpu: { request: Cpu.millis(100) },
        memory: { request: Size.mebibytes(256), limit: Size.mebibytes(256) },
      },
      securityContext: { user: 10001, group: 10001 },
    });
    // what the restricted profile asks for and cdk8s-plus has no words for
    ApiObject.of(mailer).addJsonPatch(
      JsonPatch.add('/spec/template/spec/securityContext/seccompProfile', { type: 'RuntimeDefault' }),
      JsonPatch.add('/spec/template/spec/containers/0/securityContext/capabilities', { drop: ['ALL'] }),
    );

    const login = new TriggerAuthentication(this, 'login', {
      name: 'queue-login',
      namespace: 'mail',
      secrets: [{ parameter: 'password', secret: 'mailer-secrets', key: 'redis-password' }],
    });
    const queue = RedisEndpoint.of({ name: 'queue', host: 'queue.cache.example.com', cidrs: ['10.30.80.0/20'] });

    new EventAutoscaler(this, 'scale', {
      workload: workloadOf(mailer),
      min: 0,
      max: 12,
      acceptableColdStart: Duration.minutes(2),
      triggers: [
        Trigger.bullMq({ server: queue, queue: 'mail', jobsPerPod: 50, concurrency: 5, authentication: login }),
        Trigger.cron({ start: '55 7 * * mon-fri', end: '0 18 * * mon-fri', timeZone: 'Europe/Berlin', replicas: 3 }),
      ],
    });
  }
}
