import fc from 'fast-check';
import { Percent } from 'seaworthy';
import { scaleRefusals } from '../../src/core/scale';
import { numberTokenText } from '../../src/core/token';

const cpu = Percent.of(70);

describe('scale', () => {
  test('rejects a range exactly when its least is more than its most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 100 }), (min, max) => {
        expect(scaleRefusals('scale', { min, max, cpu }).length > 0).toBe(min > max);
      }),
    );
  });

  test.each([0, -1, 1.5, Number.NaN])('rejects %s as a number of pods', (replicas) => {
    expect(scaleRefusals('scale', { replicas })).toMatchObject([
      { prop: 'scale.replicas', allowed: 'a whole number, 1 or more' },
    ]);
  });

  test('rejects a load that can never be held', () => {
    expect(
      scaleRefusals('scale', { min: 1, max: 2, cpu: Percent.of(0), requestsPerSecond: 0 }).map(({ prop }) => prop),
    ).toEqual(['scale.cpu', 'scale.requestsPerSecond']);
  });

  test('numbers that only a deployment knows are left to the cluster', () => {
    const token = numberTokenText({ registry: 'abcdef', index: 0 });
    expect(scaleRefusals('scale', { replicas: token })).toEqual([]);
    expect(scaleRefusals('scale', { min: token, max: 3, cpu })).toEqual([]);
  });
});
