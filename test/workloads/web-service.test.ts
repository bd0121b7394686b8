import { Chart, Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import {
  AwsSecretStore,
  External,
  Percent,
  PostgresEndpoint,
  SecretRef,
  WebService,
  type WebServiceProps,
} from 'seaworthy';
import { build, objects, objectsOf, only, problems } from '../rendering';

const REQUIRED: WebServiceProps = {
  image: 'ghcr.io/acme/shop:1.0.0',
  port: 8080,
  resources: { cpu: Cpu.millis(250), memory: Size.mebibytes(256) },
  scale: { replicas: 2 },
};

const service =
  (props: Partial<WebServiceProps> = {}) =>
  (chart: Chart) =>
    new WebService(chart, 'api', { ...REQUIRED, ...props });
const podOf = (props: Partial<WebServiceProps> = {}) => only('Deployment', service(props)).spec.template?.spec;
const containerOf = (props: Partial<WebServiceProps> = {}) => podOf(props)?.containers?.[0];

describe('WebService', () => {
  describe('defaults', () => {
    test('it is named after the constructs from the chart down, in the namespace and the system of the chart', () => {
      for (const object of objects(service())) {
        expect(object.metadata).toEqual({
          name: 'shop-api',
          namespace: 'shop',
          labels: {
            'app.kubernetes.io/name': 'shop-api',
            'app.kubernetes.io/part-of': 'shop',
            'app.kubernetes.io/managed-by': 'seaworthy',
          },
        });
      }
    });

    test('a fixed number of pods needs no autoscaler and no secret', () => {
      expect(objects(service()).map(({ kind }) => kind)).toEqual([
        'ServiceAccount',
        'Deployment',
        'Service',
        'NetworkPolicy',
        'PodDisruptionBudget',
      ]);
    });

    test('it has no arguments and no environment variables', () => {
      expect(containerOf()).not.toHaveProperty('args');
      expect(containerOf()).not.toHaveProperty('env');
    });

    test('it is ready on /readyz, alive on its port, and has 60 seconds to start', () => {
      const container = containerOf();
      expect(container?.readinessProbe?.httpGet).toEqual({ path: '/readyz', port: 'http' });
      expect(container?.livenessProbe?.tcpSocket).toEqual({ port: 'http' });
      const { periodSeconds, failureThreshold } = {
        periodSeconds: Number(container?.startupProbe?.periodSeconds),
        failureThreshold: Number(container?.startupProbe?.failureThreshold),
      };
      // the first question may come with the start of the process
      expect(periodSeconds * (failureThreshold - 1)).toBe(60);
    });

    test('a pod sleeps 10 seconds before it ends and has 35 seconds in all', () => {
      expect(containerOf()?.lifecycle).toEqual({ preStop: { sleep: { seconds: 10 } } });
      expect(podOf()?.terminationGracePeriodSeconds).toBe(35);
    });

    test('/tmp is writable, with 64 MiB', () => {
      expect(containerOf()?.volumeMounts).toEqual([{ name: 'tmp', mountPath: '/tmp' }]);
      expect(podOf()?.volumes).toEqual([{ name: 'tmp', emptyDir: { sizeLimit: '64Mi' } }]);
    });

    test('the Service listens on 80', () => {
      expect(only('Service', service()).spec.ports).toEqual([
        { name: 'http', port: 80, targetPort: 'http', protocol: 'TCP' },
      ]);
    });

    test('memory is limited to what is reserved, and CPU is not limited', () => {
      expect(containerOf()?.resources).toEqual({
        requests: { cpu: '250m', memory: '256Mi' },
        limits: { memory: '256Mi' },
      });
    });
  });

  test('its pods meet the restricted profile and hold no service account token', () => {
    const pod = podOf();
    expect(pod?.automountServiceAccountToken).toBe(false);
    expect(pod?.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
    expect(pod?.containers?.[0]?.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      privileged: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(only('ServiceAccount', service()).automountServiceAccountToken).toBe(false);
  });

  test('its pods are spread over zones and nodes, counting one revision at a time', () => {
    const spread = podOf()?.topologySpreadConstraints;
    expect(spread).toEqual(
      ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((topologyKey) => ({
        topologyKey,
        maxSkew: 1,
        whenUnsatisfiable: 'ScheduleAnyway',
        labelSelector: { matchLabels: { 'app.kubernetes.io/name': 'shop-api' } },
        matchLabelKeys: ['pod-template-hash'],
      })),
    );
  });

  test('a rollout adds pods before it takes any away', () => {
    expect(only('Deployment', service()).spec.strategy).toEqual({
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 },
    });
  });

  test('an autoscaler owns the number of pods, so the Deployment says none', () => {
    const scale = { min: 3, max: 10, cpu: Percent.of(70) };
    expect(only('Deployment', service({ scale })).spec).not.toHaveProperty('replicas');
    expect(only('HorizontalPodAutoscaler', service({ scale })).spec).toMatchObject({ minReplicas: 3, maxReplicas: 10 });
    expect(only('Deployment', service()).spec.replicas).toBe(2);
  });

  test('a single pod gets no disruption budget: it would block every drain', () => {
    expect(objects(service({ scale: { replicas: 1 } })).map(({ kind }) => kind)).not.toContain('PodDisruptionBudget');
  });

  test('secrets come from the store into environment variables, by reference', () => {
    const app = build((chart) => {
      const secretStore = new AwsSecretStore(chart, 'Store', { namespace: 'shop', region: 'eu-west-1' });
      service({ secretStore, secrets: [SecretRef.env('JWT_SECRET', 'prod/shop', 'jwt')] })(chart);
    });
    const rendered = objectsOf(app);
    expect(rendered.find(({ kind }) => kind === 'ExternalSecret')?.spec).toMatchObject({
      secretStoreRef: { kind: 'SecretStore', name: 'aws-secrets-manager' },
      target: { name: 'shop-api-secrets' },
      data: [{ secretKey: 'jwt-secret', remoteRef: { key: 'prod/shop', property: 'jwt' } }],
    });
    expect(rendered.find(({ kind }) => kind === 'Deployment')?.spec.template?.spec?.containers?.[0]?.env).toEqual([
      { name: 'JWT_SECRET', valueFrom: { secretKeyRef: { name: 'shop-api-secrets', key: 'jwt-secret' } } },
    ]);
  });

  test('environment variables are sorted, so that their order in the code never restarts a pod', () => {
    expect(containerOf({ environment: { ZONE: 'a', LEVEL: 'info' } })?.env).toEqual([
      { name: 'LEVEL', value: 'info' },
      { name: 'ZONE', value: 'a' },
    ]);
  });

  test('every option reaches its field', () => {
    const props = {
      name: 'till',
      namespace: 'money',
      partOf: 'retail',
      args: ['--verbose'],
      health: { readyPath: '/health', livePath: '/alive', startsWithin: Duration.seconds(90) },
      shutdown: {
        endpointRemoval: Duration.seconds(5),
        drain: Duration.seconds(60),
        gracePeriod: Duration.seconds(70),
      },
      writablePaths: [{ path: '/var/cache', sizeLimit: Size.gibibytes(1) }],
      servicePort: 8081,
    };
    const deployment = only('Deployment', service(props));
    expect(deployment.metadata).toMatchObject({
      name: 'till',
      namespace: 'money',
      labels: { 'app.kubernetes.io/part-of': 'retail' },
    });
    const pod = deployment.spec.template?.spec;
    expect(pod?.terminationGracePeriodSeconds).toBe(70);
    expect(pod?.volumes).toEqual([{ name: 'var-cache', emptyDir: { sizeLimit: '1Gi' } }]);
    expect(pod?.containers?.[0]).toMatchObject({
      args: ['--verbose'],
      readinessProbe: { httpGet: { path: '/health' } },
      livenessProbe: { httpGet: { path: '/alive' } },
      startupProbe: { periodSeconds: 5, failureThreshold: 90 / 5 + 1 },
      lifecycle: { preStop: { sleep: { seconds: 5 } } },
    });
    expect(only('Service', service(props)).spec.ports?.[0]?.port).toBe(8081);
  });

  test('a load balancer that sends to pods directly is waited for', () => {
    const props = { shutdown: { loadBalancerDeregistration: Duration.seconds(30) } };
    expect(containerOf(props)?.lifecycle).toEqual({ preStop: { sleep: { seconds: 30 } } });
    expect(podOf(props)?.terminationGracePeriodSeconds).toBe(30 + 20 + 5);
    expect(problems(service(props), { kubernetes: '1.29' })).toEqual([
      expect.stringContaining('shutdown.loadBalancerDeregistration needs Kubernetes 1.30 or newer'),
    ]);
  });

  test('health over gRPC goes to the port by its number', () => {
    expect(containerOf({ health: { probe: 'grpc', readyService: 'orders' } })).toMatchObject({
      startupProbe: { grpc: { port: 8080, service: 'orders' } },
      readinessProbe: { grpc: { port: 8080, service: 'orders' } },
      livenessProbe: { tcpSocket: { port: 'http' } },
    });
  });

  test('a slow start moves the deadline of a rollout', () => {
    const { spec } = only('Deployment', service({ health: { startsWithin: Duration.minutes(20) } }));
    expect(spec.progressDeadlineSeconds).toBe(20 * 60 + 5 + 300);
    expect(only('Deployment', service()).spec).not.toHaveProperty('progressDeadlineSeconds');
  });

  test('sidecars start before the container, and count in the progress deadline', () => {
    const slow = { probe: 'exec', readyCommand: ['ready'], startsWithin: Duration.minutes(10) } as const;
    const resources = { cpu: Cpu.millis(10), memory: Size.mebibytes(16) };
    const sidecars = ['mesh', 'proxy'].map((name) => ({
      name,
      image: 'ghcr.io/acme/x:1.0.0',
      resources,
      health: slow,
    }));
    const health = { startsWithin: Duration.minutes(1) };
    // 10 minutes, 10 minutes and 1 minute, each 5 seconds later when it is asked late, and 5 minutes more
    expect(only('Deployment', service({ health, sidecars })).spec.progressDeadlineSeconds).toBe(26 * 60 + 15);
    expect(problems(service({ health, sidecars, rollout: { progressDeadline: Duration.minutes(21) } }))).toEqual([
      expect.stringContaining('is not longer than a pod takes to count: 1275s to start + 0s minReady'),
    ]);
  });

  test('a progress deadline between the declared start and the last question for it is refused', () => {
    const health = { startsWithin: Duration.seconds(597) };
    expect(problems(service({ health, rollout: { progressDeadline: Duration.seconds(604) } }))).toEqual([
      expect.stringContaining('605s to start'),
    ]);
  });

  test('no time to leave the endpoints means no sleep', () => {
    expect(containerOf({ shutdown: { endpointRemoval: Duration.seconds(0) } })).not.toHaveProperty('lifecycle');
  });

  test('traffic follows declared calls, wherever they are declared', () => {
    const policy = only('NetworkPolicy', (chart) => {
      const api = service()(chart);
      api.calls(PostgresEndpoint.of({ name: 'orders', host: 'db.example', cidrs: ['10.1.0.0/24'] }));
      api.acceptsFrom(External.pods('entry', { namespace: 'edge', podLabels: { app: 'gateway' } }));
    });
    expect(policy.spec.egress?.[0]).toEqual({
      to: [{ ipBlock: { cidr: '10.1.0.0/24' } }],
      ports: [{ port: 5432, protocol: 'TCP' }],
    });
    expect(policy.spec.ingress).toEqual([
      {
        from: [
          {
            namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'edge' } },
            podSelector: { matchLabels: { app: 'gateway' } },
          },
        ],
        ports: [{ port: 8080, protocol: 'TCP' }],
      },
    ]);
  });

  test('two services that call each other open both ends, each in its own namespace', () => {
    const policies = objects((chart) => {
      const web = service({ name: 'web', namespace: 'front' })(chart);
      const api = new WebService(chart, 'second', { ...REQUIRED, name: 'api', namespace: 'back', port: 9090 });
      web.calls(api);
    }).filter(({ kind }) => kind === 'NetworkPolicy');
    const [web, api] = policies;
    expect(web?.spec.egress?.[0]?.ports).toEqual([{ port: 9090, protocol: 'TCP' }]);
    expect(web?.spec.egress?.[0]?.to?.[0]?.namespaceSelector?.matchLabels).toEqual({
      'kubernetes.io/metadata.name': 'back',
    });
    expect(api?.spec.ingress?.[0]?.from?.[0]?.podSelector?.matchLabels).toEqual({ 'app.kubernetes.io/name': 'web' });
  });

  describe('refusals', () => {
    const refused: [title: string, props: Partial<WebServiceProps>, message: string][] = [
      [
        'an image without a tag',
        { image: 'ghcr.io/acme/shop' },
        "image 'ghcr.io/acme/shop' has neither tag nor digest",
      ],
      [
        'an image that moves',
        { image: 'ghcr.io/acme/shop:latest' },
        "image 'ghcr.io/acme/shop:latest' is pinned to 'latest'",
      ],
      ['a port out of range', { port: 70000 }, 'port 70000 is not a port; allowed: a whole number from 1 to 65535'],
      ['a Service port out of range', { servicePort: 0 }, 'servicePort 0 is not a port'],
      ['a name that is no DNS label', { name: 'Shop_API' }, "name 'Shop_API' is not a valid DNS name"],
      ['a name that is too long', { name: 'a'.repeat(64) }, 'is 64 characters long; allowed: at most 63'],
      ['a namespace that is no DNS label', { namespace: 'my.shop' }, "namespace 'my.shop' is not a valid DNS name"],
      ['no pods', { scale: { replicas: 0 } }, 'scale.replicas 0 is not a number of pods'],
      [
        'more pods at least than at most',
        { scale: { min: 5, max: 3, cpu: Percent.of(70) } },
        'scale.min 5 is more than scale.max (3)',
      ],
      ['a range without a load', { scale: { min: 1, max: 3 } }, 'scale names no load to scale on'],
      [
        'CPU over its limit',
        { resources: { cpu: Cpu.units(2), memory: Size.gibibytes(1), cpuLimit: Cpu.units(1) } },
        "resources.cpu '2' is over its limit (1)",
      ],
      [
        'memory over its limit',
        { resources: { cpu: Cpu.units(1), memory: Size.gibibytes(2), memoryLimit: Size.gibibytes(1) } },
        "resources.memory '2Gi' is over its limit (1Gi)",
      ],
      [
        'a grace period that does not fit',
        { shutdown: { drain: Duration.seconds(60), gracePeriod: Duration.seconds(30) } },
        "shutdown.gracePeriod '30s' is shorter than what a shutdown takes: endpointRemoval 10s + drain 60s = 70s",
      ],
      [
        'a health path without a slash',
        { health: { readyPath: 'health' } },
        "health.readyPath 'health' is not an HTTP path",
      ],
      [
        'liveness that asks what readiness asks',
        { health: { readyPath: '/up', livePath: '/up' } },
        "health.livePath '/up' is what readiness asks",
      ],
      [
        'a rollout in which no pod can move',
        { rollout: { maxSurge: 0 } },
        "rollout.maxSurge '0' lets no pod come while rollout.maxUnavailable (0) lets none go",
      ],
      [
        'a writable path that is the root',
        { writablePaths: [{ path: '/' }] },
        "writablePaths[0].path '/' is not a folder that can be mounted",
      ],
      [
        'secrets without a store',
        { secrets: [SecretRef.env('KEY', 'prod/key')] },
        'secretStore is missing, so the 1 secret(s) come from nowhere',
      ],
      [
        'a variable that is both plain and secret',
        { environment: { KEY: 'x' }, secrets: [SecretRef.env('KEY', 'prod/key')] },
        'environment.KEY is also a secret',
      ],
    ];

    test.each(refused)('rejects %s', (_title, props, message) => {
      const found = problems(service(props));
      expect(found).toContainEqual(expect.stringContaining(message));
      for (const line of found) expect(line).toMatch(/^\[shop\/api/);
    });

    test('rejects a chart without a namespace when none is given', () => {
      const found = problems((chart) => new WebService(new Chart(chart, 'bare'), 'api', REQUIRED));
      expect(found).toEqual([expect.stringContaining('namespace is missing; allowed: an explicit namespace')]);
    });

    test('everything that is wrong is told at once', () => {
      expect(problems(service({ image: 'shop', port: -1, name: 'X' }))).toHaveLength(3);
    });

    test('rejects a sleep before the end on a cluster that has no such hook', () => {
      expect(problems(service(), { kubernetes: '1.29' })).toEqual([
        "[shop/api] shutdown.endpointRemoval needs Kubernetes 1.30 or newer, which environment 'test' does not declare; upgrade the cluster or do without shutdown.endpointRemoval",
      ]);
    });
  });
});
