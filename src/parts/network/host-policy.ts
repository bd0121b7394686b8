import { Construct } from 'constructs';
import { capabilities } from '../../core/capabilities';
import { demand, demandCustomResource } from '../../core/demand';
import { environmentOf } from '../../core/environment';
import { Graph } from '../../core/graph';
import { isNamedHost, type Host } from '../../core/host-rules';
import { isPodPeer, type Peer } from '../../core/party';
import { platformCallees } from '../../core/platform-traffic';
import { allowedPods } from '../../core/traffic-rules';
import { CUSTOM_RESOURCE_API } from '../../core/versions';
import type { PodSet } from '../../core/workload';
import { CiliumNetworkPolicy, type CiliumNetworkPolicySpec } from '../../kinds/cilium';

type EgressRule = NonNullable<NonNullable<CiliumNetworkPolicySpec>['egress']>[number];

/** How Cilium writes the namespace of pods. */
const NAMESPACE = `k8s:io.kubernetes.pod.namespace`;
/** The names that pods ask for pass through Cilium's DNS proxy: that is how it learns the addresses behind them. */
const DNS_RULES = [{ ports: [{ port: '53', protocol: 'ANY' as const }], rules: { dns: [{ matchPattern: '*' }] } }];

/**
 * Allows calls of one workload to hosts that are known by name alone, where Cilium holds them. It has the workload's DNS too:
 * a second rule for it, which does not look into DNS, would take away what is learned from it.
 */
export class HostPolicy extends Construct {
  public constructor(scope: Construct, id: string, workload: PodSet) {
    super(scope, id);
    const dns = platformCallees(environmentOf(this)?.capabilities ?? capabilities()).flatMap(({ peers }) => peers);
    const graph = Graph.of(this);
    graph.follow(workload, ({ caller, callee }) => {
      if (caller !== workload || !isNamedHost(callee) || this.node.tryFindChild(POLICY)) return;
      demand(this, demandCustomResource(`calls('${callee.name}')`, CUSTOM_RESOURCE_API.cilium));
      new CiliumNetworkPolicy(this, POLICY, {
        metadata: { name: `${workload.name}-hosts`, namespace: workload.namespace, labels: { ...workload.labels } },
        spec: () => ({
          endpointSelector: allowedPods(workload.selector),
          egress: [...dns.map(dnsRule), ...graph.calleesOf(workload).filter(isNamedHost).map(hostRule)],
        }),
      });
    });
  }
}

const POLICY = 'CiliumNetworkPolicy';

function dnsRule(peer: Peer): EgressRule {
  const toPorts = DNS_RULES;
  if (!isPodPeer(peer)) return { toCIDR: [peer.cidr], toPorts };
  return { toEndpoints: [{ matchLabels: { ...peer.labels, [NAMESPACE]: peer.namespace } }], toPorts };
}

function hostRule({ host, ports }: Host): EgressRule {
  return {
    toFQDNs: [host.includes('*') ? { matchPattern: host } : { matchName: host }],
    toPorts: [{ ports: ports.map(({ port, protocol }) => ({ port: String(port), protocol: protocol ?? 'TCP' })) }],
  };
}
