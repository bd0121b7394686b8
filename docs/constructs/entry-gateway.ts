/**
 * # EntryGateway and CertificateIssuer
 *
 * What a platform renders so that services can be exposed. `EntryGateway` is the Gateway of an entry that the environment
 * declares, under the name and with the hosts that are declared there: the services' side (`exposedAt`) reads the same words. It has
 * a certificate for each of its own hosts, lets only the named namespaces bring listeners and routes, and answers plain HTTP with a
 * redirect. `CertificateIssuer` is who signs: a public authority by ACME with records in Route 53 (DNS-01) or answers at a Gateway
 * (HTTP-01), or an authority of your own.
 *
 * cert-manager writes to Route 53 as itself, by EKS Pod Identity or an IRSA annotation on its ServiceAccount; an `identity` uses
 * another ServiceAccount, whose tokens it may then ask for. Keys are made anew at each renewal, which starts when a third of the
 * lifetime is left. The pods of the Gateway are made by its controller, and their network policies belong there: this namespace is
 * not closed by `TenantNamespace`.
 */
import { Chart, type App } from 'cdk8s';
import { capabilities, CertificateIssuer, declareEnvironment, EntryGateway } from 'seaworthy';

const PUBLIC = {
  gateway: { name: 'public', namespace: 'gateway' },
  implementation: 'envoy-gateway',
  hosts: ['*.example.com'],
  from: [{ namespace: 'gateway', labels: { 'gateway.envoyproxy.io/owning-gateway-name': 'public' } }],
  issuer: { name: 'letsencrypt' },
} as const;

export class Gateways extends Chart {
  constructor(app: App) {
    const customResources = ['gateway.networking.k8s.io/v1', 'cert-manager.io/v1', 'gateway.envoyproxy.io/v1alpha1'];
    declareEnvironment(app, {
      name: 'prod',
      region: 'eu-west-1',
      capabilities: capabilities({ entries: { public: PUBLIC }, customResources }),
    });
    super(app, 'gateway', { namespace: 'gateway' });

    new CertificateIssuer(this, 'issuer', {
      name: 'letsencrypt',
      authority: {
        kind: 'acme',
        email: 'platform@example.com',
        challenges: [{ kind: 'route53', region: 'eu-west-1', zones: ['example.com'] }],
      },
    });
    new EntryGateway(this, 'gateway', {
      className: 'envoy',
      namespaces: ['shop', 'feature-api'],
      certificateNamespace: 'certificates',
      trustedProxies: 1,
    });
  }
}
