import { Duration } from 'cdk8s';
import fc from 'fast-check';
import { healthRefusals, httpProbes } from '../../src/core/health';

describe('health', () => {
  test('the startup probe covers the declared start, and less than one period more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3600 }), (seconds) => {
        const { startupProbe } = httpProbes({ startsWithin: Duration.seconds(seconds) }, 'http');
        const covered = startupProbe.periodSeconds * startupProbe.failureThreshold;
        expect(covered).toBeGreaterThanOrEqual(seconds);
        expect(covered - seconds).toBeLessThan(startupProbe.periodSeconds);
      }),
    );
  });

  test('a pod leaves the traffic before it is restarted', () => {
    const { readinessProbe, livenessProbe } = httpProbes({}, 'http');
    expect(readinessProbe.periodSeconds * readinessProbe.failureThreshold).toBeLessThan(
      livenessProbe.periodSeconds * livenessProbe.failureThreshold,
    );
  });

  test('defaults: ready on /readyz, alive on the port, 60 seconds to start', () => {
    const { startupProbe, readinessProbe, livenessProbe } = httpProbes({}, 'http');
    expect(readinessProbe.httpGet).toEqual({ path: '/readyz', port: 'http' });
    expect(livenessProbe.tcpSocket).toEqual({ port: 'http' });
    expect(startupProbe).toMatchObject({
      httpGet: { path: '/readyz', port: 'http' },
      periodSeconds: 5,
      failureThreshold: 12,
    });
  });

  test('rejects paths that are none, and no time to start', () => {
    expect(
      healthRefusals('health', { readyPath: 'ready', livePath: 'live', startsWithin: Duration.seconds(0) }).map(
        ({ prop }) => prop,
      ),
    ).toEqual(['health.readyPath', 'health.livePath', 'health.startsWithin']);
  });
});
