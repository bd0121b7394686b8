/** The objects of a service, written out by hand as people do who use nothing of Seaworthy. */
export function serviceObjects(
  system: string,
  name: string,
  namespace: string,
  annotations?: Readonly<Record<string, string>>,
) {
  const selector = { 'app.kubernetes.io/name': name };
  const labels = {
    'app.kubernetes.io/managed-by': 'seaworthy',
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/part-of': system,
  };
  const metadata = { name, namespace, labels };
  const awaited = annotations === undefined ? metadata : { ...metadata, annotations };
  const ready = { httpGet: { path: '/readyz', port: 'http' }, periodSeconds: 5, timeoutSeconds: 2 };
  const spread = { labelSelector: { matchLabels: selector }, matchLabelKeys: ['pod-template-hash'], maxSkew: 1 };
  return {
    serviceAccount: {
      apiVersion: 'v1' as const,
      kind: 'ServiceAccount' as const,
      metadata,
      automountServiceAccountToken: false,
    },
    deployment: {
      apiVersion: 'apps/v1' as const,
      kind: 'Deployment' as const,
      metadata: awaited,
      spec: {
        selector: { matchLabels: selector },
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } },
        template: {
          metadata: { labels },
          spec: {
            serviceAccountName: name,
            automountServiceAccountToken: false,
            terminationGracePeriodSeconds: 35,
            securityContext: {
              runAsNonRoot: true,
              runAsUser: 10001,
              runAsGroup: 10001,
              fsGroup: 10001,
              fsGroupChangePolicy: 'OnRootMismatch',
              seccompProfile: { type: 'RuntimeDefault' },
            },
            topologySpreadConstraints: [
              { ...spread, topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'ScheduleAnyway' },
              { ...spread, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway' },
            ],
            containers: [
              {
                name,
                image: 'registry.example.com/shop/api:1.4.2',
                env: [{ name: 'LOG_LEVEL', value: 'info' }],
                ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
                resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '16Mi' } },
                lifecycle: { preStop: { sleep: { seconds: 10 } } },
                startupProbe: { ...ready, failureThreshold: 13 },
                readinessProbe: { ...ready, failureThreshold: 3 },
                livenessProbe: {
                  tcpSocket: { port: 'http' },
                  periodSeconds: 10,
                  failureThreshold: 4,
                  timeoutSeconds: 2,
                },
                securityContext: {
                  privileged: false,
                  allowPrivilegeEscalation: false,
                  readOnlyRootFilesystem: true,
                  capabilities: { drop: ['ALL'] },
                },
                volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
              },
            ],
            volumes: [{ name: 'tmp', emptyDir: { sizeLimit: '64Mi' } }],
          },
        },
      },
    },
    service: {
      apiVersion: 'v1' as const,
      kind: 'Service' as const,
      metadata: awaited,
      spec: { type: 'ClusterIP', selector, ports: [{ name: 'http', port: 80, targetPort: 'http', protocol: 'TCP' }] },
    },
    networkPolicy: {
      apiVersion: 'networking.k8s.io/v1' as const,
      kind: 'NetworkPolicy' as const,
      metadata,
      spec: {
        podSelector: {
          matchLabels: selector,
          matchExpressions: [{ key: 'network.seaworthy.dev/quarantine', operator: 'DoesNotExist' }],
        },
        policyTypes: ['Ingress', 'Egress'],
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
        egress: [
          { to: [{ ipBlock: { cidr: '10.30.64.0/20' } }], ports: [{ port: 5432, protocol: 'TCP' }] },
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
    autoscaler: {
      apiVersion: 'autoscaling/v2' as const,
      kind: 'HorizontalPodAutoscaler' as const,
      metadata,
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
        minReplicas: 2,
        maxReplicas: 4,
        behavior: {
          scaleDown: {
            stabilizationWindowSeconds: 300,
            policies: [{ type: 'Percent', value: 10, periodSeconds: 60 }],
          },
        },
        metrics: [
          { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } },
        ],
      },
    },
    disruptionBudget: {
      apiVersion: 'policy/v1' as const,
      kind: 'PodDisruptionBudget' as const,
      metadata,
      spec: { selector: { matchLabels: selector }, maxUnavailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
    },
  };
}
