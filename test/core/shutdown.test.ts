import { Duration } from 'cdk8s';
import fc from 'fast-check';
import { processShutdownBudget, shutdownBudget, shutdownRefusals, type Shutdown } from '../../src/core/shutdown';

const seconds = fc.nat({ max: 3600 }).map((amount) => Duration.seconds(amount));

describe('the shutdown budget', () => {
  test('without props: 10 s to leave the endpoints, 20 s to drain, 35 s in all', () => {
    const { endpointRemoval, drain, gracePeriod } = shutdownBudget();
    expect([endpointRemoval, drain, gracePeriod].map((part) => part.toSeconds())).toEqual([10, 20, 35]);
  });

  test('a computed grace period always fits its parts, with 5 s to spare', () => {
    fc.assert(
      fc.property(seconds, seconds, (endpointRemoval, drain) => {
        const budget = shutdownBudget({ endpointRemoval, drain });
        expect(budget.gracePeriod.toSeconds()).toBe(endpointRemoval.toSeconds() + drain.toSeconds() + 5);
        expect(shutdownRefusals('shutdown', budget)).toEqual([]);
      }),
    );
  });

  test('rejects a grace period exactly when its parts take longer', () => {
    fc.assert(
      fc.property(seconds, seconds, seconds, (endpointRemoval, drain, gracePeriod) => {
        const refused =
          shutdownRefusals('shutdown', shutdownBudget({ endpointRemoval, drain, gracePeriod })).length > 0;
        expect(refused).toBe(endpointRemoval.toSeconds() + drain.toSeconds() > gracePeriod.toSeconds());
      }),
    );
  });

  test('a computed budget holds every part, whatever they are', () => {
    const parts = fc.record(
      {
        endpointRemoval: seconds,
        loadBalancerDeregistration: seconds,
        longestRequest: seconds,
        meshDrain: seconds,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(parts, (shutdown) => {
        const budget = shutdownBudget(shutdown);
        expect(shutdownRefusals('shutdown', budget)).toEqual([]);
        const took = (part: Duration | undefined, otherwise: number) => part?.toSeconds() ?? otherwise;
        const sleep = Math.max(took(shutdown.endpointRemoval, 10), took(shutdown.loadBalancerDeregistration, 0));
        expect(budget.preStopSleep.toSeconds()).toBe(sleep);
        expect(budget.gracePeriod.toSeconds()).toBe(
          sleep + took(shutdown.longestRequest, 20) + took(shutdown.meshDrain, 0) + 5,
        );
      }),
    );
  });

  test('rejects a sleep that ends before the load balancer is done, and a drain shorter than a request', () => {
    const told = (shutdown: Shutdown) =>
      shutdownRefusals('shutdown', shutdownBudget(shutdown)).map(({ prop, problem }) => `${prop} ${problem}`);
    expect(told({ loadBalancerDeregistration: Duration.seconds(30), preStopSleep: Duration.seconds(15) })).toEqual([
      'shutdown.preStopSleep is shorter than shutdown.loadBalancerDeregistration (30s): requests still arrive after SIGTERM',
    ]);
    expect(told({ drain: Duration.seconds(20), longestRequest: Duration.minutes(1) })).toEqual([
      'shutdown.drain is shorter than shutdown.longestRequest (60s): the longest request is cut off',
    ]);
    expect(told({ meshDrain: Duration.seconds(10), gracePeriod: Duration.seconds(35) })).toEqual([
      'shutdown.gracePeriod is shorter than what a shutdown takes: endpointRemoval 10s + drain 20s + meshDrain 10s = 40s',
    ]);
    expect(told({ loadBalancerDeregistration: Duration.seconds(30), gracePeriod: Duration.seconds(35) })).toEqual([
      'shutdown.gracePeriod is shorter than what a shutdown takes: loadBalancerDeregistration 30s + drain 20s = 50s',
    ]);
  });

  test('a process that nothing is sent to does not sleep', () => {
    const { preStopSleep, gracePeriod } = processShutdownBudget({});
    expect([preStopSleep, gracePeriod].map((part) => part.toSeconds())).toEqual([0, 25]);
  });
});
