import type { ApiObjectProps } from 'cdk8s';
import { cronJobSpec, deploymentSpec } from './pod-specs';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

/** The twenty objects of a service that is run with care, as plain data: about 14 KB of JSON. All rules hold for them. */
export function twentyObjects(name: string, namespace: string): ApiObjectProps[] {
  const image = `123456789012.dkr.ecr.eu-west-1.amazonaws.com/${name}@${DIGEST}`;
  const selector = { 'app.kubernetes.io/name': name };
  const labels = {
    ...selector,
    'app.kubernetes.io/part-of': namespace,
    'app.kubernetes.io/managed-by': 'bench',
    'app.kubernetes.io/version': '1.2.3',
  };
  const metadata = (suffix?: string) => ({
    name: suffix === undefined ? name : `${name}-${suffix}`,
    namespace,
    labels: { ...labels },
  });
  const object = (apiVersion: string, kind: string, rest: object, suffix?: string) => ({
    apiVersion,
    kind,
    metadata: metadata(suffix),
    ...rest,
  });
  const rate = (minutes: number) =>
    `sum(rate(http_requests_total{service="${name}",code=~"5.."}[${minutes}m])) / sum(rate(http_requests_total{service="${name}"}[${minutes}m]))`;
  const policy = (suffix: string) =>
    object(
      'networking.k8s.io/v1',
      'NetworkPolicy',
      {
        spec: {
          podSelector: { matchLabels: { ...selector } },
          policyTypes: ['Ingress', 'Egress'],
          ingress: [
            {
              from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ingress' } } }],
              ports: [{ port: 8080, protocol: 'TCP' }],
            },
          ],
          egress: [
            {
              to: [
                {
                  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
                  podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
                },
              ],
              ports: [
                { port: 53, protocol: 'UDP' },
                { port: 53, protocol: 'TCP' },
              ],
            },
          ],
        },
      },
      suffix,
    );
  return [
    object('apps/v1', 'Deployment', { spec: deploymentSpec(name, image, labels) }),
    object('v1', 'Service', {
      spec: {
        type: 'ClusterIP',
        selector: { ...selector },
        ports: [
          { name: 'http', port: 80, targetPort: 'http', protocol: 'TCP' },
          { name: 'metrics', port: 9090, targetPort: 'metrics', protocol: 'TCP' },
        ],
      },
    }),
    object('v1', 'ServiceAccount', { automountServiceAccountToken: false }),
    object('v1', 'ConfigMap', {
      data: { 'app.properties': 'a=1\nb=2\nc=3\n', FEATURE_X: 'true', REGION: 'eu-west-1' },
    }),
    object('autoscaling/v2', 'HorizontalPodAutoscaler', {
      spec: {
        minReplicas: 2,
        maxReplicas: 10,
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
        metrics: [
          { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } },
        ],
        behavior: { scaleDown: { stabilizationWindowSeconds: 300 } },
      },
    }),
    object('policy/v1', 'PodDisruptionBudget', {
      spec: {
        maxUnavailable: 1,
        selector: { matchLabels: { ...selector } },
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
      },
    }),
    ...['default-deny', 'allow-ingress', 'allow-dns', 'allow-metrics'].map(policy),
    object('external-secrets.io/v1', 'ExternalSecret', {
      spec: {
        refreshInterval: '1h',
        secretStoreRef: { kind: 'ClusterSecretStore', name: 'aws' },
        target: { name, creationPolicy: 'Owner' },
        data: [{ secretKey: 'url', remoteRef: { key: `/${namespace}/${name}`, property: 'url' } }],
      },
    }),
    object('monitoring.coreos.com/v1', 'ServiceMonitor', {
      spec: { selector: { matchLabels: { ...selector } }, endpoints: [{ port: 'metrics', interval: '30s' }] },
    }),
    object('monitoring.coreos.com/v1', 'PrometheusRule', {
      spec: {
        groups: [
          {
            name: `${name}.slo`,
            rules: [
              ...[5, 30, 60, 360].map((minutes) => ({
                record: `slo:error_ratio:${minutes}m`,
                expr: rate(minutes),
                labels: { service: name },
              })),
              {
                alert: `${name}BurnRate`,
                expr: `slo:error_ratio:5m{service="${name}"} > 14.4 * 0.001`,
                for: '2m',
                labels: { severity: 'page' },
                annotations: {
                  summary: `High burn rate on ${name}`,
                  runbook_url: `https://runbooks.example.com/${name}`,
                },
              },
            ],
          },
        ],
      },
    }),
    object('gateway.networking.k8s.io/v1', 'HTTPRoute', {
      spec: {
        parentRefs: [{ name: 'public', namespace: 'gateway' }],
        hostnames: [`${name}.example.com`],
        rules: [{ matches: [{ path: { type: 'PathPrefix', value: '/' } }], backendRefs: [{ name, port: 80 }] }],
      },
    }),
    object('rbac.authorization.k8s.io/v1', 'Role', {
      rules: [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'list', 'watch'] }],
    }),
    object('rbac.authorization.k8s.io/v1', 'RoleBinding', {
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
      subjects: [{ kind: 'ServiceAccount', name, namespace }],
    }),
    object('batch/v1', 'CronJob', { spec: cronJobSpec(name, image) }, 'cleanup'),
    object(
      'v1',
      'ConfigMap',
      {
        data: {
          'dashboard.json': JSON.stringify({
            title: name,
            panels: [1, 2, 3, 4, 5, 6].map((id) => ({
              id,
              type: 'timeseries',
              title: `Panel ${id}`,
              gridPos: { x: 0, y: id * 8, w: 12, h: 8 },
              targets: [{ expr: `sum(rate(http_requests_total{service="${name}"}[5m])) by (code)` }],
            })),
          }),
        },
      },
      'dashboard',
    ),
    object('argoproj.io/v1alpha1', 'AnalysisTemplate', {
      spec: {
        args: [{ name: 'service' }],
        metrics: [
          {
            name: 'success',
            interval: '1m',
            count: 5,
            successCondition: 'result[0] >= 0.99',
            provider: {
              prometheus: {
                address: 'http://prometheus:9090',
                query: `sum(rate(http_requests_total{service="${name}",code!~"5.."}[5m]))`,
              },
            },
          },
        ],
      },
    }),
    object('v1', 'ResourceQuota', {
      spec: { hard: { 'requests.cpu': '200', 'requests.memory': '400Gi', pods: '2000' } },
    }),
  ];
}
