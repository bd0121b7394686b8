import type { ApiObjectProps } from 'cdk8s';
import { bareTemplate } from './bare-template';

/** The objects of a service with all parts, written out by hand as people do who use nothing of Seaworthy. */
export function bareObjects(name: string, namespace: string): ApiObjectProps[] {
  const selector = { 'app.kubernetes.io/name': name };
  const labels = { 'app.kubernetes.io/managed-by': 'seaworthy', ...selector, 'app.kubernetes.io/part-of': name };
  return [
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { labels: { ...labels }, name, namespace },
      automountServiceAccountToken: false,
    },
    {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: {
        annotations: { 'secrets.seaworthy.dev/owner': 'team-shop' },
        labels: { ...labels },
        name: `${name}-secrets`,
        namespace,
      },
      spec: {
        data: [
          { remoteRef: { key: 'prod/shop', property: 'url' }, secretKey: 'database-url' },
          { remoteRef: { key: 'prod/partner' }, secretKey: 'api-key' },
        ],
        refreshInterval: '3600s',
        secretStoreRef: { kind: 'ClusterSecretStore', name: 'aws' },
        target: { creationPolicy: 'Owner', deletionPolicy: 'Retain', name: `${name}-secrets` },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { labels: { ...labels }, name: `${name}-etc-shop`, namespace },
      data: { 'shop.yaml': 'currency: EUR\n' },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { labels: { ...labels }, name, namespace },
      spec: {
        minReadySeconds: 10,
        selector: { matchLabels: { ...selector } },
        strategy: { rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 }, type: 'RollingUpdate' },
        template: bareTemplate(name, labels, selector),
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { labels: { ...labels }, name, namespace },
      spec: {
        ports: [{ name: 'http', port: 80, protocol: 'TCP', targetPort: 'http' }],
        selector: { 'app.kubernetes.io/name': name },
        type: 'ClusterIP',
      },
    },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { labels: { ...labels }, name, namespace },
      spec: {
        egress: [
          { ports: [{ port: 5432, protocol: 'TCP' }], to: [{ ipBlock: { cidr: '10.30.64.0/20' } }] },
          {
            ports: [
              { port: 53, protocol: 'UDP' },
              { port: 53, protocol: 'TCP' },
            ],
            to: [
              {
                namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
                podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
              },
            ],
          },
        ],
        ingress: [
          {
            from: [
              {
                namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'gateway' } },
                podSelector: { matchLabels: { app: 'envoy' } },
              },
            ],
            ports: [{ port: 8080, protocol: 'TCP' }],
          },
        ],
        podSelector: {
          matchExpressions: [{ key: 'network.seaworthy.dev/quarantine', operator: 'DoesNotExist' }],
          matchLabels: { ...selector },
        },
        policyTypes: ['Ingress', 'Egress'],
      },
    },
    {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { labels: { ...labels }, name, namespace },
      spec: {
        behavior: {
          scaleDown: { policies: [{ periodSeconds: 60, type: 'Percent', value: 10 }], stabilizationWindowSeconds: 300 },
        },
        maxReplicas: 10,
        metrics: [
          {
            containerResource: {
              container: name,
              name: 'cpu',
              target: { averageUtilization: 70, type: 'Utilization' },
            },
            type: 'ContainerResource',
          },
          {
            containerResource: {
              container: name,
              name: 'memory',
              target: { averageUtilization: 80, type: 'Utilization' },
            },
            type: 'ContainerResource',
          },
          {
            pods: {
              metric: { name: 'http_requests_per_second' },
              target: { averageValue: '100', type: 'AverageValue' },
            },
            type: 'Pods',
          },
        ],
        minReplicas: 3,
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      },
    },
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { labels: { ...labels }, name, namespace },
      spec: {
        maxUnavailable: 1,
        selector: { matchLabels: { ...selector } },
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
      },
    },
  ];
}
