import { shown } from '../data';
import { policyAllows, type Direction } from '../network-policies';
import { deployment, object, shop } from '../examples';
import { portsOfCall } from '../../core/call-ports';
import type { Edge } from '../../core/edge';
import { isPodPeer, type Party } from '../../core/party';
import { shortName } from '../rendered-object';
import type { PodOwner } from '../pod-owner';
import type { Rendering } from '../rendering';
import { ofEverything, type Found } from '../look';
import type { Rule } from '../rule';

const POSTGRES: Party = { name: 'orders (PostgreSQL)', peers: [{ cidr: '10.30.64.0/20' }], ports: [{ port: 5432 }] };
const API: Party = { name: 'api', peers: [{ namespace: 'shop', labels: { app: 'api' } }], ports: [] };

const example = (port: number) =>
  shop(
    [
      deployment(),
      object('networking.k8s.io/v1 NetworkPolicy', 'api', {
        spec: {
          podSelector: { matchLabels: { app: 'api' } },
          policyTypes: ['Egress'],
          egress: [{ to: [{ ipBlock: { cidr: '10.30.64.0/20' } }], ports: [{ protocol: 'TCP', port }] }],
        },
      }),
    ],
    { calls: [{ caller: API, callee: POSTGRES }] },
  );

/** Declared calls that the network refuses. */
export const callNotAllowed: Rule = {
  id: 'call-not-allowed',
  title: 'Every declared call is let through by the NetworkPolicies of both its ends.',
  why: 'The call is declared, drawn and tested without policies, and times out in the cluster.',
  fix: 'give both ends a WorkloadNetworkPolicy, or let the call through in the policy that selects these pods',
  severity: 'error',
  bad: () => example(5433),
  good: () => example(5432),
  check: ofEverything((rendering) =>
    rendering.calls.flatMap((call) => [
      ...endFindings(rendering, call.caller, call.callee, call, 'egress'),
      ...endFindings(rendering, call.callee, call.caller, call, 'ingress'),
    ]),
  ),
};

/** What is wrong at the pods of one end, with the way to the other end. */
function endFindings(rendering: Rendering, end: Party, other: Party, call: Edge, direction: Direction): Found[] {
  const pods = end.peers.flatMap((peer) =>
    isPodPeer(peer) ? rendering.selectedPods(peer.namespace, { matchLabels: peer.labels }) : [],
  );
  return [...new Set(pods)].flatMap((owner: PodOwner) =>
    portsOfCall(call).flatMap((port) => {
      const missing = other.peers.filter((peer) => !policyAllows(rendering, owner, direction, peer, port));
      if (missing.length === 0) return [];
      const what = direction === 'egress' ? `calls to '${other.name}'` : `calls from '${other.name}'`;
      return [
        {
          at: owner.object,
          message: `no NetworkPolicy of ${shortName(owner.object)} lets ${what} through (port ${shown(port.port)})`,
        },
      ];
    }),
  );
}
