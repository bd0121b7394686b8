import { portsOfCall } from '../../core/call-ports';
import { capabilities } from '../../core/capabilities';
import type { Environment } from '../../core/environment';
import type { Graph } from '../../core/graph';
import { hostRulesOf, isNamedHost } from '../../core/host-rules';
import { meshTraffic } from '../../core/mesh-traffic';
import type { Peer } from '../../core/party';
import { platformCallees } from '../../core/platform-traffic';
import type { Port } from '../../core/port';
import { allowedPods, rulePeer, rulePort } from '../../core/traffic-rules';
import type { PodSet } from '../../core/workload';
import type { NetworkPolicySpec } from '../../kinds/networking';

/** What a policy lets through for a workload: one rule for each declared call, and what its mesh and the platform need. */
export function callRules(graph: Graph, workload: PodSet, environment: Environment | undefined): NetworkPolicySpec {
  const mesh = meshTraffic(graph, workload, environment?.capabilities);
  const calls = graph.callsFrom(workload);
  // where Cilium holds calls by name, it has to see every name that is asked for: its own policy lets DNS through
  const hostPolicyHasDns =
    calls.some(({ callee }) => isNamedHost(callee)) && hostRulesOf(environment, workload.namespace) === 'cilium';
  const platform = hostPolicyHasDns ? [] : platformCallees(environment?.capabilities ?? UNDECLARED);
  const ingress: Rule<'ingress'>[] = [];
  for (const edge of graph.callsTo(workload))
    ingress.push({ from: peers(edge.caller.peers), ports: ports(portsOfCall(edge)) });
  for (const traffic of mesh.ingress) ingress.push({ from: peers(traffic.peers), ...portsOrAll(traffic.ports) });
  const egress: Rule<'egress'>[] = [];
  for (const edge of calls)
    if (!isNamedHost(edge.callee)) egress.push({ to: peers(edge.callee.peers), ports: ports(portsOfCall(edge)) });
  for (const traffic of mesh.egress) egress.push({ to: peers(traffic.peers), ...portsOrAll(traffic.ports) });
  for (const callee of platform) egress.push({ to: peers(callee.peers), ports: ports(callee.ports) });
  return { podSelector: allowedPods(workload.selector), policyTypes: ['Ingress', 'Egress'], ingress, egress };
}

/** What is taken of a cluster that nothing is declared of. */
const UNDECLARED = capabilities();

/** A rule of a policy. */
type Rule<Direction extends 'ingress' | 'egress'> = NonNullable<NonNullable<NetworkPolicySpec[Direction]>>[number];

function peers(all: readonly Peer[]) {
  return all.map((peer) => rulePeer(peer));
}

function ports(all: readonly Port[]) {
  return all.map((port) => rulePort(port));
}

/** No ports are all ports: those of the addresses that only the node's own kubelet has. */
function portsOrAll(all: readonly Port[]) {
  return all.length === 0 ? {} : { ports: ports(all) };
}
