import { until } from '../../../sandbox/control-plane/readiness';
import { identify } from '../../../sandbox/machine/process-identity';

afterEach(() => {
  jest.restoreAllMocks();
});

test.each([
  ['ahead', 365 * 24 * 3600 * 1000],
  ['back', -365 * 24 * 3600 * 1000],
])('a clock that is set %s meanwhile neither ends the waiting nor prolongs it', async (_direction, jump) => {
  const now = Date.now();
  let asked = 0;
  const holds = (): Promise<boolean> => {
    jest.spyOn(Date, 'now').mockReturnValue(now + jump);
    return Promise.resolve(++asked === 3);
  };
  await until({ what: 'the third question', holds, processes: () => [] });
  expect(asked).toBe(3);
});

test('who a process is does not depend on the clock', () => {
  const before = identify(process.pid);
  jest.spyOn(Date, 'now').mockReturnValue(0);
  expect(before).toBeDefined();
  expect(identify(process.pid)).toEqual(before);
});
