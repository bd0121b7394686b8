import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { WHOLE_NETWORK } from '../../core/conventions';
import { demand, demandNetworkPolicy } from '../../core/demand';
import type { Edge } from '../../core/edge';
import { environmentOf } from '../../core/environment';
import { Graph } from '../../core/graph';
import { hostRulesOf, isNamedHost, namedHostRefusals } from '../../core/host-rules';
import { calleeRefusals, isPodPeer, peersRefusals, type Party } from '../../core/party';
import { allRefusals, explain, type Refusal } from '../../core/refusal';
import { judgePodSet, type PodSet } from '../../core/workload';
import { NetworkPolicy } from '../../kinds/networking';
import { callRules } from './call-rules';
import { HostPolicy } from './host-policy';

/** Properties for `WorkloadNetworkPolicy`. */
export interface WorkloadNetworkPolicyProps {
  /** The workload whose traffic is allowed: a service, or a job. */
  readonly workload: PodSet;
}

const ENFORCEMENT = demandNetworkPolicy('network policy');

/**
 * Allows the traffic of one workload: in from those who were declared to call it, out to what it was declared to call and
 * to the cluster's DNS, and nothing else in either direction. It reads the calls at synthesis, so they may be declared
 * after it. Probes need no rule: Kubernetes always lets the node of a pod reach it. Pods with the quarantine label
 * are left out, so that the default deny of their namespace cuts them off.
 */
export class WorkloadNetworkPolicy extends Construct {
  public readonly networkPolicy: ApiObject;

  public constructor(scope: Construct, id: string, props: WorkloadNetworkPolicyProps) {
    super(scope, id);
    const { workload } = props;
    judgePodSet(this, workload);
    demand(this, ENFORCEMENT);
    const graph = Graph.of(this);
    this.node.addValidation({ validate: () => this.refusals(graph, workload).map(explain) });
    if (hostRulesOf(environmentOf(this), workload.namespace) === 'cilium') new HostPolicy(this, 'HostPolicy', workload);
    this.networkPolicy = new NetworkPolicy(this, 'NetworkPolicy', {
      metadata: { name: workload.name, namespace: workload.namespace, labels: { ...workload.labels } },
      spec: () => callRules(graph, workload, environmentOf(this)),
    });
    const reasons = new Set<string>();
    graph.follow(workload, (edge) => {
      const more = wholeNetworkReasons(edge);
      if (more.length === 0) return;
      for (const reason of more) reasons.add(reason);
      this.networkPolicy.metadata.addAnnotation(WHOLE_NETWORK, [...reasons].join('; '));
    });
  }

  private refusals(graph: Graph, workload: PodSet): Refusal[] {
    const named = graph.calleesOf(workload).filter(isNamedHost);
    return allRefusals(
      endRefusals(graph, workload),
      named.flatMap((host) =>
        namedHostRefusals(`calls('${host.name}')`, host, environmentOf(this), workload.namespace),
      ),
    );
  }
}

/** What is wrong with the ends of a workload's calls. An empty list in a policy means everything, so none may be left empty. */
function endRefusals(graph: Graph, workload: PodSet): Refusal[] {
  const callers = graph.callersOf(workload);
  return allRefusals(
    callers.flatMap(({ name, peers }) => peersRefusals(`acceptsFrom('${name}').peers`, peers)),
    callers.length > 0 && workload.ports.length === 0 ? silentRefusal(callers) : undefined,
    graph.calleesOf(workload).flatMap((callee) => calleeRefusals(`calls('${callee.name}')`, callee)),
  );
}

function silentRefusal(callers: readonly Party[]): Refusal {
  return {
    prop: 'workload.ports',
    problem: `is empty, although ${callers.map(({ name }) => name).join(', ')} may call it: a policy reads that as every port`,
    allowed: 'one port or more',
    fix: 'name the ports that it listens on',
  };
}

/** Why a call opens all addresses there are. */
function wholeNetworkReasons({ caller, callee }: Edge): string[] {
  const reasons: string[] = [];
  for (const { name, peers } of [caller, callee])
    for (const peer of peers)
      if (!isPodPeer(peer) && peer.reason !== undefined) reasons.push(`${name}: ${peer.reason}`);
  return reasons;
}
