import { CONTAINER, deployment, deploymentOf, found, messages, object, service, token } from '../objects';

describe('probe-port', () => {
  const rule = 'probe-port';

  test('accepts numbers, which a container may listen on without declaring them, also in quotes', () => {
    for (const port of [9999, '9999', 'http'])
      expect(messages(rule, deploymentOf({ livenessProbe: { tcpSocket: { port } } }))).toEqual([]);
  });

  test('looks at every probe and hook', () => {
    const handler = { httpGet: { path: '/', port: 'web' } };
    const all = {
      startupProbe: handler,
      readinessProbe: handler,
      livenessProbe: handler,
      lifecycle: { preStop: handler },
    };
    expect(messages(rule, deploymentOf(all))).toEqual(
      ['startupProbe', 'readinessProbe', 'livenessProbe', 'preStop'].map(
        (field) => `container api asks port 'web' in ${field}, and has http`,
      ),
    );
  });
});

describe('liveness-equals-readiness', () => {
  const rule = 'liveness-equals-readiness';
  const probe = { httpGet: { path: '/healthz', port: 'http' } };
  const both = (liveness: object, readiness: object) =>
    messages(rule, deploymentOf({ livenessProbe: liveness, readinessProbe: readiness }));

  test.each([
    ['the same', {}, {}, 1],
    ['more tries', { failureThreshold: 4 }, {}, 0],
    ['longer between tries', { periodSeconds: 11 }, {}, 0],
    ['less patient', { periodSeconds: 5 }, {}, 1],
    ['as patient in other numbers', { periodSeconds: 5, failureThreshold: 6 }, {}, 1],
  ])('%s', (_title, liveness, readiness, count) => {
    expect(both({ ...probe, ...liveness }, { ...probe, ...readiness })).toHaveLength(count);
  });

  test('accepts another path, and one of them alone', () => {
    expect(both({ httpGet: { path: '/livez', port: 'http' } }, probe)).toEqual([]);
    expect(messages(rule, deploymentOf({ livenessProbe: probe, readinessProbe: undefined }))).toEqual([]);
  });
});

describe('liveness-calls-dependencies', () => {
  const liveness = (livenessProbe: object) => messages('liveness-calls-dependencies', deploymentOf({ livenessProbe }));
  const command = (text: string) => liveness({ exec: { command: ['sh', '-c', text] } });

  test.each([
    'pg_isready -h orders.db.example.com',
    'pg_isready --host=$DB_HOST',
    'curl -f http://payments.shop.svc/health',
    'curl https://user:x@api.example.com/',
  ])('warns of %s', (text) => {
    expect(command(text)).toHaveLength(1);
  });

  test.each([
    'pg_isready -h localhost',
    'pg_isready -h 127.0.0.1',
    'curl -f http://localhost:8080/livez',
    'curl http://[::1]:8080/',
    'wget http://$HOSTNAME:8080/livez',
    'df -h /data',
    'test -f /tmp/alive',
  ])('accepts %s', (text) => {
    expect(command(text)).toEqual([]);
  });

  test('warns of a host in a request, and leaves readiness alone', () => {
    expect(liveness({ httpGet: { host: 'db.example.com', path: '/', port: 80 } })).toHaveLength(1);
    expect(
      messages(
        'liveness-calls-dependencies',
        deploymentOf({ readinessProbe: { exec: { command: ['pg_isready', '-h', 'a.b'] } } }),
      ),
    ).toEqual([]);
  });
});

describe('missing-readiness-probe', () => {
  const rule = 'missing-readiness-probe';
  const pods = deploymentOf({ readinessProbe: undefined });

  test('asks for one only behind a Service', () => {
    expect(messages(rule, pods)).toEqual([]);
    expect(messages(rule, pods, service({}))).toHaveLength(1);
    expect(messages(rule, pods, service({}), service({}, { name: 'second' }))).toHaveLength(1);
    expect(messages(rule, pods, service({ publishNotReadyAddresses: true }))).toEqual([]);
  });

  test('is content with one container of several', () => {
    const proxy = { ...CONTAINER, name: 'proxy', readinessProbe: undefined };
    expect(messages(rule, deployment({ pod: { containers: [CONTAINER, proxy] } }), service({}))).toEqual([]);
  });
});

describe('duplicate-name', () => {
  test('rejects volumes, ports and mount paths of one name, each once', () => {
    const volumeMounts = ['/a', '/a', '/a', '/b'].map((mountPath) => ({ name: 'v', mountPath }));
    const ports = [{ name: 'http' }, { name: 'http' }, {}, {}];
    expect(
      messages('duplicate-name', deploymentOf({ ports, volumeMounts }, { volumes: [{ name: 'v' }, { name: 'v' }] })),
    ).toEqual([
      "has two volumes named 'v'",
      "container api has two ports named 'http'",
      'container api mounts two volumes at /a',
    ]);
  });

  test('an init container may not have the name of another', () => {
    expect(messages('duplicate-name', deployment({ pod: { initContainers: [CONTAINER] } }))).toHaveLength(1);
  });
});

describe('unresolved-variable', () => {
  const rule = 'unresolved-variable';
  const env = (variables: Record<string, string>, container: object = {}) =>
    found(rule, [
      deploymentOf({ ...container, env: Object.entries(variables).map(([name, value]) => ({ name, value })) }),
    ]).map(({ severity }) => severity);

  test('is an error when it is set later, and a warning when it is not set', () => {
    expect(env({ A: '$(B)', B: '1' })).toEqual(['error']);
    expect(env({ A: '$(B)' })).toEqual(['warning']);
    expect(env({ B: '1', A: '$(B)' })).toEqual([]);
  });

  test('accepts what is meant literally, commands of a shell, and what may come from elsewhere', () => {
    expect(env({ A: '$$(B)', C: '$(date)', D: '${B}', E: '$(SHOP_API_SERVICE_HOST)' })).toEqual([]);
    expect(env({ A: '$(B)' }, { envFrom: [{ configMapRef: { name: 'more' } }] })).toEqual([]);
  });
});

