import { ApiObject, App, Chart } from 'cdk8s';
import { render } from '../../src/synth';

interface Definition {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly [field: string]: unknown;
}

const inShop = (name: string) => ({ name, namespace: 'shop' });

/** Kinds in the order in which they come out when the user is declared first and what it refers to last. */
function order(...definitions: Definition[]): string[] {
  const app = new App();
  const chart = new Chart(app, 'shop');
  definitions.forEach((definition, index) => new ApiObject(chart, String(index), definition));
  return render(app, { checks: false }).map(({ kind }) => kind);
}

function podUser(spec: Record<string, unknown>): Definition {
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: inShop('user'), spec: { template: { spec } } };
}

const core = (kind: string, name = 'it'): Definition => ({ apiVersion: 'v1', kind, metadata: inShop(name) });
const cluster = (apiVersion: string, kind: string): Definition => ({ apiVersion, kind, metadata: { name: 'it' } });
const custom = (apiVersion: string, kind: string, spec: unknown, name = 'user'): Definition => ({
  apiVersion,
  kind,
  metadata: inShop(name),
  spec,
});

const SCALED = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'it' };

test.each<[string, Definition, Definition]>([
  ['a namespace', core('ConfigMap'), { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }],
  ['a service account', podUser({ serviceAccountName: 'it' }), core('ServiceAccount')],
  ['a priority class', podUser({ priorityClassName: 'it' }), cluster('scheduling.k8s.io/v1', 'PriorityClass')],
  ['a runtime class', podUser({ runtimeClassName: 'it' }), cluster('node.k8s.io/v1', 'RuntimeClass')],
  ['a pull secret', podUser({ imagePullSecrets: [{ name: 'it' }] }), core('Secret')],
  ['a secret volume', podUser({ volumes: [{ name: 'v', secret: { secretName: 'it' } }] }), core('Secret')],
  ['a config volume', podUser({ volumes: [{ name: 'v', configMap: { name: 'it' } }] }), core('ConfigMap')],
  [
    'a projected secret',
    podUser({ volumes: [{ projected: { sources: [{ secret: { name: 'it' } }] } }] }),
    core('Secret'),
  ],
  ['a claim', podUser({ volumes: [{ persistentVolumeClaim: { claimName: 'it' } }] }), core('PersistentVolumeClaim')],
  [
    'config of one env value',
    podUser({ containers: [{ env: [{ valueFrom: { configMapKeyRef: { name: 'it' } } }] }] }),
    core('ConfigMap'),
  ],
  [
    'a secret of one env value',
    podUser({ containers: [{ env: [{ valueFrom: { secretKeyRef: { name: 'it' } } }] }] }),
    core('Secret'),
  ],
  [
    'config of all env values',
    podUser({ containers: [{ envFrom: [{ configMapRef: { name: 'it' } }] }] }),
    core('ConfigMap'),
  ],
  [
    'a secret of all env values',
    podUser({ initContainers: [{ envFrom: [{ secretRef: { name: 'it' } }] }] }),
    core('Secret'),
  ],
  [
    'the external secret that will write the secret',
    podUser({ containers: [{ envFrom: [{ secretRef: { name: 'keys' } }] }] }),
    custom('external-secrets.io/v1', 'ExternalSecret', { target: { name: 'keys' } }, 'it'),
  ],
  [
    'the external secret of the same name, without a target',
    podUser({ containers: [{ envFrom: [{ secretRef: { name: 'it' } }] }] }),
    custom('external-secrets.io/v1', 'ExternalSecret', {}, 'it'),
  ],
  [
    'the certificate that will write the secret',
    custom('networking.k8s.io/v1', 'Ingress', { tls: [{ secretName: 'tls' }] }),
    custom('cert-manager.io/v1', 'Certificate', { secretName: 'tls' }, 'it'),
  ],
  [
    'the store of an external secret',
    custom('external-secrets.io/v1', 'ExternalSecret', { secretStoreRef: { name: 'it' } }),
    custom('external-secrets.io/v1', 'SecretStore', {}, 'it'),
  ],
  [
    'the cluster store of an external secret',
    custom('external-secrets.io/v1', 'ExternalSecret', { secretStoreRef: { name: 'it', kind: 'ClusterSecretStore' } }),
    cluster('external-secrets.io/v1', 'ClusterSecretStore'),
  ],
  [
    'a storage class',
    custom('v1', 'PersistentVolumeClaim', { storageClassName: 'it' }),
    cluster('storage.k8s.io/v1', 'StorageClass'),
  ],
  [
    'the target of an autoscaler',
    custom('autoscaling/v2', 'HorizontalPodAutoscaler', { scaleTargetRef: SCALED }),
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata: inShop('it'), spec: {} },
  ],
  [
    'the rollout of an autoscaler',
    custom('autoscaling/v2', 'HorizontalPodAutoscaler', {
      scaleTargetRef: { ...SCALED, apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout' },
    }),
    custom('argoproj.io/v1alpha1', 'Rollout', {}, 'it'),
  ],
  [
    'the role of a binding',
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: inShop('user'),
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'it' },
    },
    { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: inShop('it') },
  ],
  [
    'the cluster role of a binding',
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: inShop('user'),
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'it' },
    },
    cluster('rbac.authorization.k8s.io/v1', 'ClusterRole'),
  ],
  [
    'the account of a binding, in its own namespace',
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: 'user' },
      subjects: [{ kind: 'ServiceAccount', name: 'it', namespace: 'shop' }],
    },
    core('ServiceAccount'),
  ],
  [
    'the service of an ingress',
    custom('networking.k8s.io/v1', 'Ingress', {
      rules: [{ http: { paths: [{ backend: { service: { name: 'it' } } }] } }],
    }),
    core('Service'),
  ],
  [
    'the gateway of a route, in another namespace',
    custom('gateway.networking.k8s.io/v1', 'HTTPRoute', { parentRefs: [{ name: 'it', namespace: 'edge' }] }),
    { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway', metadata: { name: 'it', namespace: 'edge' } },
  ],
  [
    'the definition of its kind',
    custom('example.com/v1', 'Widget', {}),
    {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'widgets.example.com' },
      spec: { group: 'example.com', names: { kind: 'Widget' }, scope: 'Namespaced' },
    },
  ],
])('an object comes after %s', (_, user, used) => {
  expect(order(user, used)).toEqual([used.kind, user.kind]);
});

test.each<[string, Definition, Definition]>([
  [
    'in another namespace',
    podUser({ serviceAccountName: 'it' }),
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'it', namespace: 'other' } },
  ],
  ['of another name', podUser({ serviceAccountName: 'it' }), core('ServiceAccount', 'other')],
  ['of another group', podUser({ serviceAccountName: 'it' }), custom('example.com/v1', 'ServiceAccount', {}, 'it')],
  [
    'that data of a ConfigMap only seems to name',
    { ...core('ConfigMap', 'user'), data: { serviceAccountName: 'it' } },
    core('ServiceAccount'),
  ],
  [
    'that a label only seems to name',
    podUser({ nodeSelector: {}, labels: { serviceAccountName: 'it' } }),
    core('ServiceAccount'),
  ],
])('an object does not wait for one %s', (_, user, other) => {
  expect(order(user, other)).toEqual([user.kind, other.kind]);
});

test('a stateful workload does not wait for its own headless Service, which waits for pods', () => {
  const user = custom('apps/v1', 'StatefulSet', { serviceName: 'it' });
  expect(order(user, core('Service'))).toEqual(['StatefulSet', 'Service']);
});
