import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { ACME_DIRECTORY, type CertificateAuthority, type Challenge } from '../core/certificate-authority';
import { AUTHORITY_SHAPE, authorityRefusals } from '../core/certificate-authority-refusals';
import { LABEL, MANAGED_BY } from '../core/conventions';
import { demand, demandCustomResource } from '../core/demand';
import type { EntryIssuer } from '../core/entry';
import { dnsLabelRefusal, dnsSubdomainRefusal } from '../core/names';
import { refuse } from '../core/refusal';
import { optional, requireShape, text } from '../core/shape';
import { CUSTOM_RESOURCE_API } from '../core/versions';
import { ClusterIssuer, Issuer, type IssuerSpec } from '../kinds/cert-manager';
import { Role, RoleBinding } from '../kinds/rbac';

/** Properties for `CertificateIssuer`. */
export interface CertificateIssuerProps {
  /** Name of the issuer. */
  readonly name: string;
  /**
   * Namespace that it signs for.
   * @default - all: it is a ClusterIssuer
   */
  readonly namespace?: string;
  /** Who signs. */
  readonly authority: CertificateAuthority;
  /**
   * Namespace of cert-manager.
   * @default 'cert-manager'
   */
  readonly certManagerNamespace?: string;
}

const DEFAULTS = { certManagerNamespace: 'cert-manager' } as const;
/** ServiceAccount of cert-manager's controller, as its chart names it. */
const CONTROLLER = 'cert-manager';

/** Who signs certificates of cert-manager: a public authority (ACME), or one of our own. */
export class CertificateIssuer extends Construct implements EntryIssuer {
  public readonly name: string;
  public readonly kind: 'ClusterIssuer' | 'Issuer';
  public readonly issuer: ApiObject;
  /** What lets cert-manager use the ServiceAccounts of challenges: a Role and a RoleBinding for each. */
  public readonly access: readonly ApiObject[];

  public constructor(scope: Construct, id: string, props: CertificateIssuerProps) {
    super(scope, id);
    requireShape(this, props, {
      name: text,
      namespace: optional(text),
      authority: AUTHORITY_SHAPE,
      certManagerNamespace: optional(text),
    });
    const { name, namespace, authority, certManagerNamespace = DEFAULTS.certManagerNamespace } = props;
    this.name = name;
    this.kind = namespace === undefined ? 'ClusterIssuer' : 'Issuer';
    refuse(
      this,
      [
        dnsSubdomainRefusal('name', name),
        namespace === undefined ? undefined : dnsLabelRefusal('namespace', namespace),
        dnsLabelRefusal('certManagerNamespace', certManagerNamespace),
        ...authorityRefusals('authority', authority, namespace !== undefined),
      ].filter((refusal) => refusal !== undefined),
    );
    demand(this, demandCustomResource('CertificateIssuer', CUSTOM_RESOURCE_API.certManager));

    const labels = { [LABEL.managedBy]: MANAGED_BY };
    const spec = issuerSpec(name, authority);
    this.issuer =
      namespace === undefined
        ? new ClusterIssuer(this, 'Issuer', { metadata: { name, labels }, spec })
        : new Issuer(this, 'Issuer', { metadata: { name, namespace, labels }, spec });
    this.access = serviceAccounts(authority).flatMap((account) =>
      this.tokenAccess(account, namespace ?? certManagerNamespace, certManagerNamespace),
    );
  }

  /** Lets cert-manager ask for tokens of a ServiceAccount, and of no other one. */
  private tokenAccess(account: string, namespace: string, certManagerNamespace: string): ApiObject[] {
    const folder = new Construct(this, `TokensOf-${account}`);
    const metadata = {
      name: `${this.name}-${account}-tokens`,
      namespace,
      labels: { [LABEL.managedBy]: MANAGED_BY },
    };
    const rules = [
      { apiGroups: [''], resources: ['serviceaccounts/token'], resourceNames: [account], verbs: ['create'] },
    ];
    return [
      new Role(folder, 'Role', { metadata, rules }),
      new RoleBinding(folder, 'RoleBinding', {
        metadata,
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: metadata.name },
        subjects: [{ kind: 'ServiceAccount', name: CONTROLLER, namespace: certManagerNamespace }],
      }),
    ];
  }
}

function issuerSpec(name: string, authority: CertificateAuthority): IssuerSpec {
  if (authority.kind === 'private') return { ca: { secretName: authority.secret } };
  const { server = 'letsencrypt', email, challenges } = authority;
  return {
    acme: {
      server: ACME_DIRECTORY[server] ?? server,
      email,
      privateKeySecretRef: { name: `${name}-account-key` },
      solvers: challenges.map(solver),
    },
  };
}

function solver(challenge: Challenge) {
  if (challenge.kind === 'gateway')
    return {
      http01: {
        gatewayHTTPRoute: {
          parentRefs: [
            { group: 'gateway.networking.k8s.io', kind: 'Gateway', ...challenge.gateway, sectionName: 'http' },
          ],
        },
      },
    };
  if (challenge.kind === 'ingress') return { http01: { ingress: { ingressClassName: challenge.className } } };
  const { region, zones, hostedZone, identity } = challenge;
  return {
    ...(zones && { selector: { dnsZones: [...zones] } }),
    dns01: {
      route53: {
        region,
        ...(hostedZone !== undefined && { hostedZoneID: hostedZone }),
        ...(identity && {
          role: identity.role,
          auth: { kubernetes: { serviceAccountRef: { name: identity.serviceAccount } } },
        }),
      },
    },
  };
}

/** The ServiceAccounts that challenges use, each once. */
function serviceAccounts(authority: CertificateAuthority): string[] {
  if (authority.kind === 'private') return [];
  return [
    ...new Set(
      authority.challenges.flatMap((challenge) =>
        challenge.kind === 'route53' && challenge.identity ? [challenge.identity.serviceAccount] : [],
      ),
    ),
  ];
}
