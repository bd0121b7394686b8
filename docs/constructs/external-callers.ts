/**
 * # Callers and addresses outside the App
 *
 * What an App does not render is named by what the network sees of it. `External.pods` are pods by namespace and labels: a
 * Prometheus that scrapes, an ingress controller, another team's service. `External.addresses` are ranges outside the cluster: a mail
 * relay, an office, the API server that calls an admission webhook. A callee has the ports that its pods or hosts listen on, not those
 * of a Service; a pure caller has none, and `ports` of the call says which of the callee's it needs.
 *
 * - **Scrapes**: `acceptsFrom` the pods that scrape. The metrics of a mesh's proxies are opened for all workloads at once, by
 *   `capabilities.mesh.scrapedBy`: ports 15090 and 15020 of sidecars and waypoints.
 * - **Webhooks**: the API server is no pod that a policy could select. It comes from the addresses of the control plane.
 * - **Everywhere**: `0.0.0.0/0` and `::/0` need a `reason`, which stands on the policy as an annotation. Link-local addresses and the
 *   metadata of instances stay closed.
 */
import { Chart, Size, type App } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { External, TenantNamespace, WebService } from 'seaworthy';

export class Admission extends Chart {
  constructor(app: App) {
    super(app, 'admission', { namespace: 'admission' });

    new TenantNamespace(this, 'namespace', { name: 'admission' });
    const reviewer = new WebService(this, 'reviewer', {
      image: 'ghcr.io/acme/image-reviewer:2.0.4',
      port: 8443,
      resources: { cpu: Cpu.millis(100), memory: Size.mebibytes(128) },
      scale: { replicas: 2 },
    });
    reviewer.acceptsFrom(External.addresses('API server', { cidrs: ['10.20.0.0/28'] }));
    reviewer.acceptsFrom(
      External.pods('prometheus', { namespace: 'monitoring', podLabels: { 'app.kubernetes.io/name': 'prometheus' } }),
    );
    reviewer.calls(External.addresses('mail relay', { cidrs: ['10.9.8.0/24'], ports: [{ port: 587 }] }));
    reviewer.calls(
      External.addresses('registries', {
        cidrs: ['0.0.0.0/0'],
        ports: [{ port: 443 }],
        reason: 'images are checked at whatever registry they name',
      }),
    );
  }
}
