import { containsRange } from '../../../src/core/cidr';
import type { Party } from '../../../src/core/party';
import { check } from '../../../src/checks';
import { deployment, deploymentOf, found, messages, namespaced, object, service, token } from '../objects';

type Plain = Readonly<Record<string, unknown>>;
const RBAC = 'rbac.authorization.k8s.io/v1';
const policy = (spec: Plain, name = 'api') => object('networking.k8s.io/v1', 'NetworkPolicy', { name }, { spec });

describe('route-backend', () => {
  const rule = 'route-backend';
  const ingress = (backend: Plain) =>
    object('networking.k8s.io/v1', 'Ingress', {}, { spec: { rules: [{ http: { paths: [{ path: '/', backend }] } }] } });
  const to = (name: string, port: Plain) =>
    messages(rule, service({ ports: [{ name: 'web', port: 80 }] }), ingress({ service: { name, port } }));

  test('knows ports by number and by name', () => {
    expect([to('api', { number: 80 }), to('api', { name: 'web' })]).toEqual([[], []]);
    expect(to('api', { number: 8080 })).toEqual(["leads to port 8080 of Service 'api', which has 80, web"]);
    expect(to('api', { name: 'http' })).toHaveLength(1);
    expect(to('web', { number: 80 })).toEqual(["leads to Service 'web', which is not in namespace 'shop'"]);
  });

  test('leaves actions of a load balancer and backends of other kinds alone', () => {
    expect(to('redirect', { name: 'use-annotation' })).toEqual([]);
    expect(messages(rule, ingress({ resource: { kind: 'StorageBucket', name: 'x' } }))).toEqual([]);
  });

  test('leaves Services of a namespace alone that somebody else renders', () => {
    const route = object(
      'gateway.networking.k8s.io/v1',
      'HTTPRoute',
      {},
      {
        spec: { rules: [{ backendRefs: [{ name: 'x', namespace: 'other', port: 80 }] }] },
      },
    );
    expect(messages(rule, route)).toEqual([]);
    expect(messages(rule, route, service({}, { namespace: 'other' }))).toHaveLength(1);
    expect(messages('route-without-grant', route)).toEqual([]);
  });
});

describe('role-binding-reference', () => {
  const rule = 'role-binding-reference';
  const binding = (subject: Plain, roleRef: Plain = { kind: 'ClusterRole', name: 'view' }) =>
    object(
      RBAC,
      'RoleBinding',
      {},
      { roleRef, subjects: [{ kind: 'ServiceAccount', name: 'reader', namespace: 'shop', ...subject }] },
    );

  test('judges accounts of namespaces alone that are rendered here', () => {
    expect(messages(rule, binding({}))).toEqual([]);
    expect(messages(rule, binding({}), namespaced('shop'))).toHaveLength(1);
    expect(messages(rule, binding({ namespace: 'other' }), namespaced('shop'))).toEqual([]);
    expect(messages(rule, binding({ name: 'default' }), namespaced('shop'))).toEqual([]);
    expect(messages(rule, binding({ kind: 'Group' }), namespaced('shop'))).toEqual([]);
  });

  test('rejects an account without its namespace, and a Role that is not there', () => {
    expect(messages(rule, binding({ namespace: undefined }))).toEqual([
      "names ServiceAccount 'reader' without a namespace",
    ]);
    expect(messages(rule, binding({}, { kind: 'Role', name: 'reader' }))).toEqual([
      "binds Role 'reader', which is not in namespace 'shop'",
    ]);
  });
});

describe('stateful-set-service', () => {
  const rule = 'stateful-set-service';
  const set = (serviceName?: string) => deployment({ kind: 'StatefulSet', spec: { serviceName } });

  test('rejects one that is missing, has an address, or selects others', () => {
    expect(messages(rule, set('api'))).toEqual(["names Service 'api', which is not in namespace 'shop'"]);
    expect(messages(rule, set('api'), service({ selector: { app: 'web' } }))).toEqual([
      "names Service 'api', which is not headless (clusterIP: None)",
      "names Service 'api', which does not select its pods",
    ]);
    expect(messages(rule, set('api'), service({ clusterIP: 'None' }))).toEqual([]);
    expect(messages(rule, set())).toEqual([]);
  });
});

