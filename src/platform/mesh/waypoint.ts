import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { capabilities } from '../../core/capabilities';
import { LABEL, MANAGED_BY } from '../../core/conventions';
import { demand, demandCustomResource, demandMeshDeclared } from '../../core/demand';
import { environmentOf } from '../../core/environment';
import { MESH_LABEL, meshMode } from '../../core/mesh';
import { controlPlaneTraffic, metricsTraffic, TUNNEL_PORT } from '../../core/mesh-traffic';
import { dnsLabelRefusal } from '../../core/names';
import { platformCallees } from '../../core/platform-traffic';
import { refuse } from '../../core/refusal';
import { closed, requireShape, text } from '../../core/shape';
import { allowedPods, rulePeer, rulePort } from '../../core/traffic-rules';
import { CUSTOM_RESOURCE_API } from '../../core/versions';
import { Gateway } from '../../kinds/gateway-api';
import { NetworkPolicy } from '../../kinds/networking';

/** Properties for `Waypoint`. */
export interface WaypointProps {
  /** An ambient namespace: the waypoint holds what is said of HTTP for its services. */
  readonly namespace: string;
}

/** Name where an environment declares none. Synthesis refuses that. */
const UNNAMED = 'waypoint';

/**
 * The waypoint of an ambient namespace, under the name that the environment declares. Istio runs its pods; they take calls from the
 * whole mesh, whose identities the policies of the services behind judge, and pass them on inside of the namespace alone.
 */
export class Waypoint extends Construct {
  public readonly gateway: ApiObject;
  public readonly networkPolicy: ApiObject;

  public constructor(scope: Construct, id: string, props: WaypointProps) {
    super(scope, id);
    requireShape(this, { props }, { props: closed({ namespace: text }) });
    const { namespace } = props;
    const offered = environmentOf(this)?.capabilities ?? capabilities();
    const { mesh } = offered;
    demand(this, demandMeshDeclared('a waypoint'), demandCustomResource('a waypoint', CUSTOM_RESOURCE_API.gateway));
    const nameRefusal = dnsLabelRefusal('namespace', namespace);
    refuse(this, [
      ...(nameRefusal ? [nameRefusal] : []),
      ...(mesh !== undefined && (mesh.waypoint === undefined || meshMode(mesh, namespace) !== 'ambient')
        ? [
            {
              prop: 'namespace',
              value: namespace,
              problem: 'has no use for a waypoint: nothing sends calls to it',
              allowed: 'an ambient namespace of an environment with capabilities.mesh.waypoint',
              fix: 'declare both, or take the waypoint out',
            },
          ]
        : []),
    ]);

    const name = mesh?.waypoint ?? UNNAMED;
    const metadata = { name, namespace, labels: { [LABEL.managedBy]: MANAGED_BY } };
    this.gateway = new Gateway(this, 'Gateway', {
      metadata: { ...metadata, labels: { ...metadata.labels, 'istio.io/waypoint-for': 'service' } },
      spec: {
        gatewayClassName: 'istio-waypoint',
        listeners: [{ name: 'mesh', port: TUNNEL_PORT.port, protocol: 'HBONE' }],
      },
    });
    const tunnel = [rulePort(TUNNEL_PORT)];
    this.networkPolicy = new NetworkPolicy(this, 'NetworkPolicy', {
      metadata,
      spec: () => ({
        podSelector: allowedPods({ [MESH_LABEL.gatewayName]: name }),
        policyTypes: ['Ingress', 'Egress'],
        ingress: [
          { from: [{ namespaceSelector: {} }], ports: tunnel },
          ...(mesh ? metricsTraffic(mesh) : []).map(({ peers, ports }) => ({
            from: peers.map(rulePeer),
            ports: ports.map(rulePort),
          })),
        ],
        egress: [
          { to: [{ podSelector: {} }], ports: tunnel },
          ...[...(mesh ? controlPlaneTraffic(mesh) : []), ...platformCallees(offered)].map(({ peers, ports }) => ({
            to: peers.map(rulePeer),
            ports: ports.map(rulePort),
          })),
        ],
      }),
    });
  }
}
