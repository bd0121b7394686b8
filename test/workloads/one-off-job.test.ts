import { Duration, type Chart } from 'cdk8s';
import { OneOffJob, type OneOffJobProps } from 'seaworthy';
import { render } from 'seaworthy/synth';
import { build, only, problems } from '../rendering';
import { POD } from './all-workloads';

const job =
  (props: Partial<OneOffJobProps> = {}) =>
  (chart: Chart) =>
    new OneOffJob(chart, 'load', { ...POD, ...props });

describe('OneOffJob', () => {
  test('defaults: an hour to run, three retries, three days to look at it', () => {
    expect(only('Job', job()).spec).toMatchObject({
      activeDeadlineSeconds: 3600,
      backoffLimit: 3,
      ttlSecondsAfterFinished: 3 * 24 * 3600,
      template: { spec: { restartPolicy: 'Never' } },
    });
  });

  test('every option reaches its field', () => {
    const limits = { deadline: Duration.hours(2), retries: 1, keptFor: Duration.hours(1), fatalExitCodes: [3] };
    expect(only('Job', job(limits)).spec).toMatchObject({
      activeDeadlineSeconds: 7200,
      backoffLimit: 1,
      ttlSecondsAfterFinished: 3600,
      podFailurePolicy: { rules: [{}, { onExitCodes: { values: [3] } }] },
    });
  });

  test('it starts after the policy that lets it call anything', () => {
    const kinds = render(build(job())).map(({ kind }) => kind);
    expect(kinds.indexOf('NetworkPolicy')).toBeLessThan(kinds.indexOf('Job'));
  });

  test('rejects everything that is wrong at once', () => {
    expect(problems(job({ image: 'shop', retries: 101, deadline: Duration.millis(1500) }))).toEqual([
      expect.stringContaining("image 'shop' has neither tag nor digest"),
      expect.stringContaining("deadline '1.5s' cannot be written in whole seconds"),
      expect.stringContaining('retries 101 is not a number of retries; allowed: a whole number from 0 to 100'),
    ]);
  });
});