describe('call-not-allowed', () => {
  const pods = (app: string): Party => ({
    name: app,
    peers: [{ namespace: 'shop', labels: { app } }],
    ports: [{ port: 80 }],
  });
  const [api, web] = [pods('api'), pods('web')];
  const both = [deployment(), deployment({ name: 'web' })];
  const calls = (...policies: ReturnType<typeof policy>[]) =>
    check({ objects: [...both, ...policies], calls: [{ caller: web, callee: api }] })
      .filter(({ rule }) => rule === 'call-not-allowed')
      .map(({ path }) => path);
  const deny = policy({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] }, 'deny');
  const ends = (from: unknown, to: unknown, ports?: unknown) => [
    deny,
    policy({ podSelector: { matchLabels: { app: 'api' } }, ingress: [{ from, ports }] }),
    policy({ podSelector: { matchLabels: { app: 'web' } }, policyTypes: ['Egress'], egress: [{ to, ports }] }, 'web'),
  ];
  const peer = (app: string) => [{ podSelector: { matchLabels: { app } } }];

  test('without policies everything is open', () => {
    expect(calls()).toEqual([]);
  });

  test('rejects both ends that are closed, and the one that is', () => {
    expect(calls(deny)).toEqual(['app/api/Deployment', 'app/web/Deployment']);
    expect(calls(policy({ podSelector: {} }))).toEqual(['app/api/Deployment']);
    expect(calls(policy({ podSelector: {}, policyTypes: ['Egress'] }))).toEqual(['app/web/Deployment']);
  });

  test('a policy without types is about egress when it has such rules, as the API server fills it in', () => {
    const web = (egress: readonly object[]) => policy({ podSelector: { matchLabels: { app: 'web' } }, egress });
    expect(calls(web([]))).toEqual([]);
    expect(calls(web([{ to: peer('web') }]))).toEqual(['app/web/Deployment']);
  });

  test.each([
    ['both ends by label', ends(peer('web'), peer('api')), 0],
    ['another label', ends(peer('api'), peer('web')), 2],
    ['all pods of the namespace', ends([{ podSelector: {} }], [{ podSelector: {} }]), 0],
    ['everybody', ends(undefined, undefined), 0],
    ['another port', ends(undefined, undefined, [{ port: 443 }]), 2],
    ['a range of ports', ends(undefined, undefined, [{ port: 1, endPort: 80 }]), 0],
    ['a range that ends before', ends(undefined, undefined, [{ port: 1, endPort: 79 }]), 2],
    ['another protocol', ends(undefined, undefined, [{ port: 80, protocol: 'UDP' }]), 2],
    [
      'another namespace',
      ends([{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'x' } } }], peer('api')),
      1,
    ],
    [
      'namespaces by other labels, which may fit',
      ends([{ namespaceSelector: { matchLabels: { team: 'x' } } }], peer('api')),
      0,
    ],
    ['addresses, where pods are asked for', ends([{ ipBlock: { cidr: '0.0.0.0/0' } }], peer('api')), 1],
  ])('%s', (_title, policies, count) => {
    expect(calls(...policies)).toHaveLength(count);
  });
});

test.each([
  ['10.0.0.0/8', '10.30.64.0/20', true],
  ['10.30.64.0/20', '10.30.64.0/20', true],
  ['10.30.64.0/20', '10.0.0.0/8', false],
  ['10.30.64.0/20', '10.30.80.0/24', false],
  ['0.0.0.0/0', '192.0.2.1/32', true],
  ['2001:db8::/32', '2001:db8:1::/48', true],
  ['::/0', '10.0.0.0/8', false],
])('%s has all of %s in it: %p', (range, inner, expected) => {
  expect(containsRange(range, inner)).toBe(expected);
});

describe('call-port', () => {
  const web: Party = { name: 'web', peers: [{ cidr: '10.0.0.0/24' }], ports: [] };
  const found = (...ports: Party['ports']) =>
    check({
      objects: [deployment()],
      calls: [{ caller: web, callee: { name: 'api', peers: [{ namespace: 'shop', labels: { app: 'api' } }], ports } }],
    })
      .filter(({ rule }) => rule === 'call-port')
      .map(({ path, message, severity }) => `${severity} ${path}: ${message}`);

  test('rejects a port that the called pods do not have, and names those that they have', () => {
    expect(found({ port: 80 }, { port: 3000 })).toEqual([
      "warning app/api/Deployment: 'web' calls 'api' on port 80 (TCP), which Deployment api does not have; it has 3000 (TCP)",
    ]);
    expect(found({ port: 3000, protocol: 'UDP' })).toHaveLength(1);
    expect(found({ port: 3000 })).toEqual([]);
  });

  test('knows nothing of ports that only a deployment knows, of pods that declare none, and of those elsewhere', () => {
    const callee = (namespace: string, port: number): Party => ({
      name: 'api',
      peers: [{ namespace, labels: { app: 'api' } }],
      ports: [{ port }],
    });
    const messagesOf = (object: ReturnType<typeof deployment>, to: Party) =>
      check({ objects: [object], calls: [{ caller: web, callee: to }] }).filter(({ rule }) => rule === 'call-port');
    expect(messagesOf(deploymentOf({ ports: [] }), callee('shop', 80))).toEqual([]);
    expect(messagesOf(deployment(), callee('elsewhere', 80))).toEqual([]);
    expect(messagesOf(deploymentOf({ ports: [{ containerPort: token(0) }] }), callee('shop', 80))).toEqual([]);
  });
});

