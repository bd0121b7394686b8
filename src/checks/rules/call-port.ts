import { portsOfCall } from '../../core/call-ports';
import type { Edge } from '../../core/edge';
import { isPodPeer, type Party } from '../../core/party';
import type { Port } from '../../core/port';
import { hasToken } from '../token';
import { asList, asText, shown } from '../data';
import { deployment, object, shop } from '../examples';
import { shortName } from '../rendered-object';
import type { Rendering } from '../rendering';
import type { PodOwner } from '../pod-owner';
import { ofEverything, type Found } from '../look';
import type { Rule } from '../rule';

const GATEWAY: Party = { name: 'gateway', peers: [{ namespace: 'gateway', labels: { app: 'envoy' } }], ports: [] };

const example = (port: number) => {
  const callee: Party = { name: 'api', peers: [{ namespace: 'shop', labels: { app: 'api' } }], ports: [{ port }] };
  const spec = {
    podSelector: { matchLabels: { app: 'api' } },
    policyTypes: ['Ingress'],
    ingress: [{ ports: [{ protocol: 'TCP', port }] }],
  };
  return shop([deployment(), object('networking.k8s.io/v1 NetworkPolicy', 'api', { spec })], {
    calls: [{ caller: GATEWAY, callee }],
  });
};

/** Calls to ports that nobody listens on. */
export const callPort: Rule = {
  id: 'call-port',
  title: 'Every port that a declared call names is one that the called pods have.',
  why: "Policies open the port that is named, which is the pods' own and not that of their Service. The call times out.",
  fix: "name the port of the pods' container, or add the port to it",
  // containers may listen on ports that they do not declare
  severity: 'warning',
  bad: () => example(80),
  good: () => example(8080),
  check: ofEverything((rendering) => rendering.calls.flatMap((call) => callFindings(rendering, call))),
};

function callFindings(rendering: Rendering, call: Edge): Found[] {
  const { caller, callee } = call;
  const owners = callee.peers.filter(isPodPeer).flatMap(({ namespace, labels }) =>
    // pods that have an end are not called
    rendering.selectedPods(namespace, { matchLabels: labels }).filter((owner) => owner.longRunning.length > 0),
  );
  return [...new Set(owners)].flatMap((owner) =>
    portsOfCall(call)
      .filter((port) => isMissing(owner, port))
      .map((port) => ({
        at: owner.object,
        message: `'${caller.name}' calls '${callee.name}' on port ${portText(port)}, which ${shortName(owner.object)} does not have; it has ${declaredText(owner)}`,
      })),
  );
}

function isMissing(owner: PodOwner, { port, protocol = 'TCP' }: Port): boolean {
  const specs = owner.longRunning.map(({ spec }) => spec);
  const ports = specs.flatMap((spec) => asList(spec['ports']));
  const numbers = ports.map((one) => one['containerPort']);
  // what declares no ports at all says nothing of them
  const isUnknown = ports.length === 0 || specs.some((spec) => hasToken(spec['ports']));
  if (isUnknown || [port, ...numbers].some(hasToken)) return false;
  return !ports.some((one) => one['containerPort'] === port && (asText(one['protocol']) ?? 'TCP') === protocol);
}

function declaredText(owner: PodOwner): string {
  const ports = owner.longRunning.flatMap(({ spec }) => asList(spec['ports']));
  return ports.map((one) => `${shown(one['containerPort'])} (${asText(one['protocol']) ?? 'TCP'})`).join(', ');
}

function portText({ port, protocol = 'TCP' }: Port): string {
  return `${shown(port)} (${protocol})`;
}
