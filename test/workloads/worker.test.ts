import { Duration, type Chart } from 'cdk8s';
import { External, Percent, RedisEndpoint, Trigger, Worker, type WorkerProps } from 'seaworthy';
import { objects, only, problems } from '../rendering';
import { POD } from './all-workloads';

const REQUIRED: WorkerProps = {
  ...POD,
  scale: { replicas: 2 },
  health: { probe: 'exec', readyCommand: ['/bin/up'] },
};
const worker =
  (props: Partial<WorkerProps> = {}) =>
  (chart: Chart) =>
    new Worker(chart, 'mailer', { ...REQUIRED, ...props });
const podOf = (props: Partial<WorkerProps> = {}) => only('Deployment', worker(props)).spec.template?.spec;
const containerOf = (props: Partial<WorkerProps> = {}) => podOf(props)?.containers?.[0];

describe('Worker', () => {
  test('it has no Service and no port, and nobody may call it', () => {
    expect(objects(worker()).map(({ kind }) => kind)).toEqual([
      'ServiceAccount',
      'Deployment',
      'NetworkPolicy',
      'PodDisruptionBudget',
    ]);
    expect(containerOf()).not.toHaveProperty('ports');
    expect(only('NetworkPolicy', worker()).spec.ingress).toEqual([]);
  });

  test('its health is asked by a command', () => {
    expect(containerOf()?.readinessProbe?.exec).toEqual({ command: ['/bin/up'] });
    expect(containerOf()).not.toHaveProperty('livenessProbe');
  });

  test('it does not sleep before it ends, and has 25 seconds in all', () => {
    expect(containerOf()).not.toHaveProperty('lifecycle');
    expect(podOf()?.terminationGracePeriodSeconds).toBe(25);
  });

  test('its longest message decides how long it may take to end', () => {
    const shutdown = { longestRequest: Duration.minutes(5), meshDrain: Duration.seconds(15) };
    expect(podOf({ shutdown })?.terminationGracePeriodSeconds).toBe(300 + 15 + 5);
  });

  test('it is spread over zones and nodes, counting one revision at a time', () => {
    expect(podOf()?.topologySpreadConstraints).toMatchObject([
      { topologyKey: 'topology.kubernetes.io/zone', matchLabelKeys: ['pod-template-hash'] },
      { topologyKey: 'kubernetes.io/hostname', matchLabelKeys: ['pod-template-hash'] },
    ]);
  });

  test('health over HTTP goes to the metrics port, unless it has a port of its own', () => {
    const health = { readyPath: '/up' };
    expect(containerOf({ health, metricsPort: 9090 })).toMatchObject({
      ports: [{ name: 'metrics', containerPort: 9090 }],
      readinessProbe: { httpGet: { path: '/up', port: 'metrics' } },
    });
    expect(containerOf({ health, metricsPort: 9090, healthPort: 8081 })).toMatchObject({
      ports: [
        { name: 'metrics', containerPort: 9090 },
        { name: 'health', containerPort: 8081 },
      ],
      readinessProbe: { httpGet: { path: '/up', port: 'health' } },
      livenessProbe: { tcpSocket: { port: 'health' } },
    });
  });

  test('who may ask for its metrics reaches that port alone', () => {
    const policy = only('NetworkPolicy', (chart) => {
      const mailer = worker({ metricsPort: 9090, healthPort: 8081 })(chart);
      mailer.acceptsFrom(External.pods('prometheus', { namespace: 'monitoring', podLabels: { app: 'prometheus' } }));
      mailer.calls(RedisEndpoint.of({ name: 'queue', host: 'queue.example', cidrs: ['10.1.0.0/24'] }));
    });
    expect(policy.spec.ingress?.[0]?.ports).toEqual([{ port: 9090, protocol: 'TCP' }]);
    expect(policy.spec.egress?.[0]?.ports).toEqual([{ port: 6379, protocol: 'TCP' }]);
  });

  test('an autoscaler owns the number of pods, so the Deployment says none', () => {
    const scale = { min: 2, max: 9, cpu: Percent.of(70) };
    expect(only('Deployment', worker({ scale })).spec).not.toHaveProperty('replicas');
    expect(only('HorizontalPodAutoscaler', worker({ scale })).spec).toMatchObject({ minReplicas: 2, maxReplicas: 9 });
    expect(only('Deployment', worker()).spec.replicas).toBe(2);
  });

  test('a single pod gets no disruption budget', () => {
    expect(objects(worker({ scale: { replicas: 1 } })).map(({ kind }) => kind)).not.toContain('PodDisruptionBudget');
  });

  test('how it rolls out is its own', () => {
    const rollout = { maxSurge: 0, maxUnavailable: 1, minReady: Duration.seconds(10) };
    expect(only('Deployment', worker({ rollout })).spec).toMatchObject({
      strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } },
      minReadySeconds: 10,
    });
  });

  const refused: [title: string, props: Partial<WorkerProps>, message: string][] = [
    ['health over HTTP without a port', { health: {} }, 'health asks over http, and the worker has no port'],
    ['health over gRPC without a port', { health: { probe: 'grpc' } }, 'health asks over grpc, and the worker has no'],
    ['one port for two things', { metricsPort: 9, healthPort: 9 }, 'healthPort 9 is metricsPort too'],
    ['a port that is none', { metricsPort: 0 }, 'metricsPort 0 is not a port'],
    ['no health for no reason', { health: { probe: 'none', because: ' ' } }, 'health.because gives no reason'],
    [
      'a drain shorter than a message',
      { shutdown: { drain: Duration.seconds(5), longestRequest: Duration.seconds(9) } },
      "shutdown.drain '5s' is shorter than shutdown.longestRequest (9s)",
    ],
  ];

  test.each(refused)('rejects %s', (_title, props, message) => {
    expect(problems(worker(props))).toEqual([expect.stringContaining(message)]);
  });

  test('its pods follow a queue, down to none where a cold start is acceptable, and nothing is kept then', () => {
    const server = RedisEndpoint.of({ name: 'queue', host: 'queue.example.com', cidrs: ['10.30.80.0/24'] });
    const triggers = [Trigger.bullMq({ server, queue: 'mail', jobsPerPod: 50, concurrency: 5 })];
    const scale = { min: 0, max: 6, triggers, acceptableColdStart: Duration.minutes(2) };
    expect(objects(worker({ scale })).map(({ kind }) => kind)).toEqual([
      'ServiceAccount',
      'Deployment',
      'NetworkPolicy',
      'ScaledObject',
    ]);
    expect(only('Deployment', worker({ scale })).spec).not.toHaveProperty('replicas');
    expect(only('ScaledObject', worker({ scale })).spec).toMatchObject({
      scaleTargetRef: { kind: 'Deployment', name: 'shop-mailer' },
      minReplicaCount: 0,
      maxReplicaCount: 6,
    });
    expect(problems(worker({ scale: { ...scale, min: 7 } }))).toEqual([
      expect.stringContaining('scale.min 7 is more than scale.max (6)'),
    ]);
  });

  test('beside a sidecar its own container is measured', () => {
    const sidecars = [{ ...POD, name: 'proxy' }];
    const { spec } = only(
      'HorizontalPodAutoscaler',
      worker({ scale: { min: 1, max: 2, cpu: Percent.of(70) }, sidecars }),
    );
    expect(spec.metrics).toMatchObject([
      { type: 'ContainerResource', containerResource: { container: 'shop-mailer' } },
    ]);
  });
});
