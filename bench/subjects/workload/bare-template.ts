type Labels = Readonly<Record<string, string>>;

/** The template of its pods. */
export function bareTemplate(name: string, labels: Labels, selector: Labels) {
  return {
    metadata: {
      annotations: { 'checksum/config': '9498500d301c999bf9c396755fc2444bbc7cbf1d3b5c484e8cc2c32694e72296' },
      labels: { ...labels },
    },
    spec: {
      automountServiceAccountToken: false,
      containers: [
        {
          env: [
            { name: 'LOG_LEVEL', value: 'info' },
            { name: 'REGION', value: 'eu-west-1' },
            { name: 'DATABASE_URL', valueFrom: { secretKeyRef: { key: 'database-url', name: `${name}-secrets` } } },
            { name: 'API_KEY', valueFrom: { secretKeyRef: { key: 'api-key', name: `${name}-secrets` } } },
          ],
          image: 'registry.example.com/shop/api:1.4.2',
          lifecycle: { preStop: { sleep: { seconds: 10 } } },
          livenessProbe: {
            failureThreshold: 4,
            httpGet: { path: '/livez', port: 'http' },
            periodSeconds: 10,
            timeoutSeconds: 2,
          },
          name,
          ports: [{ containerPort: 8080, name: 'http', protocol: 'TCP' }],
          readinessProbe: {
            failureThreshold: 3,
            httpGet: { path: '/readyz', port: 'http' },
            periodSeconds: 5,
            timeoutSeconds: 2,
          },
          resources: { limits: { memory: '512Mi' }, requests: { cpu: '500m', memory: '512Mi' } },
          securityContext: {
            allowPrivilegeEscalation: false,
            capabilities: { drop: ['ALL'] },
            privileged: false,
            readOnlyRootFilesystem: true,
          },
          startupProbe: {
            failureThreshold: 13,
            httpGet: { path: '/readyz', port: 'http' },
            periodSeconds: 5,
            timeoutSeconds: 2,
          },
          volumeMounts: [
            { mountPath: '/tmp', name: 'tmp' },
            { mountPath: '/var/cache', name: 'var-cache' },
            { mountPath: '/etc/shop', name: 'etc-shop', readOnly: true },
          ],
        },
      ],
      initContainers: [
        {
          image: 'registry.example.com/mesh/proxy:2.0.0',
          livenessProbe: { failureThreshold: 4, periodSeconds: 10, tcpSocket: { port: 15021 }, timeoutSeconds: 2 },
          name: 'proxy',
          ports: [{ containerPort: 15021, protocol: 'TCP' }],
          readinessProbe: {
            failureThreshold: 3,
            httpGet: { path: '/healthz/ready', port: 15021 },
            periodSeconds: 5,
            timeoutSeconds: 2,
          },
          resources: { limits: { memory: '64Mi' }, requests: { cpu: '50m', memory: '64Mi' } },
          restartPolicy: 'Always',
          securityContext: {
            allowPrivilegeEscalation: false,
            capabilities: { drop: ['ALL'] },
            privileged: false,
            readOnlyRootFilesystem: true,
          },
          startupProbe: {
            failureThreshold: 13,
            httpGet: { path: '/healthz/ready', port: 15021 },
            periodSeconds: 5,
            timeoutSeconds: 2,
          },
        },
      ],
      nodeSelector: { pool: 'general' },
      priorityClassName: 'shop',
      securityContext: {
        fsGroup: 10001,
        fsGroupChangePolicy: 'OnRootMismatch',
        runAsGroup: 10001,
        runAsNonRoot: true,
        runAsUser: 10001,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      serviceAccountName: name,
      terminationGracePeriodSeconds: 35,
      topologySpreadConstraints: [
        {
          labelSelector: { matchLabels: { ...selector } },
          matchLabelKeys: ['pod-template-hash'],
          maxSkew: 1,
          topologyKey: 'topology.kubernetes.io/zone',
          whenUnsatisfiable: 'ScheduleAnyway',
        },
        {
          labelSelector: { matchLabels: { ...selector } },
          matchLabelKeys: ['pod-template-hash'],
          maxSkew: 1,
          topologyKey: 'kubernetes.io/hostname',
          whenUnsatisfiable: 'ScheduleAnyway',
        },
      ],
      volumes: [
        { emptyDir: { sizeLimit: '64Mi' }, name: 'tmp' },
        { emptyDir: { sizeLimit: '256Mi' }, name: 'var-cache' },
        { configMap: { name: `${name}-etc-shop` }, name: 'etc-shop' },
      ],
    },
  };
}
