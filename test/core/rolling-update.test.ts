import { Duration } from 'cdk8s';
import fc from 'fast-check';
import { Percent } from 'seaworthy';
import { rollingUpdateFields, rollingUpdateRefusals, type RollingUpdate } from '../../src/core/rolling-update';

const refused = (update: RollingUpdate, starts = 60) =>
  rollingUpdateRefusals('rollout', update, starts).map(({ prop }) => prop);

describe('rolling updates', () => {
  test('defaults: a quarter more pods, none missing, and what Kubernetes takes for the times', () => {
    expect(rollingUpdateFields({}, 60)).toEqual({
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } },
    });
  });

  test('every option reaches its field', () => {
    const update = {
      maxSurge: 1,
      maxUnavailable: Percent.of(10),
      minReady: Duration.seconds(30),
      progressDeadline: Duration.minutes(20),
    };
    expect(rollingUpdateFields(update, 60)).toEqual({
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: '10%' } },
      minReadySeconds: 30,
      progressDeadlineSeconds: 1200,
    });
    expect(refused(update)).toEqual([]);
  });

  test('a computed progress deadline is always longer than a pod takes to count, by 5 minutes at least', () => {
    const seconds = fc.integer({ min: 0, max: 10_000 });
    fc.assert(
      fc.property(seconds, seconds, (starts, ready) => {
        const update = { minReady: Duration.seconds(ready) };
        // 600 is what Kubernetes takes where nothing is written
        const deadline = rollingUpdateFields(update, starts).progressDeadlineSeconds ?? 600;
        expect(deadline).toBeGreaterThanOrEqual(Math.max(600, starts + ready + 300));
        expect(refused(update, starts)).toEqual([]);
      }),
    );
  });

  test('rejects an update in which no pod can move', () => {
    expect(refused({ maxSurge: 0 })).toEqual(['rollout.maxSurge']);
    expect(refused({ maxSurge: Percent.of(0), maxUnavailable: Percent.of(0) })).toEqual(['rollout.maxSurge']);
    expect(refused({ maxSurge: 0, maxUnavailable: 1 })).toEqual([]);
  });

  test('rejects pods in parts, and a deadline before a pod counts', () => {
    expect(refused({ maxSurge: 0.5, maxUnavailable: -1 })).toEqual(['rollout.maxSurge', 'rollout.maxUnavailable']);
    const [refusal] = rollingUpdateRefusals(
      'rollout',
      { minReady: Duration.seconds(30), progressDeadline: Duration.seconds(90) },
      60,
    );
    expect(refusal).toMatchObject({
      prop: 'rollout.progressDeadline',
      value: '90s',
      problem: 'is not longer than a pod takes to count: 60s to start + 30s minReady',
    });
  });
});
