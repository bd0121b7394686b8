import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { capabilities, namespaceLabels } from '../../core/capabilities';
import { demand, demandNetworkPolicy } from '../../core/demand';
import { environmentOf } from '../../core/environment';
import { hostRulesOf, isNamedHost, namedHostRefusals } from '../../core/host-rules';
import { meshTraffic, type MeshTraffic } from '../../core/mesh-traffic';
import { Graph } from '../../core/graph';
import { calleeRefusals, isPodPeer, peersRefusals, type Party, type Peer } from '../../core/party';
import type { Port } from '../../core/port';
import { explain, type Refusal } from '../../core/refusal';
import { judgePodSet, type PodSet } from '../../core/workload';
import { HostPolicy } from './host-policy';
import { NetworkPolicy, type NetworkPolicySpec } from '../../kinds/networking';

/** Properties for `WorkloadNetworkPolicy`. */
export interface WorkloadNetworkPolicyProps {
  /** The workload whose traffic is allowed: a service, or a job. */
  readonly workload: PodSet;
}

/** Port of a DNS resolver, over both protocols. */
const DNS_PORTS: readonly Port[] = [
  { port: 53, protocol: 'UDP' },
  { port: 53, protocol: 'TCP' },
];

/**
 * Allows the traffic of one workload: in from those who were declared to call it, out to what it was declared to call and
 * to the cluster's DNS, and nothing else in either direction. It reads the calls at synthesis, so they may be declared
 * after it.
 */
export class WorkloadNetworkPolicy extends Construct {
  public readonly networkPolicy: ApiObject;

  public constructor(scope: Construct, id: string, props: WorkloadNetworkPolicyProps) {
    super(scope, id);
    const { workload } = props;
    judgePodSet(this, workload);
    demand(this, demandNetworkPolicy('network policy'));
    this.node.addValidation({ validate: () => this.refusals(workload).map(explain) });
    new HostPolicy(this, 'HostPolicy', workload);
    this.networkPolicy = new NetworkPolicy(this, 'NetworkPolicy', {
      metadata: { name: workload.name, namespace: workload.namespace, labels: { ...workload.labels } },
      spec: () => this.spec(workload),
    });
  }

  private refusals(workload: PodSet): Refusal[] {
    const graph = Graph.of(this);
    const named = graph.calleesOf(workload).filter(isNamedHost);
    return [
      ...callRefusals(graph, workload),
      ...named.flatMap((host) =>
        namedHostRefusals(`calls('${host.name}')`, host, environmentOf(this), workload.namespace),
      ),
    ];
  }

  private spec(workload: PodSet): NetworkPolicySpec {
    const graph = Graph.of(this);
    const environment = environmentOf(this);
    const { dns } = environment?.capabilities ?? capabilities();
    const mesh = meshTraffic(graph, workload, environment?.capabilities);
    const callees = graph.calleesOf(workload);
    // where Cilium holds calls by name, it has to see every name that is asked for: its own policy lets DNS through
    const hostPolicyHasDns = callees.some(isNamedHost) && hostRulesOf(environment, workload.namespace) === 'cilium';
    return {
      podSelector: { matchLabels: { ...workload.selector } },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        ...graph
          .callersOf(workload)
          .map((caller) => ({ from: caller.peers.map(policyPeer), ports: workload.ports.map(policyPort) })),
        ...mesh.ingress.map((traffic) => ({ from: traffic.peers.map(policyPeer), ...portsOf(traffic) })),
      ],
      egress: [
        ...callees
          .filter((callee) => !isNamedHost(callee))
          .map((callee: Party) => ({ to: callee.peers.map(policyPeer), ports: callee.ports.map(policyPort) })),
        ...mesh.egress.map((traffic) => ({ to: traffic.peers.map(policyPeer), ...portsOf(traffic) })),
        ...(hostPolicyHasDns ? [] : [{ to: dns.map(policyPeer), ports: DNS_PORTS.map(policyPort) }]),
      ],
    };
  }
}

/** No ports are all ports: those of the addresses that only the node's own kubelet has. */
function portsOf({ ports }: MeshTraffic) {
  return ports.length === 0 ? {} : { ports: ports.map(policyPort) };
}

/** What is wrong with the calls of a workload. An empty list in a policy means everything, so none may be left empty. */
function callRefusals(graph: Graph, workload: PodSet): Refusal[] {
  const callers = graph.callersOf(workload);
  const silent: Refusal = {
    prop: 'workload.ports',
    problem: `is empty, although ${callers.map(({ name }) => name).join(', ')} may call it: a policy reads that as every port`,
    allowed: 'one port or more',
    fix: 'name the ports that it listens on',
  };
  return [
    ...callers.flatMap(({ name, peers }) => peersRefusals(`acceptsFrom('${name}').peers`, peers)),
    ...(callers.length > 0 && workload.ports.length === 0 ? [silent] : []),
    ...graph.calleesOf(workload).flatMap((callee) => calleeRefusals(`calls('${callee.name}')`, callee)),
  ];
}

/** Namespace and labels stand in one peer: in two they would allow the whole namespace. */
function policyPeer(peer: Peer) {
  if (!isPodPeer(peer)) return { ipBlock: { cidr: peer.cidr } };
  return {
    namespaceSelector: { matchLabels: { ...namespaceLabels(peer.namespace) } },
    podSelector: { matchLabels: { ...peer.labels } },
  };
}

function policyPort({ port, protocol }: Port) {
  return { protocol: protocol ?? ('TCP' as const), port };
}
