import { Duration } from 'cdk8s';
import fc from 'fast-check';
import type { Health } from '../../src/core/health';
import { HEALTH_SHAPE, healthRefusals } from '../../src/core/health-refusals';
import { probes, type ProbeFields } from '../../src/core/probes';
import { shapeRefusals } from '../../src/core/shape';

const HTTP = { name: 'http', port: 8080 };
const refused = (health: Health) => healthRefusals('health', health).map(({ prop }) => prop);
/** When the kubelet acts after answers have stopped: it asks first after a share of a period, and not one question is answered. */
const failsAfter = (probe: ProbeFields | undefined, share: number) =>
  probe === undefined ? Number.NaN : (share + probe.failureThreshold - 1) * probe.periodSeconds;
const phase = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const span = (least: number) => fc.integer({ min: least, max: 3600 }).map((seconds) => Duration.seconds(seconds));

describe('probes', () => {
  test('a pod is never restarted before the declared start is over, and two periods after it at most', () => {
    fc.assert(
      fc.property(span(1), phase, (startsWithin, share) => {
        const { startupProbe } = probes({ startsWithin }, HTTP);
        const restarted = failsAfter(startupProbe, share);
        expect(restarted).toBeGreaterThanOrEqual(startsWithin.toSeconds());
        expect(restarted - startsWithin.toSeconds()).toBeLessThan(2 * (startupProbe?.periodSeconds ?? 0));
      }),
    );
  });

  test('a pod is never restarted within the declared tolerance, and is out of the traffic before', () => {
    fc.assert(
      fc.property(span(6), phase, phase, (tolerates, alive, ready) => {
        const { readinessProbe, livenessProbe } = probes({ tolerates }, HTTP);
        const restarted = failsAfter(livenessProbe, alive);
        expect(restarted).toBeGreaterThanOrEqual(tolerates.toSeconds());
        expect(restarted - tolerates.toSeconds()).toBeLessThan((livenessProbe?.periodSeconds ?? 0) + 3);
        expect(failsAfter(readinessProbe, ready) + (readinessProbe?.timeoutSeconds ?? 0)).toBeLessThan(restarted);
      }),
    );
  });

  test('no probe waits longer for an answer than until it asks again', () => {
    fc.assert(
      fc.property(span(6), (tolerates) => {
        for (const health of [{ tolerates }, { probe: 'exec', readyCommand: ['/up'], tolerates }] as const)
          for (const probe of Object.values(probes(health, HTTP)) as {
            timeoutSeconds: number;
            periodSeconds: number;
          }[])
            expect(probe.timeoutSeconds).toBeLessThanOrEqual(probe.periodSeconds);
      }),
    );
  });

  test('defaults: ready on /readyz, alive on the port, 60 seconds to start, not restarted before 30', () => {
    expect(probes({}, HTTP)).toEqual({
      startupProbe: {
        httpGet: { path: '/readyz', port: 'http' },
        periodSeconds: 5,
        timeoutSeconds: 2,
        failureThreshold: 13,
      },
      readinessProbe: {
        httpGet: { path: '/readyz', port: 'http' },
        periodSeconds: 5,
        timeoutSeconds: 2,
        failureThreshold: 3,
      },
      livenessProbe: { tcpSocket: { port: 'http' }, periodSeconds: 10, timeoutSeconds: 2, failureThreshold: 4 },
    });
  });

  test('gRPC is asked by the number of the port, the whole server unless a service is named', () => {
    const { readinessProbe, livenessProbe } = probes({ probe: 'grpc', liveService: 'live' }, HTTP);
    expect(readinessProbe?.grpc).toEqual({ port: 8080 });
    expect(livenessProbe?.grpc).toEqual({ port: 8080, service: 'live' });
    expect(probes({ probe: 'grpc', readyService: 'orders' }, HTTP)).toMatchObject({
      readinessProbe: { grpc: { port: 8080, service: 'orders' } },
      livenessProbe: { tcpSocket: { port: 'http' } },
    });
  });

  test('a command tells health without a port, and liveness only where a command is given', () => {
    expect(probes({ probe: 'exec', readyCommand: ['/bin/up'] })).toEqual({
      startupProbe: { exec: { command: ['/bin/up'] }, periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 13 },
      readinessProbe: { exec: { command: ['/bin/up'] }, periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 3 },
    });
    const alive = probes({ probe: 'exec', readyCommand: ['/bin/up'], liveCommand: ['/bin/alive'] }).livenessProbe;
    expect(alive?.exec).toEqual({ command: ['/bin/alive'] });
  });

  test('a connection alone restarts nothing, unless somebody says why it should', () => {
    expect(Object.keys(probes({ probe: 'tcp' }, HTTP))).toEqual(['startupProbe', 'readinessProbe']);
    expect(probes({ probe: 'tcp', sameProbe: 'it hangs with its listener closed' }, HTTP)).toHaveProperty(
      'livenessProbe.tcpSocket',
      { port: 'http' },
    );
  });

  test('a port without a name is probed by its number', () => {
    expect(probes({}, { port: 9 })).toMatchObject({
      readinessProbe: { httpGet: { port: 9 } },
      livenessProbe: { tcpSocket: { port: 9 } },
    });
  });

  test('what nothing can ask has no probes', () => {
    expect(probes({ probe: 'none', because: 'a vendor image' }, HTTP)).toEqual({});
  });
});

