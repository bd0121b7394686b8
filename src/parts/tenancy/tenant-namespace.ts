import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { capabilities } from '../../core/capabilities';
import { LABEL, MANAGED_BY, POD_SECURITY } from '../../core/conventions';
import { demand, demandCustomResource, demandNetworkPolicy } from '../../core/demand';
import { environmentOf } from '../../core/environment';
import { labelRefusals, type Labels } from '../../core/labels';
import { meshLabels, meshMode } from '../../core/mesh';
import { dnsLabelRefusal } from '../../core/names';
import { refuse } from '../../core/refusal';
import { optional, requireShape, text, textByName } from '../../core/shape';
import { CUSTOM_RESOURCE_API } from '../../core/versions';
import { Namespace } from '../../kinds/core';
import { AuthorizationPolicy, PeerAuthentication } from '../../kinds/istio';
import { NetworkPolicy } from '../../kinds/networking';

/** Properties for `TenantNamespace`. */
export interface TenantNamespaceProps {
  /** Name of the namespace. */
  readonly name: string;
  /**
   * Further labels of the namespace.
   * @default - none
   */
  readonly labels?: Labels;
}

/** Name of the policy that denies what no other policy allows. */
const DEFAULT_DENY = 'default-deny';

/**
 * A namespace in which nothing is allowed until it is declared: pods must meet the restricted Pod Security profile, and
 * no traffic goes in or out. The profile's version is pinned to the cluster's, so that an upgrade cannot refuse pods that
 * run today.
 */
export class TenantNamespace extends Construct {
  public readonly name: string;
  public readonly namespace: ApiObject;
  public readonly defaultDeny: ApiObject;
  /** Denies every call in the mesh that no other policy allows. None where the namespace is in no mesh. */
  public readonly meshDefaultDeny?: ApiObject;
  /** Takes calls in mutual TLS alone, whatever the rest of the mesh does. None where the namespace is in no mesh. */
  public readonly mutualTls?: ApiObject;

  public constructor(scope: Construct, id: string, props: TenantNamespaceProps) {
    super(scope, id);
    requireShape(this, props, { name: text, labels: optional(textByName) });
    const { name, labels = {} } = props;
    this.name = name;
    const nameRefusal = dnsLabelRefusal('name', name);
    refuse(this, [...(nameRefusal ? [nameRefusal] : []), ...labelRefusals('labels', labels)]);
    demand(this, demandNetworkPolicy('default deny'));

    const { kubernetes, mesh } = environmentOf(this)?.capabilities ?? capabilities();
    const { minor } = kubernetes;
    this.namespace = new Namespace(this, 'Namespace', {
      metadata: {
        name,
        labels: {
          ...labels,
          ...meshLabels(mesh, name),
          [LABEL.managedBy]: MANAGED_BY,
          [POD_SECURITY.enforce]: 'restricted',
          [POD_SECURITY.enforceVersion]: `v1.${minor}`,
          [POD_SECURITY.warn]: 'restricted',
          [POD_SECURITY.audit]: 'restricted',
        },
      },
    });
    this.defaultDeny = new NetworkPolicy(this, 'DefaultDeny', {
      metadata: { name: DEFAULT_DENY, namespace: name, labels: { [LABEL.managedBy]: MANAGED_BY } },
      spec: () => ({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] }),
    });
    if (meshMode(mesh, name) === undefined) return;
    demand(this, demandCustomResource('default deny in the mesh', CUSTOM_RESOURCE_API.istioSecurity));
    this.meshDefaultDeny = new AuthorizationPolicy(this, 'MeshDefaultDeny', {
      metadata: { name: DEFAULT_DENY, namespace: name, labels: { [LABEL.managedBy]: MANAGED_BY } },
      // allowing by no rule allows nothing
      spec: () => ({}),
    });
    // a call without an identity is one that no policy allows
    this.mutualTls = new PeerAuthentication(this, 'MutualTls', {
      metadata: { name: 'default', namespace: name, labels: { [LABEL.managedBy]: MANAGED_BY } },
      spec: () => ({ mtls: { mode: 'STRICT' } }),
    });
  }
}
