import { found, messages, object, POD } from '../objects';

const cron = (spec: object) => object('batch/v1', 'CronJob', {}, { spec: { schedule: '0 3 * * *', ...spec } });

describe('cron-schedule', () => {
  test.each([
    '0 3 * * *',
    '*/5 * * * *',
    '0 9-17 * * mon-fri',
    '0 0 1,15 * 0',
    '@daily',
    '59 23 31 12 7',
    '0-30/10 * * JAN *',
    '? ? ? ? ?',
  ])('accepts %s', (schedule) => {
    expect(messages('cron-schedule', cron({ schedule }))).toEqual([]);
  });

  test.each([
    ['0 0 3 * * *', 'has 6 fields, not 5'],
    ['0 3 * *', 'has 4 fields, not 5'],
    ['60 3 * * *', 'has a wrong minute; allowed: 0 to 59'],
    ['0 24 * * *', 'has a wrong hour; allowed: 0 to 23'],
    ['0 3 0 * *', 'has a wrong day of the month; allowed: 1 to 31'],
    ['0 3 * 13 *', 'has a wrong month; allowed: 1 to 12'],
    ['0 3 * * 8', 'has a wrong day of the week; allowed: 0 to 7'],
    ['0 17-9 * * *', 'has a wrong hour; allowed: 0 to 23'],
    ['*/0 * * * *', 'has a wrong minute; allowed: 0 to 59'],
    ['CRON_TZ=Europe/Berlin 0 3 * * *', 'names a time zone, which belongs in spec.timeZone'],
    ['@reboot', 'has 1 fields, not 5'],
  ])('rejects %s', (schedule, problem) => {
    expect(messages('cron-schedule', cron({ schedule }))).toEqual([`schedule '${schedule}' ${problem}`]);
  });
});

test('overlapping-runs is a warning where somebody wrote that they may overlap', () => {
  const severities = (concurrencyPolicy?: string) =>
    found('overlapping-runs', [cron({ concurrencyPolicy })]).map(({ severity }) => severity);
  expect([severities(), severities('Allow'), severities('Forbid'), severities('Replace')]).toEqual([
    ['error'],
    ['warning'],
    [],
    [],
  ]);
});

test.each([
  [9, 1],
  [10, 0],
])(
  'cron-job-start-deadline: the controller looks every 10 s, so %p s give %p findings',
  (startingDeadlineSeconds, count) => {
    expect(messages('cron-job-start-deadline', cron({ startingDeadlineSeconds }))).toHaveLength(count);
  },
);

test('job-without-deadline accepts the deadline of the pods, and looks into CronJobs', () => {
  const rule = 'job-without-deadline';
  const job = (spec: object) => object('batch/v1', 'Job', {}, { spec: { template: { spec: POD }, ...spec } });
  expect(messages(rule, job({}))).toHaveLength(1);
  expect(messages(rule, job({ template: { spec: { ...POD, activeDeadlineSeconds: 60 } } }))).toEqual([]);
  expect(messages(rule, cron({ jobTemplate: { spec: { template: { spec: POD } } } }))).toHaveLength(1);
  expect(messages(rule, cron({ jobTemplate: { spec: { activeDeadlineSeconds: 60 } } }))).toEqual([]);
});

test('job-without-ttl accepts Jobs that Argo CD or Helm remove, and those of CronJobs', () => {
  const job = {
    path: 'app/job',
    manifest: {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: 'a', namespace: 'shop' },
      spec: { template: {} },
    },
  };
  const hook = {
    ...job,
    manifest: {
      ...job.manifest,
      metadata: { ...job.manifest.metadata, annotations: { 'argocd.argoproj.io/hook': 'PreSync' } },
    },
  };
  expect(messages('job-without-ttl', job)).toHaveLength(1);
  expect(messages('job-without-ttl', hook, cron({}))).toEqual([]);
});

test('restart-policy asks tasks to end, and others not to', () => {
  const rule = 'restart-policy';
  const workload = (apiVersion: string, kind: string, restartPolicy?: string) =>
    messages(rule, object(apiVersion, kind, {}, { spec: { template: { spec: { ...POD, restartPolicy } } } })).length;
  expect([
    workload('batch/v1', 'Job'),
    workload('batch/v1', 'Job', 'Always'),
    workload('batch/v1', 'Job', 'OnFailure'),
  ]).toEqual([1, 1, 0]);
  expect([workload('apps/v1', 'Deployment'), workload('apps/v1', 'Deployment', 'Never')]).toEqual([0, 1]);
});
