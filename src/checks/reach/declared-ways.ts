import { portsOfCall } from '../../core/call-ports';
import { isNamedHost } from '../../core/host-rules';
import { hostGatewayTraffic, meshNeeds, TUNNEL_PORT, tunnelOf, type MeshTraffic } from '../../core/mesh-traffic';
import { isPodPeer, type Party, type Peer } from '../../core/party';
import { platformCallees } from '../../core/platform-traffic';
import type { Port } from '../../core/port';
import type { ServedApis } from '../check-input';
import type { Edge } from '../../core/edge';
import type { End, Ends } from './ends';
import { EVERY_PORT, onePort } from './port-ranges';
import { Ways } from './ways';

/** The ways that calls mean, with what the cluster's mesh and its resolver need for them without a declaration. */
export function declaredWays(ends: Ends, calls: readonly Edge[], capabilities: Partial<ServedApis>): Ways {
  const ways = new Ways();
  const add = (from: readonly Peer[], to: readonly Peer[], ports: readonly Port[]) => {
    addWays(ways, endsOf(ends, from), endsOf(ends, to), ports);
  };
  for (const call of calls) add(call.caller.peers, call.callee.peers, portsOfCall(call));
  addResolver(ways, ends, calls, capabilities);
  addMesh(ways, ends, calls, capabilities, add);
  return ways;
}

function endsOf(ends: Ends, peers: readonly Peer[]): End[] {
  return peers.flatMap((peer) => ends.ofPeer(peer));
}

/** What is between two ends that are both elsewhere is nothing that these objects decide. No ports are all ports. */
function addWays(ways: Ways, from: readonly End[], to: readonly End[], ports: readonly Port[]): void {
  const ranges = ports.length === 0 ? EVERY_PORT : ports.map(({ port, protocol = 'TCP' }) => onePort(protocol, port));
  for (const one of from)
    for (const other of to) if (one.kind === 'pods' || other.kind === 'pods') ways.add(one, other, ranges);
}

/** Name resolution. Where Cilium has to see the names that some pods ask for, its own policy lets them, and no other. */
function addResolver(
  ways: Ways,
  ends: Ends,
  calls: readonly Edge[],
  { dns, nodeLocalDns, hostRules }: Partial<ServedApis>,
): void {
  if (dns === undefined) return;
  const seen = hostRules === 'cilium' ? calls.filter(({ callee }) => isNamedHost(callee)) : [];
  const elsewhere = new Set(seen.flatMap(({ caller }) => endsOf(ends, caller.peers)));
  const asking = ends.pods.filter((end) => !elsewhere.has(end));
  for (const { peers, ports } of platformCallees({ dns, ...(nodeLocalDns !== undefined && { nodeLocalDns }) }))
    addWays(ways, asking, endsOf(ends, peers), ports);
}

/** What the mesh itself needs: its control plane and probes, the tunnels of calls, the gateway to hosts known by name. */
function addMesh(
  ways: Ways,
  ends: Ends,
  calls: readonly Edge[],
  { mesh, hostRules }: Partial<ServedApis>,
  add: (from: readonly Peer[], to: readonly Peer[], ports: readonly Port[]) => void,
): void {
  if (mesh === undefined) return;
  for (const end of ends.pods) {
    const { ingress, egress } = meshNeeds(mesh, end.owner?.object.namespace ?? '');
    for (const { peers, ports } of egress) addWays(ways, [end], endsOf(ends, peers), ports);
    for (const { peers, ports } of ingress) addWays(ways, endsOf(ends, peers), [end], ports);
  }
  const gateway = (namespace: string): MeshTraffic[] =>
    hostGatewayTraffic({ mesh, ...(hostRules && { hostRules }) }, namespace);
  for (const { caller, callee } of calls) {
    const tunnel = tunnelOf(mesh, caller, callee);
    if (tunnel) {
      add(tunnel.from, [...tunnel.waypoints, ...tunnel.to], [TUNNEL_PORT]);
      add(tunnel.waypoints, tunnel.to, [TUNNEL_PORT]);
    }
    if (isNamedHost(callee))
      for (const peer of podsOf(caller))
        for (const { peers, ports } of gateway(peer.namespace)) add([peer], peers, ports);
  }
}

function podsOf({ peers }: Party) {
  return peers.filter(isPodPeer);
}
