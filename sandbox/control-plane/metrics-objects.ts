/**
 * What makes the API server ask the metrics server for `metrics.k8s.io`. The service leads to a process of this machine:
 * an address of a service would need a network, and endpoints may not be on loopback.
 *
 * @param port of the metrics server
 * @param authority that signed its certificate, in PEM
 */
export function metricsObjects(port: number, authority: string): readonly object[] {
  const service = { name: 'metrics-server', namespace: 'kube-system' };
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: service,
      spec: { type: 'ExternalName', externalName: 'localhost' },
    },
    {
      apiVersion: 'apiregistration.k8s.io/v1',
      kind: 'APIService',
      metadata: { name: 'v1beta1.metrics.k8s.io' },
      spec: {
        group: 'metrics.k8s.io',
        version: 'v1beta1',
        groupPriorityMinimum: 100,
        versionPriority: 100,
        service: { ...service, port },
        caBundle: Buffer.from(authority).toString('base64'),
      },
    },
  ];
}
