import { Duration, type Chart } from 'cdk8s';
import { PostgresEndpoint, ScheduledJob, type ScheduledJobProps } from 'seaworthy';
import { objects, only, problems } from '../rendering';
import { POD } from './all-workloads';

const job =
  (props: Partial<ScheduledJobProps> = {}) =>
  (chart: Chart) =>
    new ScheduledJob(chart, 'report', { ...POD, schedule: '30 3 * * *', ...props });
const specOf = (props: Partial<ScheduledJobProps> = {}) => only('CronJob', job(props)).spec;

describe('ScheduledJob', () => {
  test('defaults: UTC, no overlap, an hour late at most, an hour to run, three days to look at it', () => {
    const { jobTemplate, ...timing } = specOf();
    expect(timing).toEqual({
      schedule: '30 3 * * *',
      timeZone: 'Etc/UTC',
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: 3600,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 3,
    });
    expect(jobTemplate?.spec).toMatchObject({
      activeDeadlineSeconds: 3600,
      backoffLimit: 3,
      ttlSecondsAfterFinished: 3 * 24 * 3600,
      template: { spec: { restartPolicy: 'Never', terminationGracePeriodSeconds: 25 } },
    });
  });

  test('a pod that a drain ended does not count as failed, and nothing else is forgiven', () => {
    expect(specOf().jobTemplate?.spec?.podFailurePolicy).toEqual({
      rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }],
    });
  });

  test('fatal exit codes end the job, each once and in order', () => {
    const { rules } = specOf({ fatalExitCodes: [64, 2, 64] }).jobTemplate?.spec?.podFailurePolicy ?? {};
    expect(rules?.[1]).toEqual({
      action: 'FailJob',
      onExitCodes: { containerName: 'shop-report', operator: 'In', values: [2, 64] },
    });
  });

  test('its pods run alone: they are not spread, have no probes, and no PodDisruptionBudget', () => {
    const pod = specOf().jobTemplate?.spec?.template?.spec;
    expect(pod).not.toHaveProperty('topologySpreadConstraints');
    expect(pod?.containers?.[0]).not.toHaveProperty('readinessProbe');
    expect(objects(job()).map(({ kind }) => kind)).toEqual(['ServiceAccount', 'NetworkPolicy', 'CronJob']);
  });

  test('every option reaches its field', () => {
    const spec = specOf({
      schedule: '@hourly',
      timeZone: 'Europe/Berlin',
      concurrencyPolicy: 'Replace',
      startingDeadline: Duration.minutes(5),
      successfulRunsKept: 0,
      failedRunsKept: 5,
      suspended: true,
      deadline: Duration.minutes(10),
      retries: 0,
      keptFor: Duration.days(1),
      shutdown: { drain: Duration.minutes(1) },
    });
    expect(spec).toMatchObject({
      schedule: '@hourly',
      timeZone: 'Europe/Berlin',
      concurrencyPolicy: 'Replace',
      startingDeadlineSeconds: 300,
      successfulJobsHistoryLimit: 0,
      failedJobsHistoryLimit: 5,
      suspend: true,
      jobTemplate: {
        spec: {
          activeDeadlineSeconds: 600,
          backoffLimit: 0,
          ttlSecondsAfterFinished: 86_400,
          template: { spec: { terminationGracePeriodSeconds: 65 } },
        },
      },
    });
  });

  test('it reaches what it calls', () => {
    const policy = only('NetworkPolicy', (chart) => {
      job()(chart).calls(PostgresEndpoint.of({ name: 'orders', host: 'db.example', cidrs: ['10.1.0.0/24'] }));
    });
    expect(policy.spec.egress?.[0]?.ports).toEqual([{ port: 5432, protocol: 'TCP' }]);
  });

  const refused: [title: string, props: Partial<ScheduledJobProps>, message: string][] = [
    ['a schedule of six fields', { schedule: '0 0 3 * * *' }, "schedule '0 0 3 * * *' has 6 field(s)"],
    ['a time zone that is none', { timeZone: 'Berlin' }, "timeZone 'Berlin' is not a time zone"],
    [
      'a start that the controller misses',
      { startingDeadline: Duration.seconds(9) },
      "startingDeadline '9s' is shorter than the controller takes to look again",
    ],
    ['no time to run', { deadline: Duration.seconds(0) }, "deadline '0s' leaves no time to run"],
    ['retries in parts', { retries: 0.5 }, 'retries 0.5 is not a number of retries'],
    ['success as fatal', { fatalExitCodes: [0] }, 'fatalExitCodes[0] 0 is not the exit code of a failure'],
    ['runs that are none', { failedRunsKept: -1 }, 'failedRunsKept -1 is not a number of runs'],
    ['a name too long for its runs', { name: 'n'.repeat(53) }, 'is 53 characters long, and the runs of a job are'],
  ];

  test.each(refused)('rejects %s', (_title, props, message) => {
    expect(problems(job(props))).toEqual([expect.stringContaining(message)]);
  });

  test('rejects a policy that is not known, before anything is built', () => {
    const written = { concurrencyPolicy: 'forbid' } as unknown as Partial<ScheduledJobProps>;
    expect(() => objects(job(written))).toThrow(
      "concurrencyPolicy 'forbid' is not known; allowed: 'Forbid', 'Replace', 'Allow'",
    );
  });
});
