/**
 * # QueueJob
 *
 * A job for each piece of work in a queue, for work that is too long to share a pod with other work: a pod of a Worker would be
 * ended by the next release, or by its autoscaler, in the middle of it. KEDA starts jobs while there is work, up to `max` at a time.
 * A release lets running jobs finish as they began. A job is tried again when it fails, and ended at its deadline.
 */
import { Chart, Duration, Size, type App } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { External, QueueJob, Trigger, TriggerAuthentication } from 'seaworthy';

export class Video extends Chart {
  constructor(app: App) {
    super(app, 'video', { namespace: 'video' });

    const reader = new TriggerAuthentication(this, 'reader', {
      name: 'queue-reader',
      namespace: 'video',
      aws: 'operator',
    });
    const transcode = new QueueJob(this, 'transcode', {
      image: 'ghcr.io/acme/transcode:3.2.0',
      resources: { cpu: Cpu.units(2), memory: Size.gibibytes(4) },
      writablePaths: [{ path: '/work', sizeLimit: Size.gibibytes(50), keptOn: 'volume' }],
      triggers: [
        Trigger.sqs({
          queueUrl: 'https://sqs.eu-west-1.amazonaws.com/123456789012/transcode',
          messagesPerPod: 1,
          authentication: reader,
        }),
      ],
      max: 20,
      deadline: Duration.hours(2),
      retries: 1,
    });
    transcode.calls(External.https('sqs.eu-west-1.amazonaws.com', { cidrs: ['10.30.128.0/20'] }));
  }
}
