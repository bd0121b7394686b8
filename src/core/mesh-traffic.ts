import type { Capabilities } from './capabilities';
import type { Graph } from './graph';
import { isNamedHost } from './host-rules';
import { MESH_LABEL, meshMode, TLS_PORT, type Mesh } from './mesh';
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

/**
 * What the pods of a namespace need of the network for the mesh itself. Sidecars ask the control plane for certificates and
 * configuration; in ambient the node's proxy does, and probes of the kubelet come from an address of its own.
 */
function meshNeeds(mesh: Mesh | undefined, namespace: string): MeshNeeds {
  const mode = meshMode(mesh, namespace);
  if (mesh === undefined || mode === undefined) return NOTHING;
  if (mode === 'sidecar') return { ingress: [], egress: controlPlaneTraffic(mesh) };
  // policies with ports would need those of the probes: an address that only the kubelet has is let through on all
  return { ingress: [{ peers: [AMBIENT_PROBES], ports: [] }], egress: [] };
}

/**
 * The way of a declared call through the mesh, beside the ports of the callee itself: both ends need it in their network
 * policies, the caller towards `out`, the callee from `in`. Nothing unless both ends are in the mesh, and one of them in ambient
 * pods.
 */
function tunnelOf(mesh: Mesh | undefined, caller: Party, callee: Party): { in: MeshTraffic[]; out: MeshTraffic[] } {
  const modeOf = (peer: Peer) => (isPodPeer(peer) ? meshMode(mesh, peer.namespace) : undefined);
  const [from, to] = [caller, callee].map(({ peers }) => peers.filter((peer) => modeOf(peer) !== undefined));
  // between two sidecars the port of the callee is on the outside
  if (!from?.length || !to?.length || ![...from, ...to].some((peer) => modeOf(peer) === 'ambient'))
    return { in: [], out: [] };
  const waypoints = to.filter((peer) => modeOf(peer) === 'ambient').flatMap((peer) => waypointOf(mesh, peer));
  const traffic = (peers: readonly Peer[]): MeshTraffic => ({ peers, ports: [TUNNEL_PORT] });
  return { in: [traffic([...from, ...waypoints])], out: [traffic([...to, ...waypoints])] };
}

/** The pods of the waypoint in front of others. */
function waypointOf(mesh: Mesh | undefined, peer: Peer): Peer[] {
  if (mesh?.waypoint === undefined || !isPodPeer(peer)) return [];
  return [{ namespace: peer.namespace, labels: { [MESH_LABEL.gatewayName]: mesh.waypoint } }];
}

/** The gateway through which calls to hosts that are known by name leave the cluster. */
function gatewayOf(mesh: Mesh | undefined, namespace: string): MeshTraffic[] {
  const mode = meshMode(mesh, namespace);
  if (mode === undefined || mesh?.egressGateway === undefined) return [];
  const { namespace: place, podLabels, podPort = TLS_PORT } = mesh.egressGateway;
  const port = mode === 'ambient' ? TUNNEL_PORT : { port: podPort };
  return [{ peers: [{ namespace: place, labels: podLabels }], ports: [port] }];
}

/**
 * All that the network policies of some pods let through because of the mesh, beside the ports of their calls: the mesh's own
 * traffic, the tunnels of ambient pods, and the gateway to hosts that are known by name. Nothing where there is no mesh.
 */
export function meshTraffic(graph: Graph, pods: PodSet, capabilities: Capabilities | undefined): MeshNeeds {
  const { mesh, hostRules } = capabilities ?? {};
  if (mesh === undefined) return NOTHING;
  const { ingress, egress } = meshNeeds(mesh, pods.namespace);
  const callees = graph.calleesOf(pods);
  return {
    ingress: [...ingress, ...graph.callersOf(pods).flatMap((caller) => tunnelOf(mesh, caller, pods).in)],
    egress: [
      ...egress,
      ...callees.flatMap((callee) => tunnelOf(mesh, pods, callee).out),
      ...(hostRules === 'istio' && callees.some(isNamedHost) ? gatewayOf(mesh, pods.namespace) : []),
    ],
  };
}
