import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { LABEL, MANAGED_BY } from '../../core/conventions';
import { demand, demandCustomResource, demandMeshDeclared } from '../../core/demand';
import { environmentOf } from '../../core/environment';
import { TLS_PORT } from '../../core/mesh';
import { refuse } from '../../core/refusal';
import { CUSTOM_RESOURCE_API } from '../../core/versions';
import { IstioGateway } from '../../kinds/istio';

/**
 * Lets the egress gateway that the environment declares take calls to external hosts. TLS goes through it as it is: what it
 * connects to is what callers name in their handshake, and of those only the hosts that somebody in the mesh declared.
 */
export class MeshEgressGateway extends Construct {
  /** None where the environment declares no egress gateway. */
  public readonly gateway?: ApiObject;

  public constructor(scope: Construct, id: string) {
    super(scope, id);
    demand(
      this,
      demandMeshDeclared('an egress gateway'),
      demandCustomResource('an egress gateway', CUSTOM_RESOURCE_API.istioNetworking),
    );
    const mesh = environmentOf(this)?.capabilities.mesh;
    const egress = mesh?.egressGateway;
    if (egress === undefined) {
      refuse(this, [
        {
          prop: 'capabilities.mesh.egressGateway',
          problem: 'is missing, so there is no gateway to configure',
          allowed: 'name, namespace and pod labels of the gateway',
          fix: 'declare it in the environment, or take this construct out',
        },
      ]);
      return;
    }
    this.gateway = new IstioGateway(this, 'Gateway', {
      metadata: { name: egress.name, namespace: egress.namespace, labels: { [LABEL.managedBy]: MANAGED_BY } },
      spec: () => ({
        selector: { ...egress.podLabels },
        servers: [
          { port: { number: TLS_PORT, name: 'tls', protocol: 'TLS' }, hosts: ['*'], tls: { mode: 'PASSTHROUGH' } },
        ],
      }),
    });
  }
}
