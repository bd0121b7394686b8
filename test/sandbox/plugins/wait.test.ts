import type { JsonObject } from '../../../sandbox/plugins/protocol/json';
import { untilGone, untilReady, type Patience } from '../../../sandbox/plugins/resource-kubernetes/await/wait';
import { UnreachableError } from '../../../sandbox/plugins/resource-kubernetes/api-error';
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

describe('an API server that gives no answer for a while', () => {
  const answers: readonly (readonly [string, Error])[] = [
    ['cannot be reached', new UnreachableError('https://a.example', 'ECONNREFUSED', new Error('refused'))],
    ['lost its store', refusal(500, 'etcdserver: leader changed')],
    ['starts anew', refusal(503, 'apiserver not ready')],
    ['took too long', refusal(504, 'Timeout: request did not complete within the allotted duration')],
    ['has too much to do', refusal(429, 'too many requests')],
  ];

  test.each(answers)('because it %s, is asked again', async (_, error) => {
    let looks = 0;
    const api = new FakeApi(() => {
      looks += 1;
      if (looks < 3) throw error;
      return job('Complete');
    });
    expect(await untilReady(job('Suspended'), api.objects, patience(60))).toEqual(job('Complete'));
    let asked = 0;
    const going = new FakeApi(() => {
      asked += 1;
      throw asked < 3 ? error : refusal(404, 'jobs.batch "task" not found');
    });
    await untilGone(job('Complete'), going.objects, patience(60));
    expect(asked).toBe(3);
  });

  test.each(answers)('because it %s, is given up after a minute, in its words', async (_, error) => {
    let now = 0;
    // every look at the clock costs half a minute
    jest.spyOn(performance, 'now').mockImplementation(() => (now += 30_000));
    const silent = new FakeApi(() => {
      throw error;
    });
    await expect(untilReady(job('Suspended'), silent.objects, patience(3600))).rejects.toThrow(error.message);
    await expect(untilGone(job('Suspended'), silent.objects, patience(3600))).rejects.toThrow(error.message);
  });

  test('is not taken for one that refuses', async () => {
    const refusing = new FakeApi(() => {
      throw refusal(403, 'jobs.batch "task" is forbidden');
    });
    await expect(untilReady(job('Suspended'), refusing.objects, patience(60))).rejects.toThrow('is forbidden');
  });
});

test('what is waited for is told until it is there, and then no more', async () => {
  let now = 0;
  jest.spyOn(performance, 'now').mockImplementation(() => (now += 1000));
  const told: string[] = [];
  const progress = (message: string): void => {
    told.push(message);
  };
  await untilReady(job('Suspended'), completing().objects, { ...patience(3600), progress });
  expect(told).toEqual([
    'the Job is not complete: 0 pods active, 0 succeeded, 0 failed',
    'the Job is not complete: 0 pods active, 0 succeeded, 0 failed',
    '',
  ]);
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
