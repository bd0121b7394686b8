import type { Capabilities } from './capabilities';
import type { Graph } from './graph';
import { isNamedHost } from './host-rules';
import { MESH_LABEL, meshMode, TLS_PORT, type Mesh, type MeshMode } from './mesh';
import { isPodPeer, type Party, type Peer } from './party';
import type { Port } from './port';
import type { PodSet } from './workload';

/** Traffic that a network policy must let through. */
export interface MeshTraffic {
  readonly peers: readonly Peer[];
  readonly ports: readonly Port[];
}

/** What a mesh adds to the network policies of some pods. */
export interface MeshNeeds {
  /** Into the pods, whoever calls them. */
  readonly ingress: readonly MeshTraffic[];
  /** Out of the pods, whomever they call. */
  readonly egress: readonly MeshTraffic[];
}

/** Certificates and configuration from istiod. */
const CONTROL_PORT: Port = { port: 15012 };
/** HBONE: how ambient pods talk to each other. The port of the callee is inside of it. */
export const TUNNEL_PORT: Port = { port: 15008 };
/** Where the node's kubelet seems to come from once ambient pods are captured. */
const AMBIENT_PROBES: Peer = { cidr: '169.254.7.127/32' };
/** Where a proxy tells its metrics: those of Envoy, and those that its agent joins with them. */
const METRICS_PORTS: readonly Port[] = [{ port: 15090 }, { port: 15020 }];
/** Where istio-csr signs certificates. */
const SIGNING_PORT: Port = { port: 6443 };

const NOTHING: MeshNeeds = { ingress: [], egress: [] };

/** What a proxy asks for: configuration from istiod, and certificates from who signs them. */
export function controlPlaneTraffic({ controlPlane, certificates, issuerNamespace }: Mesh): MeshTraffic[] {
  const istiod = { peers: [{ namespace: controlPlane, labels: { app: 'istiod' } }], ports: [CONTROL_PORT] };
  if (certificates === 'istio') return [istiod];
  const labels = { 'app.kubernetes.io/name': 'cert-manager-istio-csr' };
  return [istiod, { peers: [{ namespace: issuerNamespace, labels }], ports: [SIGNING_PORT] }];
}

/** Who reads the metrics of a proxy, where anybody was declared to. */
export function metricsTraffic({ scrapedBy }: Mesh): MeshTraffic[] {
  return scrapedBy === undefined ? [] : [{ peers: scrapedBy, ports: METRICS_PORTS }];
}

/**
 * What the pods of a namespace need of the network for the mesh itself. Sidecars ask the control plane for certificates and
 * configuration, and tell their metrics; in ambient the node's proxy does, and probes of the kubelet come from an address of its own.
 */
export function meshNeeds(mesh: Mesh, namespace: string): MeshNeeds {
  const mode = meshMode(mesh, namespace);
  if (mode === undefined) return NOTHING;
  if (mode === 'sidecar') return { ingress: metricsTraffic(mesh), egress: controlPlaneTraffic(mesh) };
  // policies with ports would need those of the probes: an address that only the kubelet has is let through on all
  return { ingress: [{ peers: [AMBIENT_PROBES], ports: [] }], egress: [] };
}

/** Whether all pods of a party are in the mesh in one way. */
export function isIn(mesh: Mesh, mode: MeshMode, { peers }: Party): boolean {
  return peers.every((peer) => isPodPeer(peer) && meshMode(mesh, peer.namespace) === mode);
}

/** The way of a declared call through the mesh, on the port of the tunnel and beside the ports of the callee itself. */
export interface Tunnel {
  /** The caller's pods, as far as they are in the mesh. */
  readonly from: readonly Peer[];
  /** What may stand between both. */
  readonly waypoints: readonly Peer[];
  /** The callee's pods, as far as they are in the mesh. */
  readonly to: readonly Peer[];
}

/** How a call goes through the mesh. None unless both ends are in the mesh, and one of them in ambient pods. */
export function tunnelOf(mesh: Mesh, caller: Party, callee: Party): Tunnel | undefined {
  const modeOf = (peer: Peer) => (isPodPeer(peer) ? meshMode(mesh, peer.namespace) : undefined);
  const inMesh = ({ peers }: Party) => peers.filter((peer) => modeOf(peer) !== undefined);
  const [from, to] = [inMesh(caller), inMesh(callee)];
  // between two sidecars the port of the callee is on the outside
  if (from.length === 0 || to.length === 0 || ![...from, ...to].some((peer) => modeOf(peer) === 'ambient'))
    return undefined;
  return { from, to, waypoints: to.filter((peer) => modeOf(peer) === 'ambient').flatMap(waypointsOf(mesh)) };
}

/** The pods of the waypoint in front of others. */
function waypointsOf({ waypoint }: Mesh): (peer: Peer) => Peer[] {
  return (peer) =>
    waypoint === undefined || !isPodPeer(peer)
      ? []
      : [{ namespace: peer.namespace, labels: { [MESH_LABEL.gatewayName]: waypoint } }];
}

/** The gateway through which calls from a namespace to hosts that are known by name leave the cluster, where they do. */
export function hostGatewayTraffic(
  { mesh, hostRules }: Pick<Capabilities, 'mesh' | 'hostRules'>,
  namespace: string,
): MeshTraffic[] {
  const mode = meshMode(mesh, namespace);
  if (hostRules !== 'istio' || mode === undefined || mesh?.egressGateway === undefined) return [];
  const { namespace: place, podLabels, podPort = TLS_PORT } = mesh.egressGateway;
  const port = mode === 'ambient' ? TUNNEL_PORT : { port: podPort };
  return [{ peers: [{ namespace: place, labels: podLabels }], ports: [port] }];
}

/**
 * All that the network policies of some pods let through because of the mesh, beside the ports of their calls: the mesh's own
 * traffic, the tunnels of ambient pods, and the gateway to hosts that are known by name. Nothing where there is no mesh.
 */
export function meshTraffic(graph: Graph, pods: PodSet, capabilities: Capabilities | undefined): MeshNeeds {
  if (capabilities?.mesh === undefined) return NOTHING;
  const { mesh } = capabilities;
  const { ingress, egress } = meshNeeds(mesh, pods.namespace);
  const callees = graph.calleesOf(pods);
  const tunnelled = (peers: readonly Peer[]): MeshTraffic => ({ peers, ports: [TUNNEL_PORT] });
  const tunnels = (caller: Party, callee: Party) => tunnelOf(mesh, caller, callee) ?? [];
  return {
    ingress: [
      ...ingress,
      ...graph
        .callersOf(pods)
        .flatMap((caller) => tunnels(caller, pods))
        .map(({ from, waypoints }) => tunnelled([...from, ...waypoints])),
    ],
    egress: [
      ...egress,
      ...callees
        .flatMap((callee) => tunnels(pods, callee))
        .map(({ to, waypoints }) => tunnelled([...to, ...waypoints])),
      ...(callees.some(isNamedHost) ? hostGatewayTraffic(capabilities, pods.namespace) : []),
    ],
  };
}
