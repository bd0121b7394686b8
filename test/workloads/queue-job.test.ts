import { Duration, type Chart } from 'cdk8s';
import { QueueJob, Trigger, type QueueJobProps } from 'seaworthy';
import { render } from 'seaworthy/synth';
import { build, only, problems } from '../rendering';
import { POD } from './all-workloads';

const nights = Trigger.cron({ start: '0 22 * * *', end: '0 4 * * *', timeZone: 'Etc/UTC', replicas: 2 });
const job =
  (props: Partial<QueueJobProps> = {}) =>
  (chart: Chart) =>
    new QueueJob(chart, 'transcode', { ...POD, triggers: [nights], max: 5, ...props });

describe('QueueJob', () => {
  test('defaults: an hour to run, three retries, running jobs finish as they began, ten of each kind stay', () => {
    expect(only('ScaledJob', job())).toMatchObject({
      metadata: { name: 'shop-transcode', namespace: 'shop', labels: { 'app.kubernetes.io/name': 'shop-transcode' } },
      spec: {
        maxReplicaCount: 5,
        minReplicaCount: 0,
        pollingInterval: 30,
        successfulJobsHistoryLimit: 10,
        failedJobsHistoryLimit: 10,
        rollout: { strategy: 'gradual' },
        scalingStrategy: { strategy: 'default' },
        jobTargetRef: {
          activeDeadlineSeconds: 3600,
          backoffLimit: 3,
          ttlSecondsAfterFinished: 3 * 24 * 3600,
          template: { spec: { restartPolicy: 'Never', serviceAccountName: 'shop-transcode' } },
        },
      },
    });
  });

  test('every option reaches its field', () => {
    const props = {
      deadline: Duration.hours(2),
      retries: 1,
      fatalExitCodes: [3],
      pollingInterval: Duration.seconds(5),
      strategy: 'accurate',
      onChange: 'stop',
      kept: 2,
    } as const;
    expect(only('ScaledJob', job(props)).spec).toMatchObject({
      pollingInterval: 5,
      successfulJobsHistoryLimit: 2,
      rollout: { strategy: 'default' },
      scalingStrategy: { strategy: 'accurate' },
      jobTargetRef: {
        activeDeadlineSeconds: 7200,
        backoffLimit: 1,
        podFailurePolicy: { rules: [{}, { onExitCodes: { values: [3] } }] },
      },
    });
  });

  test('it starts after the policy that lets its jobs call anything', () => {
    const kinds = render(build(job())).map(({ kind }) => kind);
    expect(kinds.indexOf('NetworkPolicy')).toBeLessThan(kinds.indexOf('ScaledJob'));
  });

  test('rejects everything that is wrong at once, with its jobs and with its queue', () => {
    const once = Trigger.cron({ start: '0 6 * * *', end: '0 8 * * *', timeZone: 'Etc/UTC', replicas: 1 });
    const found = problems(job({ image: 'shop', retries: 101, max: 1.5, triggers: [once], name: 'a'.repeat(58) }));
    expect(found).toEqual([
      expect.stringContaining("image 'shop' has neither tag nor digest"),
      expect.stringContaining('retries 101 is not a number of retries'),
      expect.stringContaining('and KEDA adds 6'),
      expect.stringContaining('max 1.5 is no count'),
    ]);
  });
});
