const PROBE = { periodSeconds: 10, timeoutSeconds: 2, failureThreshold: 3 };
const RESTRICTED = {
  runAsNonRoot: true,
  runAsUser: 10001,
  runAsGroup: 10001,
  seccompProfile: { type: 'RuntimeDefault' },
};
const CONFINED = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
};

/** What a Deployment of a service with all its settings says. */
export function deploymentSpec(name: string, image: string, labels: Readonly<Record<string, string>>) {
  const selector = { 'app.kubernetes.io/name': name };
  const spread = (topologyKey: string) => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: { ...selector } },
  });
  return {
    revisionHistoryLimit: 5,
    selector: { matchLabels: { ...selector } },
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } },
    template: {
      metadata: { labels: { ...labels }, annotations: { 'checksum/config': image } },
      spec: {
        serviceAccountName: name,
        automountServiceAccountToken: false,
        terminationGracePeriodSeconds: 45,
        securityContext: { ...RESTRICTED },
        topologySpreadConstraints: [spread('topology.kubernetes.io/zone'), spread('kubernetes.io/hostname')],
        containers: [
          {
            name: 'app',
            image,
            ports: [
              { name: 'http', containerPort: 8080, protocol: 'TCP' },
              { name: 'metrics', containerPort: 9090, protocol: 'TCP' },
            ],
            env: [
              { name: 'LOG_LEVEL', value: 'info' },
              { name: 'OTEL_SERVICE_NAME', value: name },
              { name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
              { name: 'DB_URL', valueFrom: { secretKeyRef: { name, key: 'url' } } },
            ],
            envFrom: [{ configMapRef: { name } }],
            resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '256Mi' } },
            livenessProbe: { ...PROBE, httpGet: { path: '/livez', port: 8080, scheme: 'HTTP' } },
            readinessProbe: { ...PROBE, httpGet: { path: '/readyz', port: 8080, scheme: 'HTTP' } },
            startupProbe: { ...PROBE, httpGet: { path: '/startupz', port: 8080, scheme: 'HTTP' } },
            lifecycle: { preStop: { sleep: { seconds: 10 } } },
            securityContext: { ...CONFINED },
            volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
          },
        ],
        volumes: [{ name: 'tmp', emptyDir: { sizeLimit: '64Mi' } }],
      },
    },
  };
}

/** What a CronJob beside it says. */
export function cronJobSpec(name: string, image: string) {
  return {
    schedule: '0 3 * * *',
    concurrencyPolicy: 'Forbid',
    startingDeadlineSeconds: 300,
    jobTemplate: {
      spec: {
        backoffLimit: 2,
        template: {
          spec: {
            restartPolicy: 'Never',
            serviceAccountName: name,
            securityContext: { ...RESTRICTED },
            containers: [
              {
                name: 'cleanup',
                image,
                args: ['cleanup'],
                resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '64Mi' } },
                securityContext: { ...CONFINED },
              },
            ],
          },
        },
      },
    },
  };
}
