/**
 * # Certificates of a mesh
 *
 * Who signs the identities of a mesh is declared once, in `capabilities.mesh.certificates`: `istio`, the default, is the authority of
 * istiod itself; `istio-csr` is an issuer of cert-manager. NetworkPolicies of pods with sidecars follow it, and `meshCertificates` gives
 * the values of the charts that install the mesh: `istiod` for the chart of that name, `istioCsr` for `cert-manager-istio-csr`. They are
 * plain data, to be written where those charts are installed.
 *
 * - **Workloads** get a new certificate when half of `lifetime` is over, a day unless said otherwise; no pod restarts. A signer that is
 *   away for the other half ends calls: alert on the age of what it signs.
 * - **The root**, with `istio-csr`: what `CertificateIssuer` names as `secret` is a Secret that cert-manager or you renew. Proxies trust
 *   what istio-csr hands out, so a new root is handed out beside the old one for one `lifetime` before it signs.
 * - **The root**, with `istio`: istiod makes its own, for ten years, unless there is a Secret `cacerts` in its namespace. It is read
 *   again when it changes; old and new root stand beside each other in its `root-cert.pem` for one `lifetime`.
 */
import { Chart, Duration, Size, type App } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import {
  capabilities,
  CertificateIssuer,
  declareEnvironment,
  External,
  meshCertificates,
  WebService,
  type MeshCertificateValues,
} from 'seaworthy';

const OFFERED = capabilities({
  customResources: ['cert-manager.io/v1', 'networking.istio.io/v1', 'security.istio.io/v1'],
  mesh: { mode: 'sidecar', certificates: 'istio-csr' },
});

export class Certificates extends Chart {
  /** For the charts that install the mesh. */
  public readonly values: MeshCertificateValues | undefined;

  constructor(app: App) {
    declareEnvironment(app, { name: 'prod', region: 'eu-west-1', capabilities: OFFERED });
    super(app, 'mesh-certificates', { namespace: 'shop' });

    const issuer = new CertificateIssuer(this, 'issuer', {
      name: 'istio-ca',
      namespace: 'istio-system',
      authority: { kind: 'private', secret: 'istio-root-ca' },
    });
    this.values = OFFERED.mesh && meshCertificates(OFFERED.mesh, { lifetime: Duration.hours(12), issuer });

    const carts = new WebService(this, 'carts', {
      image: 'ghcr.io/acme/shop-carts:1.4.0',
      port: 8080,
      resources: { cpu: Cpu.millis(250), memory: Size.mebibytes(256) },
      scale: { replicas: 3 },
    });
    carts.acceptsFrom(
      External.pods('gateway', { namespace: 'gateway', podLabels: { app: 'gateway' }, serviceAccount: 'gateway' }),
    );
  }
}
