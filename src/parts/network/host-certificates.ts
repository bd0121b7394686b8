import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { namespaceLabels } from '../../core/capabilities';
import { certificateSpec, type CertificateTerms } from '../../core/certificate-terms';
import { ACME_SOLVER } from '../../core/conventions';
import { demand, demandCustomResource } from '../../core/demand';
import type { EntryIssuer } from '../../core/entry';
import { hostObjectName, hostSecretName } from '../../core/host-name';
import type { Labels } from '../../core/labels';
import { isPodPeer, type Peer } from '../../core/party';
import { CUSTOM_RESOURCE_API } from '../../core/versions';
import { Certificate } from '../../kinds/cert-manager';
import { NetworkPolicy } from '../../kinds/networking';

/** Hosts that one owner has certificates for. */
export interface CertifiedHosts {
  readonly hosts: readonly string[];
  /** Namespace of certificates and keys. */
  readonly namespace: string;
  /** Name of the owner. */
  readonly name: string;
  readonly labels: Labels;
  readonly issuer: EntryIssuer;
  readonly terms: CertificateTerms;
  /** Where requests come from: who must reach the answers to HTTP-01. */
  readonly from: readonly Peer[];
}

/** What the certificates of hosts are made of. */
export interface HostCertificates {
  /** One for each host, so that each is renewed and revoked by itself. */
  readonly certificates: readonly ApiObject[];
  readonly policies: readonly ApiObject[];
}

/** Certificates of hosts, and what their issuer needs to prove the hosts. */
export function hostCertificates(scope: Construct, certified: CertifiedHosts): HostCertificates {
  const { hosts, issuer } = certified;
  if (hosts.length === 0) return { certificates: [], policies: [] };
  demand(scope, demandCustomResource('certificates', CUSTOM_RESOURCE_API.certManager));
  const folder = new Construct(scope, 'Certificates');
  return {
    certificates: hosts.map((host) => certificate(folder, host, certified)),
    policies: issuer.challenge === 'http-01' ? [solverPolicy(scope, certified)] : [],
  };
}

function certificate(scope: Construct, host: string, { namespace, labels, issuer, terms }: CertifiedHosts): ApiObject {
  return new Certificate(scope, hostObjectName(host), {
    metadata: { name: hostObjectName(host), namespace, labels: { ...labels } },
    spec: {
      secretName: hostSecretName(host),
      dnsNames: [host],
      issuerRef: { group: 'cert-manager.io', kind: issuer.kind ?? 'ClusterIssuer', name: issuer.name },
      ...certificateSpec(terms),
    },
  });
}

/**
 * Lets the entry reach the pods by which cert-manager answers HTTP-01. They are in the namespace of the certificate, where
 * everything else is denied.
 */
function solverPolicy(scope: Construct, { name, namespace, labels, from }: CertifiedHosts): ApiObject {
  const peers = from.map((peer) =>
    isPodPeer(peer)
      ? {
          namespaceSelector: { matchLabels: { ...namespaceLabels(peer.namespace) } },
          podSelector: { matchLabels: { ...peer.labels } },
        }
      : { ipBlock: { cidr: peer.cidr } },
  );
  return new NetworkPolicy(scope, 'AcmeSolver', {
    metadata: { name: `${name}-acme-solver`, namespace, labels: { ...labels } },
    spec: () => ({
      podSelector: { matchLabels: { [ACME_SOLVER.label]: 'true' } },
      policyTypes: ['Ingress'],
      ingress: [{ from: peers, ports: [{ protocol: 'TCP', port: ACME_SOLVER.port }] }],
    }),
  });
}
