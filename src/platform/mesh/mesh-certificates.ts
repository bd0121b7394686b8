import { Duration } from 'cdk8s';
import { milliseconds } from '../../core/call-times';
import type { Mesh } from '../../core/mesh';
import { explain, type Refusal } from '../../core/refusal';
import { CertificateIssuer } from '../certificate-issuer';
import { closed, duration, oneOf, optional, requireKnown, text } from '../../core/shape';

/** An issuer of cert-manager that signs the identities of a mesh: a `CertificateIssuer`, or one that is there already. */
export interface MeshIssuer {
  readonly name: string;
  /**
   * Its kind. An `Issuer` is in the namespace of the control plane.
   * @default 'Issuer'
   */
  readonly kind?: 'Issuer' | 'ClusterIssuer';
}

/** How long certificates of a mesh live, and who signs them. */
export interface MeshCertificatesProps {
  /**
   * How long the certificate of a workload is valid. It is renewed when half of that is over.
   * @default Duration.hours(24)
   */
  readonly lifetime?: Duration;
  /**
   * Who signs, where the mesh's certificates come from istio-csr (`capabilities.mesh.certificates`).
   * @default - the issuer `istio-ca` in the namespace of the control plane
   */
  readonly issuer?: MeshIssuer;
}

/** Values for the charts that install a mesh, as plain data. */
export interface MeshCertificateValues {
  /** For the chart `istiod`. */
  readonly istiod: object;
  /** For the chart `cert-manager-istio-csr`. None where Istio signs itself. */
  readonly istioCsr?: object;
}

const DEFAULTS: Required<MeshCertificatesProps> = { lifetime: Duration.hours(24), issuer: { name: 'istio-ca' } };
/** Shorter ones are renewed all the time, and are gone before an outage of the signer is noticed. */
const SHORTEST = Duration.hours(1);
const SERVICE = 'cert-manager-istio-csr';

/**
 * How the mesh of an environment gets and renews its certificates, as values for the charts that install it: from Istio's own
 * authority, or by istio-csr from an issuer of cert-manager, which can rotate its root without Istio.
 * @throws when a lifetime is none, or an issuer is given to a mesh that signs itself
 */
export function meshCertificates(mesh: Mesh, given: MeshCertificatesProps = {}): MeshCertificateValues {
  const props = { ...given, ...(given.issuer instanceof CertificateIssuer && { issuer: plainIssuer(given.issuer) }) };
  const issuerShape = closed({ name: text, kind: optional(oneOf('Issuer', 'ClusterIssuer')) });
  requireKnown('meshCertificates', props, { lifetime: optional(duration), issuer: optional(issuerShape) });
  const refusals = certificateRefusals(mesh, props);
  if (refusals.length > 0) throw new Error(`meshCertificates: ${refusals.map(explain).join('\n  ')}`);
  const { lifetime = DEFAULTS.lifetime, issuer = DEFAULTS.issuer } = props;
  const valid = `${milliseconds(lifetime) / 1000}s`;
  if (mesh.certificates === 'istio')
    return { istiod: { pilot: { env: { DEFAULT_WORKLOAD_CERT_TTL: valid, MAX_WORKLOAD_CERT_TTL: valid } } } };
  const host = `${SERVICE}.${mesh.issuerNamespace}.svc`;
  return {
    istiod: {
      global: { caAddress: `${host}:443` },
      pilot: { env: { ENABLE_CA_SERVER: 'false', DEFAULT_WORKLOAD_CERT_TTL: valid } },
    },
    istioCsr: {
      app: {
        certmanager: {
          namespace: mesh.controlPlane,
          issuer: { name: issuer.name, kind: issuer.kind ?? 'Issuer', group: 'cert-manager.io' },
        },
        istio: { namespace: mesh.controlPlane },
        server: { maxCertificateDuration: valid },
        tls: { trustDomain: mesh.trustDomain, certificateDNSNames: [host] },
      },
    },
  };
}

/** A construct has more than is known here. */
function plainIssuer({ name, kind }: MeshIssuer): MeshIssuer {
  return { name, ...(kind && { kind }) };
}

function certificateRefusals(mesh: Mesh, { lifetime, issuer }: MeshCertificatesProps): Refusal[] {
  const short: Refusal = {
    prop: 'lifetime',
    value: lifetime && `${milliseconds(lifetime) / 1000}s`,
    problem: 'is too short: a signer that is away for half of it ends the mesh',
    allowed: 'whole seconds, 1 hour or more',
    fix: 'lengthen it, or leave it out for a day',
  };
  const unused: Refusal = {
    prop: 'issuer',
    problem: 'signs nothing: this mesh signs its certificates itself',
    allowed: "an issuer where capabilities.mesh.certificates is 'istio-csr'",
    fix: 'declare that, or take the issuer out',
  };
  const isShort =
    lifetime !== undefined && (milliseconds(lifetime) < milliseconds(SHORTEST) || milliseconds(lifetime) % 1000 !== 0);
  return [...(isShort ? [short] : []), ...(issuer && mesh.certificates === 'istio' ? [unused] : [])];
}
