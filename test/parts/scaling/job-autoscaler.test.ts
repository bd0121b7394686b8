import { Duration } from 'cdk8s';
import { JobAutoscaler, Trigger, type JobAutoscalerProps } from 'seaworthy';
import { only, problems } from '../../rendering';

const trigger = Trigger.other({ type: 'external', metadata: { scalerAddress: 'scaler.video.svc:9090' } });
const job = { activeDeadlineSeconds: 7200, template: { spec: { restartPolicy: 'Never', containers: [] } } };
const props = (given: Partial<JobAutoscalerProps>): JobAutoscalerProps => ({
  name: 'transcode',
  namespace: 'video',
  max: 20,
  triggers: [trigger],
  job,
  ...given,
});
const scaled = (given: Partial<JobAutoscalerProps> = {}) =>
  only('ScaledJob', (chart) => {
    new JobAutoscaler(chart, 'Jobs', props(given));
  });
const refused = (given: Partial<JobAutoscalerProps>, offers?: Parameters<typeof problems>[1]) =>
  problems((chart) => {
    new JobAutoscaler(chart, 'Jobs', props(given));
  }, offers);

describe('JobAutoscaler', () => {
  test('defaults: asked every 30 seconds, running jobs finish as they began, ten of each end stay', () => {
    const { metadata, spec } = scaled();
    expect(metadata).toEqual({ name: 'transcode', namespace: 'video' });
    expect(spec).toEqual({
      jobTargetRef: job,
      triggers: [{ type: 'external', metadata: { scalerAddress: 'scaler.video.svc:9090' } }],
      minReplicaCount: 0,
      maxReplicaCount: 20,
      pollingInterval: 30,
      successfulJobsHistoryLimit: 10,
      failedJobsHistoryLimit: 10,
      rollout: { strategy: 'gradual', propagationPolicy: 'foreground' },
      scalingStrategy: { strategy: 'default', multipleScalersCalculation: 'sum' },
    });
  });

  test('is as it is told', () => {
    const told = { pollingInterval: Duration.seconds(5), strategy: 'accurate', onChange: 'stop', kept: 0 } as const;
    const { metadata, spec } = scaled({ ...told, labels: { team: 'video' } });
    expect(metadata.labels).toEqual({ team: 'video' });
    expect(spec).toMatchObject({
      pollingInterval: 5,
      successfulJobsHistoryLimit: 0,
      failedJobsHistoryLimit: 0,
      rollout: { strategy: 'default' },
      scalingStrategy: { strategy: 'accurate' },
    });
  });

  test.each<[title: string, given: Partial<JobAutoscalerProps>, message: string]>([
    ['a job that never ends', { job: { ...job, template: { spec: {} } } }, 'restartPolicy never lets a job end'],
    ['a job without time', { job: { ...job, activeDeadlineSeconds: 0 } }, 'job.activeDeadlineSeconds 0 is no count'],
    ['no job at a time', { max: 0 }, 'max 0 is no count'],
    ['half a job to look at', { kept: 0.5 }, 'kept 0.5 is no count'],
    ['nothing to start for', { triggers: [] }, 'triggers is empty'],
    ['a name without room for a suffix', { name: 'a'.repeat(58) }, 'is 58 characters long, and KEDA adds 6'],
  ])('rejects %s', (_title, given, message) => {
    expect(refused(given)).toEqual([expect.stringContaining(message)]);
  });

  test('takes a name of 57 characters, and a cluster with KEDA', () => {
    expect(refused({ name: 'a'.repeat(57) }, { customResources: ['keda.sh/v1alpha1'] })).toEqual([]);
    expect(refused({}, {})).toEqual([expect.stringContaining('keda.sh/v1alpha1')]);
  });
});
