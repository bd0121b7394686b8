import fc from 'fast-check';
import { deploymentOf, found, messages, token } from '../objects';

const rule = 'grace-too-short';
const sleeping = (preStop: object, terminationGracePeriodSeconds?: unknown) =>
  messages(rule, deploymentOf({ lifecycle: { preStop } }, { terminationGracePeriodSeconds }));

test('accepts a grace period above the sleep', () => {
  expect(sleeping({ sleep: { seconds: 10 } }, 35)).toEqual([]);
});

test('rejects a sleep that takes the whole grace period', () => {
  expect(
    found(rule, [
      deploymentOf({ lifecycle: { preStop: { sleep: { seconds: 30 } } } }, { terminationGracePeriodSeconds: 30 }),
    ]),
  ).toMatchObject([
    { severity: 'error', message: 'container api sleeps 30 s in preStop, and the pod is killed after 30 s' },
  ]);
});

test('the grace period is 30 seconds when none is written', () => {
  expect(sleeping({ sleep: { seconds: 29 } })).toEqual([]);
  expect(sleeping({ sleep: { seconds: 30 } })).toHaveLength(1);
});

test('rejects if and only if the sleep is not below the grace period', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 0, max: 100 }), (sleep, grace) => {
      expect(sleeping({ sleep: { seconds: sleep } }, grace)).toHaveLength(sleep >= grace ? 1 : 0);
    }),
  );
});

test.each([[['sleep', '40']], [['/bin/sleep', '40s']], [['sh', '-c', 'sleep 40']], [['/bin/sh', '-c', 'sleep 40']]])(
  'reads the command %j as a sleep',
  (command) => {
    expect(sleeping({ exec: { command } }, 35)).toHaveLength(1);
    expect(sleeping({ exec: { command } }, 45)).toEqual([]);
  },
);

test('does not judge commands that do something else, and what only a deployment knows', () => {
  expect(sleeping({ exec: { command: ['sh', '-c', 'nginx -s quit; sleep 40'] } }, 35)).toEqual([]);
  expect(sleeping({ sleep: { seconds: 40 } }, token(1))).toEqual([]);
  expect(sleeping({ sleep: { seconds: token(1) } }, 35)).toEqual([]);
});