test('missing-volume knows the claim templates of a StatefulSet', () => {
  const pod = { containers: [{ ...CONTAINER, volumeMounts: [{ name: 'data', mountPath: '/data' }] }] };
  const volumeClaimTemplates = [{ metadata: { name: 'data' }, spec: {} }];
  expect(messages('missing-volume', deployment({ kind: 'StatefulSet', pod }))).toHaveLength(1);
  expect(messages('missing-volume', deployment({ kind: 'StatefulSet', pod, spec: { volumeClaimTemplates } }))).toEqual(
    [],
  );
});

test('missing-volume tells of a mount without a name, looks at devices, and waits for names of a deployment', () => {
  const rule = 'missing-volume';
  const mounting = (container: Parameters<typeof deploymentOf>[0], volumes: unknown) =>
    deploymentOf(container, { volumes });
  const nameless = { volumeMounts: [{ mountPath: '/data' }] };
  expect(messages(rule, mounting(nameless, [{ emptyDir: {} }]))).toEqual([
    "container api mounts volume '', which its pod does not have",
  ]);
  const device = { volumeDevices: [{ name: 'disk', devicePath: '/dev/disk' }] };
  expect(messages(rule, mounting(device, [{ name: 'disk' }]))).toEqual([]);
  expect(messages(rule, mounting(device, [{ name: 'data' }]))).toHaveLength(1);
  expect(messages(rule, mounting(device, [{ name: token(1) }]))).toEqual([]);
  expect(messages(rule, mounting(device, token(1)))).toEqual([]);
});

test('writable-root-filesystem leaves Windows, debugging and what a deployment decides alone', () => {
  const rule = 'writable-root-filesystem';
  const bare = { ...CONTAINER, securityContext: undefined };
  expect(messages(rule, deployment({ pod: { containers: [CONTAINER, { ...bare, name: 'proxy' }] } }))).toEqual([
    'container proxy has a writable root file system',
  ]);
  expect(messages(rule, deployment({ pod: { os: { name: 'windows' }, containers: [bare] } }))).toEqual([]);
  expect(messages(rule, deployment({ pod: { ephemeralContainers: [bare] } }))).toEqual([]);
  for (const securityContext of [token(1), { readOnlyRootFilesystem: token(1) }])
    expect(messages(rule, deploymentOf({ securityContext }))).toEqual([]);
});

test('unbounded-scratch-volume accepts a limit of every container, but not for memory', () => {
  const rule = 'unbounded-scratch-volume';
  const resources = { limits: { 'ephemeral-storage': '1Gi' } };
  const on = (emptyDir: object) =>
    messages(rule, deploymentOf({ resources }, { volumes: [{ name: 'tmp', emptyDir }] }));
  expect(on({})).toEqual([]);
  expect(on({ medium: 'Memory' })).toEqual(['volume tmp has no sizeLimit']);
});

describe('unneeded-token', () => {
  const rule = 'unneeded-token';
  const pods = deployment({ pod: { automountServiceAccountToken: undefined, serviceAccountName: 'reader' } });
  const account = (rest: object) => object('v1', 'ServiceAccount', { name: 'reader' }, { ...rest });

  test('accepts what pod or account decide, and accounts that a role is bound to', () => {
    expect(messages(rule, pods)).toHaveLength(1);
    expect(messages(rule, pods, account({ automountServiceAccountToken: false }))).toEqual([]);
    expect(messages(rule, deployment({ pod: { automountServiceAccountToken: true } }))).toEqual([]);
    const binding = object(
      'rbac.authorization.k8s.io/v1',
      'RoleBinding',
      {},
      {
        subjects: [{ kind: 'ServiceAccount', name: 'reader' }],
      },
    );
    expect(messages(rule, pods, binding)).toEqual([]);
  });
});

describe('field-not-served', () => {
  const at = (minor: number, ...objects: Parameters<typeof found>[1][]) =>
    found('field-not-served', objects.flat(), { kubernetes: { minor }, customResources: new Set() }).length;

  test.each([
    ['a sidecar', 29, deployment({ pod: { initContainers: [{ name: 'mesh', restartPolicy: 'Always' }] } })],
    ['a sleep before the end', 30, deploymentOf({ lifecycle: { preStop: { sleep: { seconds: 5 } } } })],
    ['an AppArmor profile', 30, deploymentOf({ securityContext: { appArmorProfile: { type: 'RuntimeDefault' } } })],
    ['own users', 33, deployment({ pod: { hostUsers: false } })],
    ['resources of the pod', 34, deployment({ pod: { resources: { requests: { cpu: 1 } } } })],
    [
      'tolerance',
      35,
      object('autoscaling/v2', 'HorizontalPodAutoscaler', {}, { spec: { behavior: { scaleUp: { tolerance: 0 } } } }),
    ],
    ['none at the fewest', 37, object('autoscaling/v2', 'HorizontalPodAutoscaler', {}, { spec: { minReplicas: 0 } })],
    [
      'eviction of unhealthy pods',
      27,
      object('policy/v1', 'PodDisruptionBudget', {}, { spec: { unhealthyPodEvictionPolicy: 'AlwaysAllow' } }),
    ],
    ['nearby endpoints', 31, object('v1', 'Service', {}, { spec: { trafficDistribution: 'PreferClose' } })],
  ])('%s works from 1.%i', (_title, since, used) => {
    expect([at(since - 1, [used]), at(since, [used])]).toEqual([1, 0]);
  });
});
