import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { LABEL, MANAGED_BY } from '../../core/conventions';
import { demand, demandCustomResource, demandMeshDeclared } from '../../core/demand';
import { environmentOf } from '../../core/environment';
import { meshOf } from '../../core/mesh';
import { closed, oneOf, optional, requireShape } from '../../core/shape';
import { CUSTOM_RESOURCE_API } from '../../core/versions';
import { PeerAuthentication, Sidecar } from '../../kinds/istio';

/** Properties for `MeshRoot`. */
export interface MeshRootProps {
  /**
   * Whether pods of the mesh take calls that are not encrypted. `PERMISSIVE` is for the days in which namespaces join one after
   * the other. Namespaces of `TenantNamespace` are strict all the same: what they declare refuses callers without an identity.
   * @default 'STRICT'
   */
  readonly mutualTls?: 'STRICT' | 'PERMISSIVE';
}

/**
 * What holds for the whole mesh of an environment, in its root namespace: calls are encrypted and both ends prove who they are,
 * and a proxy that declares nothing knows its own namespace alone. One for each cluster.
 */
export class MeshRoot extends Construct {
  public readonly peerAuthentication: ApiObject;
  public readonly sidecar: ApiObject;

  public constructor(scope: Construct, id: string, props: MeshRootProps = {}) {
    super(scope, id);
    requireShape(this, { props }, { props: closed({ mutualTls: optional(oneOf('STRICT', 'PERMISSIVE')) }) });
    const { istioNetworking, istioSecurity } = CUSTOM_RESOURCE_API;
    demand(
      this,
      demandMeshDeclared('the root of the mesh'),
      ...[istioNetworking, istioSecurity].map((api) => demandCustomResource('the mesh', api)),
    );
    const { controlPlane } = environmentOf(this)?.capabilities.mesh ?? meshOf({ mode: 'sidecar' });
    const metadata = { name: 'default', namespace: controlPlane, labels: { [LABEL.managedBy]: MANAGED_BY } };
    this.peerAuthentication = new PeerAuthentication(this, 'PeerAuthentication', {
      metadata,
      spec: () => ({ mtls: { mode: props.mutualTls ?? 'STRICT' } }),
    });
    this.sidecar = new Sidecar(this, 'Sidecar', {
      metadata,
      spec: () => ({ egress: [{ hosts: ['./*', `${controlPlane}/*`] }] }),
    });
  }
}
