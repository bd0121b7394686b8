import { Chart, type ApiObject } from 'cdk8s';
import { Deployment, StatefulSet } from '../../src/kinds/apps';
import { HorizontalPodAutoscaler } from '../../src/kinds/autoscaling';
import { CronJob, Job } from '../../src/kinds/batch';
import { Certificate, ClusterIssuer, Issuer } from '../../src/kinds/cert-manager';
import { BackendTrafficPolicy, ClientTrafficPolicy, SecurityPolicy } from '../../src/kinds/envoy-gateway';
import { Gateway, HTTPRoute, ListenerSet, ReferenceGrant } from '../../src/kinds/gateway-api';
import { ConfigMap, LimitRange, Namespace, ResourceQuota, Service } from '../../src/kinds/core';
import {
  ClusterSecretStore,
  ExternalSecret,
  Password,
  PushSecret,
  SecretStore,
} from '../../src/kinds/external-secrets';
import { EC2NodeClass, NodePool } from '../../src/kinds/karpenter';
import { ScaledJob, ScaledObject, TriggerAuthentication } from '../../src/kinds/keda';
import { Ingress, NetworkPolicy } from '../../src/kinds/networking';
import { PodDisruptionBudget } from '../../src/kinds/policy';
import { Role, RoleBinding } from '../../src/kinds/rbac';
import { PriorityClass } from '../../src/kinds/scheduling';
import { VerticalPodAutoscaler } from '../../src/kinds/vertical-pod-autoscaler';
import { only } from '../rendering';

const metadata = { name: 'cart', namespace: 'shop' };
const selector = { matchLabels: { app: 'cart' } };

/** Fields that came after Kubernetes 1.27: generated classes of that version drop them without a word. */
const NEWER = {
  template: {
    spec: {
      hostUsers: false,
      securityContext: { appArmorProfile: { type: 'RuntimeDefault' as const } },
      topologySpreadConstraints: [
        {
          maxSkew: 1,
          topologyKey: 'zone',
          whenUnsatisfiable: 'ScheduleAnyway' as const,
          matchLabelKeys: ['pod-template-hash'],
        },
      ],
      initContainers: [{ name: 'proxy', restartPolicy: 'Always' as const }],
      containers: [{ name: 'cart', lifecycle: { preStop: { sleep: { seconds: 5 } } } }],
    },
  },
};

const FALLBACK = { behavior: 'currentReplicas' as const, failureThreshold: 3, replicas: 2 };
/** The same, as a Job has it. */
const NEWER_JOB = {
  podReplacementPolicy: 'Failed' as const,
  podFailurePolicy: { rules: [{ action: 'Ignore' as const, onPodConditions: [{ type: 'DisruptionTarget' }] }] },
  ...NEWER,
};
const STATEFUL = { serviceName: 'cart', selector, minReadySeconds: 5, ordinals: { start: 1 }, ...NEWER };
const CRON = { schedule: '@daily', timeZone: 'Etc/UTC', jobTemplate: { spec: NEWER_JOB } };

const ROUTE = { rules: [{ sessionPersistence: { sessionName: 'cart' }, timeouts: { request: '5s' } }] };
const LISTENERS = { parentRef: { name: 'public' }, listeners: [{ name: 'a', port: 443, protocol: 'HTTPS' }] };
const GATEWAY = { gatewayClassName: 'envoy', listeners: LISTENERS.listeners, allowedListeners: {} };
const GRANT = { from: [{ group: 'g', kind: 'Gateway', namespace: 'n' }], to: [{ group: '', kind: 'Secret' }] };
const CERTIFICATE = { secretName: 'a', issuerRef: { name: 'b' }, renewBeforePercentage: 33 };
const SIGNER = { ca: { secretName: 'root' } };
const targetRefs = [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'cart' }];
const TRAFFIC = { targetRefs, requestBuffer: { limit: '1Mi' } };
const CLIENTS = { targetRefs, tls: { minVersion: '1.3' as const } };
const SECURITY = { targetRefs, authorization: { defaultAction: 'Deny' as const } };
const INGRESS = { ingressClassName: 'alb', rules: [{ host: 'a.example.com' }] };
const PUSH = {
  secretStoreRefs: [{ kind: 'SecretStore' as const, name: 'vault' }],
  selector: { secret: { name: 'cart' } },
  updatePolicy: 'IfNotExists' as const,
};

