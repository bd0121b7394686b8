/**
 * # JobAutoscaler
 *
 * Starts a job for each piece of work, through KEDA, for work that is too long to share a pod with other work. When the template
 * changes, running jobs finish as they began.
 */
import { Chart, type App } from 'cdk8s';
import { JobAutoscaler, Trigger, TriggerAuthentication } from 'seaworthy';

export class Video extends Chart {
  constructor(app: App) {
    super(app, 'video', { namespace: 'video' });

    const reader = new TriggerAuthentication(this, 'reader', {
      name: 'queue-reader',
      namespace: 'video',
      aws: 'operator',
    });

    new JobAutoscaler(this, 'transcode', {
      name: 'transcode',
      namespace: 'video',
      max: 20,
      triggers: [
        Trigger.sqs({
          queueUrl: 'https://sqs.eu-west-1.amazonaws.com/123456789012/transcode',
          messagesPerPod: 1,
          authentication: reader,
        }),
      ],
      job: {
        activeDeadlineSeconds: 7200,
        backoffLimit: 2,
        template: {
          spec: {
            restartPolicy: 'Never',
            automountServiceAccountToken: false,
            securityContext: { runAsNonRoot: true, runAsUser: 10001, seccompProfile: { type: 'RuntimeDefault' } },
            containers: [
              {
                name: 'transcode',
                image: 'ghcr.io/acme/transcode:3.2.0',
                resources: { requests: { cpu: '2', memory: '4Gi' }, limits: { memory: '4Gi' } },
                securityContext: {
                  allowPrivilegeEscalation: false,
                  readOnlyRootFilesystem: true,
                  capabilities: { drop: ['ALL'] },
                },
              },
            ],
          },
        },
      },
    });
  }
}