describe('refusals of health', () => {
  test('rejects paths that are none, and no time to start', () => {
    expect(refused({ readyPath: 'ready', livePath: 'live', startsWithin: Duration.seconds(0) })).toEqual([
      'health.readyPath',
      'health.livePath',
      'health.startsWithin',
    ]);
  });

  test('rejects a tolerance too short for three answers', () => {
    expect(refused({ tolerates: Duration.seconds(5) })).toEqual(['health.tolerates']);
    expect(refused({ tolerates: Duration.seconds(6) })).toEqual([]);
  });

  const same: [string, Exclude<Health, { probe: 'none' }>, string][] = [
    ['HTTP', { livePath: '/readyz' }, 'health.livePath'],
    ['HTTP on a path of its own', { readyPath: '/up', livePath: '/up' }, 'health.livePath'],
    ['gRPC', { probe: 'grpc', readyService: 'a', liveService: 'a' }, 'health.liveService'],
    ['gRPC of the whole server', { probe: 'grpc', liveService: '' }, 'health.liveService'],
    ['a command', { probe: 'exec', readyCommand: ['/up', '1'], liveCommand: ['/up', '1'] }, 'health.liveCommand'],
  ];

  test.each(same)('rejects liveness that asks what readiness asks: %s', (_title, health, prop) => {
    expect(refused(health)).toEqual([prop]);
    expect(refused({ ...health, sameProbe: 'the service has no dependencies' })).toEqual([]);
    expect(refused({ ...health, sameProbe: ' ' })).toEqual(['health.sameProbe']);
  });

  test('rejects empty commands, and doing without health for no reason', () => {
    expect(refused({ probe: 'exec', readyCommand: [], liveCommand: [] })).toEqual([
      'health.readyCommand',
      'health.liveCommand',
      'health.liveCommand',
    ]);
    expect(refused({ probe: 'none', because: '' })).toEqual(['health.because']);
  });

  test('rejects a kind of probe that is not known, and the props of no kind', () => {
    expect(shapeRefusals('health', { probe: 'udp' }, HEALTH_SHAPE)).toMatchObject([
      { prop: 'health.probe', value: 'udp', problem: 'is not known' },
    ]);
    expect(shapeRefusals('health', { probe: 'exec' }, HEALTH_SHAPE)).toMatchObject([
      { prop: 'health.readyCommand', problem: 'is missing' },
    ]);
  });
});