const KINDS: readonly [kind: string, apiVersion: string, spec: object, make: (chart: Chart) => ApiObject][] = [
  ['Ingress', 'networking.k8s.io/v1', INGRESS, (chart) => new Ingress(chart, 'x', { metadata, spec: INGRESS })],
  ['HTTPRoute', 'gateway.networking.k8s.io/v1', ROUTE, (chart) => new HTTPRoute(chart, 'x', { metadata, spec: ROUTE })],
  ['Gateway', 'gateway.networking.k8s.io/v1', GATEWAY, (chart) => new Gateway(chart, 'x', { metadata, spec: GATEWAY })],
  [
    'ListenerSet',
    'gateway.networking.k8s.io/v1',
    LISTENERS,
    (chart) => new ListenerSet(chart, 'x', { metadata, spec: LISTENERS }),
  ],
  [
    'ReferenceGrant',
    'gateway.networking.k8s.io/v1',
    GRANT,
    (chart) => new ReferenceGrant(chart, 'x', { metadata, spec: GRANT }),
  ],
  [
    'Certificate',
    'cert-manager.io/v1',
    CERTIFICATE,
    (chart) => new Certificate(chart, 'x', { metadata, spec: CERTIFICATE }),
  ],
  ['Issuer', 'cert-manager.io/v1', SIGNER, (chart) => new Issuer(chart, 'x', { metadata, spec: SIGNER })],
  [
    'BackendTrafficPolicy',
    'gateway.envoyproxy.io/v1alpha1',
    TRAFFIC,
    (chart) => new BackendTrafficPolicy(chart, 'x', { metadata, spec: TRAFFIC }),
  ],
  [
    'ClientTrafficPolicy',
    'gateway.envoyproxy.io/v1alpha1',
    CLIENTS,
    (chart) => new ClientTrafficPolicy(chart, 'x', { metadata, spec: CLIENTS }),
  ],
  [
    'SecurityPolicy',
    'gateway.envoyproxy.io/v1alpha1',
    SECURITY,
    (chart) => new SecurityPolicy(chart, 'x', { metadata, spec: SECURITY }),
  ],
  [
    'Deployment',
    'apps/v1',
    { selector, ...NEWER },
    (chart) => new Deployment(chart, 'x', { metadata, spec: { selector, ...NEWER } }),
  ],
  ['StatefulSet', 'apps/v1', STATEFUL, (chart) => new StatefulSet(chart, 'x', { metadata, spec: STATEFUL })],
  ['Job', 'batch/v1', NEWER_JOB, (chart) => new Job(chart, 'x', { metadata, spec: NEWER_JOB })],
  ['CronJob', 'batch/v1', CRON, (chart) => new CronJob(chart, 'x', { metadata, spec: CRON })],
  [
    'HorizontalPodAutoscaler',
    'autoscaling/v2',
    {
      maxReplicas: 3,
      scaleTargetRef: { kind: 'Deployment', name: 'cart' },
      behavior: { scaleDown: { tolerance: '0.2' } },
    },
    (chart) =>
      new HorizontalPodAutoscaler(chart, 'x', {
        metadata,
        spec: {
          maxReplicas: 3,
          scaleTargetRef: { kind: 'Deployment', name: 'cart' },
          behavior: { scaleDown: { tolerance: '0.2' } },
        },
      }),
  ],
  [
    'PodDisruptionBudget',
    'policy/v1',
    { maxUnavailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow', selector },
    (chart) =>
      new PodDisruptionBudget(chart, 'x', {
        metadata,
        spec: { maxUnavailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow', selector },
      }),
  ],
  [
    'Service',
    'v1',
    { trafficDistribution: 'PreferSameZone', ports: [{ port: 80 }] },
    (chart) =>
      new Service(chart, 'x', { metadata, spec: { trafficDistribution: 'PreferSameZone', ports: [{ port: 80 }] } }),
  ],
  [
    'NetworkPolicy',
    'networking.k8s.io/v1',
    { podSelector: {}, policyTypes: ['Egress'] },
    (chart) => new NetworkPolicy(chart, 'x', { metadata, spec: () => ({ podSelector: {}, policyTypes: ['Egress'] }) }),
  ],
  [
    'ExternalSecret',
    'external-secrets.io/v1',
    { refreshPolicy: 'OnChange', target: { name: 'cart' } },
    (chart) =>
      new ExternalSecret(chart, 'x', { metadata, spec: { refreshPolicy: 'OnChange', target: { name: 'cart' } } }),
  ],
  [
    'SecretStore',
    'external-secrets.io/v1',
    { provider: { aws: { service: 'ParameterStore', region: 'eu-west-1' } } },
    (chart) =>
      new SecretStore(chart, 'x', {
        metadata,
        spec: { provider: { aws: { service: 'ParameterStore', region: 'eu-west-1' } } },
      }),
  ],
  ['PushSecret', 'external-secrets.io/v1alpha1', PUSH, (chart) => new PushSecret(chart, 'x', { metadata, spec: PUSH })],
  [
    'Password',
    'generators.external-secrets.io/v1alpha1',
    { length: 32, noUpper: false, allowRepeat: true, symbolCharacters: '-_' },
    (chart) =>
      new Password(chart, 'x', {
        metadata,
        spec: { length: 32, noUpper: false, allowRepeat: true, symbolCharacters: '-_' },
      }),
  ],
  [
    'ScaledObject',
    'keda.sh/v1alpha1',
    { scaleTargetRef: { name: 'cart' }, triggers: [], fallback: FALLBACK },
    (chart) =>
      new ScaledObject(chart, 'x', {
        metadata,
        spec: { scaleTargetRef: { name: 'cart' }, triggers: [], fallback: FALLBACK },
      }),
  ],
  [
    'ScaledJob',
    'keda.sh/v1alpha1',
    { jobTargetRef: { activeDeadlineSeconds: 1, template: NEWER.template }, triggers: [] },
    (chart) =>
      new ScaledJob(chart, 'x', {
        metadata,
        spec: { jobTargetRef: { activeDeadlineSeconds: 1, template: NEWER.template }, triggers: [] },
      }),
  ],
  [
    'TriggerAuthentication',
    'keda.sh/v1alpha1',
    { podIdentity: { provider: 'aws', identityOwner: 'keda' } },
    (chart) =>
      new TriggerAuthentication(chart, 'x', {
        metadata,
        spec: { podIdentity: { provider: 'aws', identityOwner: 'keda' } },
      }),
  ],
  [
    'VerticalPodAutoscaler',
    'autoscaling.k8s.io/v1',
    { targetRef: { kind: 'Deployment', name: 'cart' }, updatePolicy: { updateMode: 'InPlaceOrRecreate' } },
    (chart) =>
      new VerticalPodAutoscaler(chart, 'x', {
        metadata,
        spec: { targetRef: { kind: 'Deployment', name: 'cart' }, updatePolicy: { updateMode: 'InPlaceOrRecreate' } },
      }),
  ],
];

const nodeClassRef = { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name: 'cart' };
const pool = { template: { spec: { nodeClassRef, requirements: [], terminationGracePeriod: '24h' } } };
const nodes = { role: 'node', amiSelectorTerms: [], securityGroupSelectorTerms: [], subnetSelectorTerms: [] };

const shared = {
  provider: { aws: { service: 'SecretsManager' as const, region: 'eu-west-1' } },
  conditions: [{ namespaces: ['shop'] }],
};

/** Objects of the cluster, which are in no namespace though their chart is. */
const OF_THE_CLUSTER: readonly [kind: string, apiVersion: string, spec: object, make: (chart: Chart) => ApiObject][] = [
  [
    'ClusterIssuer',
    'cert-manager.io/v1',
    SIGNER,
    (chart) => new ClusterIssuer(chart, 'x', { metadata: { name: 'cart' }, spec: SIGNER }),
  ],
  [
    'NodePool',
    'karpenter.sh/v1',
    pool,
    (chart) => new NodePool(chart, 'x', { metadata: { name: 'cart' }, spec: pool }),
  ],
  [
    'ClusterSecretStore',
    'external-secrets.io/v1',
    shared,
    (chart) => new ClusterSecretStore(chart, 'x', { metadata: { name: 'cart' }, spec: shared }),
  ],
  [
    'EC2NodeClass',
    'karpenter.k8s.aws/v1',
    nodes,
    (chart) => new EC2NodeClass(chart, 'x', { metadata: { name: 'cart' }, spec: nodes }),
  ],
];

describe('kinds', () => {
  test.each(OF_THE_CLUSTER)(
    'a %s is in no namespace, in a chart with one and without',
    (kind, apiVersion, spec, make) => {
      const inside = only(kind, (chart) => {
        make(chart);
      });
      const outside = only(kind, (chart) => {
        make(new Chart(chart, 'bare'));
      });
      expect(inside).toEqual({ apiVersion, kind, metadata: { name: 'cart' }, spec });
      expect(outside).toEqual(inside);
    },
  );

  test.each(KINDS)('%s renders all that it is given, newer fields too', (kind, apiVersion, spec, make) => {
    expect(
      only(kind, (chart) => {
        make(chart);
      }),
    ).toEqual({ apiVersion, kind, metadata, spec });
  });

  test('a ConfigMap has the contents that it is given, and may be written over', () => {
    const map = only('ConfigMap', (chart) => {
      new ConfigMap(chart, 'x', { metadata, data: { 'cart.yaml': 'a: 1\n' } });
    });
    expect(map).toEqual({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { 'cart.yaml': 'a: 1\n' } });
  });

  test.each(['bare', undefined])(
    'a PriorityClass is in no namespace, and has its fields beside its metadata',
    (bare) => {
      const priority = only('PriorityClass', (chart) => {
        const scope = bare === undefined ? chart : new Chart(chart, bare);
        new PriorityClass(scope, 'x', { metadata: { name: 'cart' }, value: 1000, preemptionPolicy: 'Never' });
      });
      expect(priority).toEqual({
        apiVersion: 'scheduling.k8s.io/v1',
        kind: 'PriorityClass',
        metadata: { name: 'cart' },
        value: 1000,
        preemptionPolicy: 'Never',
      });
    },
  );

  test('a ResourceQuota and a LimitRange ask for their amounts at synthesis', () => {
    for (const Counted of [ResourceQuota, LimitRange]) {
      let amount = '1';
      const counted = only(Counted.name, (chart) => {
        new Counted(chart, 'x', { metadata, spec: () => ({ hard: { pods: amount }, limits: [] }) });
        amount = '2';
      });
      expect(counted).toMatchObject({ apiVersion: 'v1', metadata, spec: { hard: { pods: '2' } } });
    }
  });

  test('a Role and a RoleBinding have their fields beside their metadata', () => {
    const rules = [{ apiGroups: [''], resources: ['configmaps'], resourceNames: ['cart'], verbs: ['get'] }];
    const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'cart' };
    const subjects = [{ kind: 'ServiceAccount', name: 'cart', namespace: 'shop' }];
    expect(only('Role', (chart) => new Role(chart, 'x', { metadata, rules }))).toMatchObject({ metadata, rules });
    expect(only('RoleBinding', (chart) => new RoleBinding(chart, 'x', { metadata, roleRef, subjects }))).toMatchObject({
      metadata,
      roleRef,
      subjects,
    });
  });

  test('a Namespace is in no namespace, and has no empty spec', () => {
    const namespace = only('Namespace', (chart) => {
      new Namespace(chart, 'x', { metadata: { name: 'cart' } });
    });
    expect(namespace).toEqual({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'cart' } });
  });

  test('a Namespace in a chart without one is the same', () => {
    const namespace = only('Namespace', (chart) => {
      new Namespace(new Chart(chart, 'bare'), 'x', { metadata: { name: 'cart' } });
    });
    expect(namespace.metadata).toEqual({ name: 'cart' });
  });
});