test('two-secret-owners counts rendered Secrets, and not those that are merged into', () => {
  const synced = (name: string, target: Plain) =>
    object('external-secrets.io/v1', 'ExternalSecret', { name }, { spec: { target: { name: 'db', ...target } } });
  const rule = 'two-secret-owners';
  expect(messages(rule, object('v1', 'Secret', { name: 'db' }, {}), synced('a', {}))).toEqual([
    "makes Secret 'db', which is rendered too",
  ]);
  expect(messages(rule, synced('a', {}), synced('b', { creationPolicy: 'Merge' }))).toEqual([]);
  expect(messages(rule, synced('a', {}), synced('b', {}))).toEqual([
    "makes Secret 'db', which is made by external-secrets.io/v1 ExternalSecret shop/a too",
  ]);
});

test('selectors of nobody are told only where pods are rendered at all', () => {
  const closed = policy({ podSelector: { matchLabels: { app: 'x' } } });
  expect(messages('network-policy-without-pods', closed)).toEqual([]);
  expect(messages('network-policy-without-pods', closed, deployment())).toHaveLength(1);
  expect(messages('network-policy-without-pods', policy({ podSelector: {} }), deployment())).toEqual([]);
});

test('pods that a controller makes are not missed by network-policy-without-pods', () => {
  const selecting = (label: string) => policy({ podSelector: { matchLabels: { [label]: 'x' } } });
  const found = (label: string) => messages('network-policy-without-pods', selecting(label), deployment()).length;
  expect(found('gateway.networking.k8s.io/gateway-name')).toBe(0);
  expect(found('acme.cert-manager.io/http01-solver')).toBe(0);
  expect(found('gateway')).toBe(1);
});

test('invalid-name knows what each kind may have', () => {
  const named = (apiVersion: string, kind: string, name: string) =>
    messages('invalid-name', object(apiVersion, kind, { name }, {})).length;
  expect([named('batch/v1', 'CronJob', 'a'.repeat(52)), named('batch/v1', 'CronJob', 'a'.repeat(53))]).toEqual([0, 1]);
  expect([named('v1', 'Service', 'a.b'), named('v1', 'ConfigMap', 'a.b')]).toEqual([1, 0]);
  expect(named(RBAC, 'ClusterRole', 'system:shop')).toBe(0);
});

test('invalid-name takes a Service that starts with a digit where the cluster does: from Kubernetes 1.36', () => {
  const named = (kind: string, minor: number) =>
    found('invalid-name', [object('v1', kind, { name: '3scale' }, {})], {
      kubernetes: { minor },
      customResources: new Set(),
    }).map(({ message }) => message);
  expect(named('Service', 35)).toEqual([
    "name '3scale' starts with a digit, which a Service may from Kubernetes 1.36, and the cluster is 1.35",
  ]);
  expect([...named('Service', 36), ...named('ConfigMap', 35)]).toEqual([]);
  expect(messages('invalid-name', object('v1', 'Service', { name: '3scale' }, {}))).toEqual([]);
});

test.each([
  ['settings', 1],
  ['settings-production', 1],
  ['settings-5f3a9c1b', 0],
  ['settings-v2', 0],
  ['settings-2027-01-31', 0],
])('immutable-configuration: %s, %p findings', (name, count) => {
  expect(messages('immutable-configuration', object('v1', 'ConfigMap', { name }, { immutable: true }))).toHaveLength(
    count,
  );
});

test('claim-without-size-or-class asks for a size everywhere, and for a class where classes are declared', () => {
  const claim = (spec: Plain) => object('v1', 'PersistentVolumeClaim', { name: 'data' }, { spec });
  const sized = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };
  const classes = { kubernetes: { minor: 36 }, customResources: new Set<string>(), storageClasses: new Set(['gp3']) };
  const rule = 'claim-without-size-or-class';
  expect(found(rule, [claim({ accessModes: ['ReadWriteOnce'] })])).toMatchObject([{ severity: 'error' }]);
  expect(found(rule, [claim(sized)])).toEqual([]);
  expect(found(rule, [claim(sized)], classes)).toMatchObject([{ severity: 'warning' }]);
  expect(found(rule, [claim({ ...sized, volumeName: 'old' })], classes)).toEqual([]);
});
