import { Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { capabilities, CertificateIssuer, External, meshCertificates, WebService, type MeshProps } from 'seaworthy';
import { objects, only } from '../../rendering';

const mesh = (props: Partial<MeshProps> = {}) => {
  const found = capabilities({ mesh: { mode: 'sidecar', ...props } }).mesh;
  if (!found) throw new Error('a mesh');
  return found;
};

describe('certificates of a mesh', () => {
  test('defaults: Istio signs them itself, for a day', () => {
    expect(meshCertificates(mesh())).toEqual({
      istiod: { pilot: { env: { DEFAULT_WORKLOAD_CERT_TTL: '86400s', MAX_WORKLOAD_CERT_TTL: '86400s' } } },
    });
  });

  test('cert-manager signs them through istio-csr, and istiod asks it', () => {
    const props = { lifetime: Duration.hours(6), issuer: { name: 'mesh', kind: 'ClusterIssuer' as const } };
    const host = 'cert-manager-istio-csr.cert-manager.svc';
    expect(meshCertificates(mesh({ certificates: 'istio-csr', trustDomain: 'prod.example.com' }), props)).toEqual({
      istiod: {
        global: { caAddress: `${host}:443` },
        pilot: { env: { ENABLE_CA_SERVER: 'false', DEFAULT_WORKLOAD_CERT_TTL: '21600s' } },
      },
      istioCsr: {
        app: {
          certmanager: {
            namespace: 'istio-system',
            issuer: { name: 'mesh', kind: 'ClusterIssuer', group: 'cert-manager.io' },
          },
          istio: { namespace: 'istio-system' },
          server: { maxCertificateDuration: '21600s' },
          tls: { trustDomain: 'prod.example.com', certificateDNSNames: [host] },
        },
      },
    });
  });

  test('the issuer is istio-ca of the control plane when none is named', () => {
    expect(meshCertificates(mesh({ certificates: 'istio-csr' })).istioCsr).toMatchObject({
      app: { certmanager: { issuer: { name: 'istio-ca', kind: 'Issuer' } } },
    });
  });

  test('the issuer may be the construct itself', () => {
    objects(
      (chart) => {
        const authority = { kind: 'private' as const, secret: 'root' };
        const issuer = new CertificateIssuer(chart, 'issuer', { name: 'mesh', namespace: 'istio-system', authority });
        expect(meshCertificates(mesh({ certificates: 'istio-csr' }), { issuer }).istioCsr).toMatchObject({
          app: { certmanager: { issuer: { name: 'mesh', kind: 'Issuer', group: 'cert-manager.io' } } },
        });
      },
      { customResources: ['cert-manager.io/v1'] },
    );
    expect.assertions(1);
  });

  test('rejects lifetimes that no outage of the signer fits into, and issuers that sign nothing', () => {
    const props = { lifetime: Duration.minutes(5), issuer: { name: 'mesh' } };
    expect(() => meshCertificates(mesh(), props)).toThrow(
      /lifetime '300s' is too short[^]*issuer signs nothing: this mesh signs its certificates itself/,
    );
  });

  test('the network leads to who signs', () => {
    const { spec } = only(
      'NetworkPolicy',
      (chart) => {
        const service = new WebService(chart, 'web', {
          image: 'ghcr.io/acme/web:1.0.0',
          port: 8080,
          resources: { cpu: Cpu.millis(100), memory: Size.mebibytes(64) },
          scale: { replicas: 2 },
        });
        service.calls(External.https('x.example.com', { cidrs: ['192.0.2.0/24'] }));
      },
      { mesh: { mode: 'sidecar', certificates: 'istio-csr', issuerNamespace: 'certs' } },
    );
    expect(spec['egress']).toContainEqual({
      to: [
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'certs' } },
          podSelector: { matchLabels: { 'app.kubernetes.io/name': 'cert-manager-istio-csr' } },
        },
      ],
      ports: [{ protocol: 'TCP', port: 6443 }],
    });
  });
});
