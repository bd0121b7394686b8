import type { JsonObject } from '../../../sandbox/plugins/protocol/json';
import { untilGone, untilReady, type Patience } from '../../../sandbox/plugins/resource-kubernetes/await/wait';
import { FakeApi, refusal } from './fake-api';

const HOUR = 3600 * 1000;

const job = (type: string): JsonObject => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'task', namespace: 'shop', uid: '1' },
  status: { conditions: [{ type, status: 'True' }] },
});

/** An API server on which the Job is complete when it is looked at for the second time. */
function completing(): FakeApi {
  let looks = 0;
  return new FakeApi(() => job(++looks < 2 ? 'Suspended' : 'Complete'));
}

const patience = (timeoutSeconds: number): Patience => ({
  timeoutSeconds,
  signal: new AbortController().signal,
  progress: () => undefined,
});

/** From now on, whoever asks for the time of day is told a time that is so much later, or earlier, than what he was told before. */
function clockJumpsBy(milliseconds: number): void {
  let now = Date.now();
  jest.spyOn(Date, 'now').mockImplementation(() => (now += milliseconds));
}

afterEach(() => {
  jest.restoreAllMocks();
});

describe('a clock that is set while an object is waited for', () => {
  test('ahead, does not use the time up', async () => {
    clockJumpsBy(HOUR);
    const ready = await untilReady(job('Suspended'), completing().objects, patience(60));
    expect(ready).toEqual(job('Complete'));
  });

  test('back, does not give the wait more time', async () => {
    clockJumpsBy(-HOUR);
    const never = new FakeApi(() => job('Suspended'));
    await expect(untilReady(job('Suspended'), never.objects, patience(0.2))).rejects.toThrow(
      "'task' timed out after 0.2 s waiting to be Ready",
    );
  });

  test('does not touch the wait for a deletion either', async () => {
    clockJumpsBy(HOUR);
    let looks = 0;
    const going = new FakeApi(() => {
      if (++looks < 3) return job('Complete');
      throw refusal(404, 'jobs.batch "task" not found');
    });
    await untilGone(job('Complete'), going.objects, patience(60));
    expect(looks).toBe(3);
  });
});

test('a wait that is cancelled says so at once', async () => {
  const cancelled = new AbortController();
  const waiting = untilReady(job('Suspended'), new FakeApi(() => job('Suspended')).objects, {
    ...patience(60),
    signal: cancelled.signal,
  });
  cancelled.abort();
  await expect(waiting).rejects.toThrow("'task' was cancelled waiting to be Ready");
});
