import { Duration } from 'cdk8s';
import fc from 'fast-check';
import { shutdownBudget, shutdownRefusals } from '../../src/core/shutdown';

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
});
